extension Value: ExpressibleByDictionaryLiteral {
    /// A map of the pairs in the order given, whose keys must differ.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .map(elements.map { Field(key: $0.0, value: $0.1) })
    }
}
