/// What a device answered to a request.
struct HTTPAnswer: Sendable {
    var status: Int
    /// Header fields, their names in lower case; of equal names the first.
    var headers: [String: String]
    var body: [UInt8]

    /// For how many seconds the device asks to be left alone; nil when it does not say so in seconds.
    var retryAfter: Int64? { headers["retry-after"].flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether it did what was asked or has begun to.
    var isSuccess: Bool { (200...299).contains(status) }
}
