/// The durations of the model: two layers of chance over a table of medians.
///
/// Once a run, each timing's median is scaled by what we do not know about it; each occurrence is scaled by
/// what varies. Without the first layer, jitter would average out over many machines and the interval of the
/// result would be absurdly narrow. Both draws are counter-based, so that no draw moves another.
public struct Timings: Sendable {
    /// The timings, in the order in which they were given.
    public private(set) var table: [Timing]
    /// Their names: the first timing has the first name after the empty one.
    private var names: NameTable
    private var factors: [Int64]
    private var keys: [RandomStream]
    private var qualified: Bool
    private var varies: Bool

    /// A table of `timings`, with later ones of a name replacing earlier ones. Draws nothing yet.
    public init(_ timings: [Timing]) {
        table = []
        names = NameTable()
        factors = []
        keys = []
        qualified = false
        varies = true
        for timing in timings { set(timing) }
    }

    /// Adds a timing or replaces the one of its name, which must not be empty.
    public mutating func set(_ timing: Timing) {
        precondition(!timing.name.isEmpty, "a timing has no name")
        if let known = index(timing.name) {
            table[known] = timing
        } else {
            _ = names.intern(timing.name)
            table.append(timing)
        }
        qualified = qualified || timing.name.utf8.contains(UInt8(ascii: "@"))
        factors = []
        keys = []
    }

    /// Draws the factors of a run: `runSpread` and `spread` switch the two layers, to tell their shares
    /// apart. A qualified timing shares the draws of its base name: it is the same unknown.
    public mutating func draw(_ stream: RandomStream, runSpread: Bool = true, spread: Bool = true) {
        let unknown = stream.derive("timing.unknown")
        let varying = stream.derive("timing.occurrence")
        factors = table.map { timing in
            let base = timing.name.prefix { $0 != "@" }
            let bits = unknown.derive(base).bits(0)
            return LogNormal.factor(bits: bits, spreadMillionths: runSpread ? timing.runSpreadMillionths : 0)
        }
        keys = table.map { varying.derive($0.name.prefix { $0 != "@" }) }
        varies = spread
    }

    /// The timing called `name`, the most special first: `name@node`, then `name@class:hardwareClass`, then
    /// `name`.
    public func find(_ name: String, node: String? = nil, hardwareClass: String? = nil) -> TimingID? {
        if qualified {
            if let node, let index = index("\(name)@\(node)") { return TimingID(index: index) }
            if let hardwareClass, let index = index("\(name)@class:\(hardwareClass)") {
                return TimingID(index: index)
            }
        }
        return index(name).map(TimingID.init)
    }

    private func index(_ name: String) -> Int? {
        guard let id = names.find(name), id != .empty else { return nil }
        return Int(id.number) - 1
    }

    /// One occurrence of a duration. `subject` and `occurrence` name it: equal ones give equal durations,
    /// whatever else is drawn. The factors must have been drawn since the last `set`.
    public func sample(_ id: TimingID, subject: UInt64, occurrence: UInt64) -> SimDuration {
        precondition(id.index < factors.count, "timings are not drawn yet")
        let scaled = LogNormal.apply(factors[id.index], to: table[id.index].median)
        let spread = table[id.index].spreadMillionths
        guard varies, spread > 0 else { return scaled }
        let bits = keys[id.index].derive(subject).bits(occurrence)
        return LogNormal.scale(scaled, bits: bits, spreadMillionths: spread)
    }
}
