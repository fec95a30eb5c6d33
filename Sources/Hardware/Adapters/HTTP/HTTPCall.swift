/// A request to a device.
struct HTTPCall: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    var method: Method
    /// The path at the device, with its query.
    var path: String
    /// Header fields but those that HTTP itself needs.
    var headers: [(name: String, value: String)] = []
    /// JSON.
    var body: [UInt8]?

    /// How failures call it.
    var name: String { "\(method.rawValue) \(path)" }
}
