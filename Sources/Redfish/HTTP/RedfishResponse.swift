/// An HTTP response. Independent of any network.
public struct RedfishResponse: Hashable, Sendable {
    /// A header.
    public struct Header: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String
    }

    /// The status code.
    public var status: Int
    /// The headers, but the length of the body.
    public var headers: [Header]
    /// The body; empty for none.
    public var body: [UInt8]
    /// Whether the body is left out, as for HEAD.
    public var isHead = false

    /// A response with this body.
    public init(_ status: Int, _ headers: [Header] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name.
    public subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Adds a header.
    mutating func add(_ name: String, _ value: String) { headers.append(Header(name: name, value: value)) }
}
