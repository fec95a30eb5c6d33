/// What is wrong with one disk of a host at present.
public struct DiskFaults: Hashable, Sendable {
    /// The disk: `sda`.
    public let disk: String
    /// How many faults keep it from answering.
    public var failures = 0
    /// How much slower it is.
    var slow = Slowness()
    /// How many times longer it takes; the factors of several faults multiply.
    public var slowness: Int64 { slow.product }
    /// How many faults fill it.
    public var fillings = 0
    /// How many faults have it mounted read-only.
    public var remounts = 0

    /// A disk with which nothing is wrong.
    init(disk: String) { self.disk = disk }

    /// Whether nothing is wrong with it.
    var isSound: Bool { self == DiskFaults(disk: disk) }

    /// What keeps it from being written to, or nil.
    var refusal: WriteRefusal? {
        if failures > 0 || remounts > 0 { return .readOnly }
        return fillings > 0 ? .noSpace : nil
    }

    /// Takes a fault in, or out.
    mutating func change(_ fault: DiskFault, begins: Bool) {
        let step = begins ? 1 : -1
        switch fault {
        case .failed: failures += step
        case .slow(let factor): slow.change(factor, begins: begins)
        case .full: fillings += step
        case .readOnly: remounts += step
        }
    }
}
