import NIOHTTP1

/// What a device answered to a request.
struct HTTPAnswer: Sendable {
    var status: Int
    private let headers: HTTPHeaders
    var body: [UInt8]

    init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header field; of fields of one name the first.
    func header(_ name: String) -> String? { headers.first(name: name) }

    /// For how many seconds the device asks to be left alone; nil when it does not say so in seconds.
    var retryAfter: Int64? { header("Retry-After").flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether it did what was asked or has begun to.
    var isSuccess: Bool { (200...299).contains(status) }
}
