/// What a controller can act upon where a device was asked.
protocol DeviceReason: MalformedAnswer {
    static var unreachable: Self { get }
    static var timedOut: Self { get }
    /// In a few words.
    var summary: String { get }
}
