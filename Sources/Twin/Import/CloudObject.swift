public import Kubernetes

/// An object as it was read, with where it came from.
public struct CloudObject: Sendable {
    /// How the document is kept.
    private enum Content: Sendable {
        case plain(Value)
        case packed(PackedValue)
    }

    private var content: Content
    /// What its kind is called and where it lives.
    public var info: KindInfo
    /// The cluster it belongs to.
    public var home: Home
    /// The file it was read from.
    public var file: String

    /// The cluster of an object.
    public enum Home: Hashable, Sendable {
        case management
        case mosk
    }

    /// The name.
    public private(set) var name: String
    /// The namespace; empty when it has none.
    public private(set) var namespace: String

    /// An object of a document, redacted.
    init(value: Value, info: KindInfo, home: Home, file: String) {
        content = .plain(value)
        self.info = info
        self.home = home
        self.file = file
        name = value["metadata"]?["name"]?.string ?? ""
        namespace = value["metadata"]?["namespace"]?.string ?? ""
    }

    /// The document, redacted. Of an object that is packed it is made anew each time.
    public var value: Value {
        get {
            switch content {
            case .plain(let value): value
            case .packed(let packed): packed.value
            }
        }
        set {
            let isPacked = packed != nil
            self = CloudObject(value: newValue, info: info, home: home, file: file)
            if isPacked { pack() }
        }
    }

    /// The document where it is packed, else nil.
    var packed: PackedValue? {
        if case .packed(let packed) = content { packed } else { nil }
    }

    /// Packs the document: it takes far less room, and time to look at.
    mutating func pack() { content = .packed(packed ?? PackedValue(value)) }

    /// An error at this object.
    func error(_ problem: String, hint: String = "", at place: Value? = nil) -> CloudError {
        error(problem, hint: hint, at: (place ?? value).position)
    }

    /// An error at a place in this object.
    func error(_ problem: String, hint: String = "", at position: SourcePosition) -> CloudError {
        CloudError(
            file: file, line: Int(position.line), column: Int(position.column), problem: problem, hint: hint)
    }
}
