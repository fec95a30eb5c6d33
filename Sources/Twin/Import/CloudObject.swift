public import Kubernetes

/// An object as it was read, with where it came from.
public struct CloudObject: Sendable {
    /// The document, redacted.
    public var value: Value
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
    public var name: String { value["metadata"]?["name"]?.string ?? "" }
    /// The namespace; empty when it has none.
    public var namespace: String { value["metadata"]?["namespace"]?.string ?? "" }

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
