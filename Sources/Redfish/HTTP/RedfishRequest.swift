/// What of an HTTP request the service looks at. Independent of any network.
public struct RedfishRequest: Hashable, Sendable {
    /// The method, as it was sent.
    public var method: String
    /// The target, as it was sent: path and query.
    public var target: String
    /// The header `Authorization`.
    public var authorization: String?
    /// The header `X-Auth-Token`.
    public var token: String?
    /// The header `If-Match`.
    public var ifMatch: String?
    /// The header `If-None-Match`.
    public var ifNoneMatch: String?
    /// The header `Content-Type`.
    public var contentType: String?
    /// The header `Accept`.
    public var accept: String?
    /// The header `OData-Version`.
    public var odataVersion: String?
    /// The body.
    public var body: [UInt8]

    /// The largest body that is read.
    public static let maxBody = 65_536
    /// The longest target that is looked at.
    public static let maxTarget = 2_048

    /// A request with nothing but this.
    public init(method: String, target: String, body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.body = body
    }

    /// Takes a header, if it is one that is looked at; `name` in lower case.
    public mutating func set(_ name: String, _ value: String) {
        switch name {
        case "authorization": authorization = value
        case "x-auth-token": token = value
        case "if-match": ifMatch = value
        case "if-none-match": ifNoneMatch = value
        case "content-type": contentType = value
        case "accept": accept = value
        case "odata-version": odataVersion = value
        default: break
        }
    }
}
