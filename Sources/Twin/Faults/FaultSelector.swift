/// Whom a fault strikes, as it is written: by name, or nodes by label, rack or share. What is written
/// together must hold together. What it means is a `FaultTarget`.
public struct FaultSelector: Hashable, Sendable {
    /// A name; nil when nodes are chosen otherwise, or for what there is once.
    public var name: String?
    /// Labels that the nodes have.
    public var labels: [LabelPair] = []
    /// The rack that the nodes stand in.
    public var rack: String?
    /// How many of those nodes, in hundredths, drawn from the run's seed; rounded up. 100 for all.
    public var sharePercent = 100

    /// A label with its value.
    public struct LabelPair: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: String

        /// Makes a label.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// What has this name; `*` for all nodes.
    public init(name: String? = nil) { self.name = name }

    /// Whether it says more than a name.
    var choosesNodes: Bool { !labels.isEmpty || rack != nil || sharePercent < 100 }
}
