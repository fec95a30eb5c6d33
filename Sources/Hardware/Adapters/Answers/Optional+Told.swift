extension Optional<String> {
    /// The text, nil for an empty one: Go writes empty texts for what is not known.
    var told: String? { self?.isEmpty == true ? nil : self }
}
