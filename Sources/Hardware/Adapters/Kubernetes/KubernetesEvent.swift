public import JSON

/// What a watch tells.
public enum KubernetesEvent: Hashable, Sendable {
    case added(JSONValue)
    case modified(JSONValue)
    case deleted(JSONValue)
    /// Everything up to this version of the list has been told.
    case bookmark(resourceVersion: String)
}

extension KubernetesEvent {
    /// The event that a line of a watch is; throws the error that it is instead. `clean` takes the secrets
    /// out of words.
    init(_ line: [UInt8], _ clean: (String) -> String) throws(KubernetesAPIError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.value(line)
        } catch {
            throw .malformed("an event is not JSON: \(error.message)")
        }
        guard let object = value["object"], case .object = object else {
            throw .malformed("an event without an object")
        }
        switch value["type"]?.string {
        case "ADDED": self = .added(object)
        case "MODIFIED": self = .modified(object)
        case "DELETED": self = .deleted(object)
        case "BOOKMARK":
            guard let version = object["metadata"]?["resourceVersion"]?.string, !version.isEmpty else {
                throw .malformed("a bookmark without a resourceVersion")
            }
            self = .bookmark(resourceVersion: version)
        case "ERROR":
            guard let status = KubernetesStatus(object) else { throw .malformed("an error without a Status") }
            throw status.error(retryAfter: nil, clean)
        case let word: throw .malformed(clean("an event of type \(word ?? "none")"))
        }
    }
}
