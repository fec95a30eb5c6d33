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
    /// JSON, or what `contentType` says.
    var body: [UInt8]?
    var contentType = "application/json"

    /// How failures call it.
    var name: String { "\(method.rawValue) \(path)" }

    /// A text as a value in a query (RFC 3986, section 3.4): all but letters, digits and `-._~` by their
    /// bytes.
    static func encoded(queryValue text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
