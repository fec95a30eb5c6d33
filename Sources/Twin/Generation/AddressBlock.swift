/// The addresses of one rack's network: a power of two of them, out of those of all racks.
struct AddressBlock {
    /// The first address.
    let base: UInt32
    /// How many bits tell the block from others.
    let length: Int

    /// Of life-cycle management, for all racks: 10.32.0.0/11.
    static let lcm: UInt32 = 10 << 24 | 32 << 16
    /// Of pods, for all racks: 10.64.0.0/11.
    static let pods: UInt32 = 10 << 24 | 64 << 16
    /// The networks of pods of all racks.
    static let allPods = "10.64.0.0/11"

    /// Machines get no address before this place: gateway, name server and more like them come first.
    private static let reserved: UInt32 = 10

    /// The block at a place among equal ones.
    init(_ all: UInt32, size: UInt32, place: UInt32) {
        precondition((place + 1) * size <= 1 << 21, "\(place + 1) racks of \(size) addresses are too many")
        base = all + place * size
        length = 32 - size.trailingZeroBitCount
    }

    /// How many addresses suffice for so many machines, as a power of two: 64 at least.
    static func size(for machines: Int) -> UInt32 {
        var size: UInt32 = 64
        // The last address is the broadcast's.
        while size < UInt32(machines) + reserved + 1 { size *= 2 }
        return size
    }

    /// The place of the first address that machines get.
    var first: UInt32 { Self.reserved }
    /// The place of the last one.
    var last: UInt32 { (1 << (32 - UInt32(length))) - 2 }

    /// The network: `10.32.0.0/26`.
    var text: String { "\(address(0))/\(length)" }

    /// The address at a place.
    func address(_ place: UInt32) -> String { Self.address(base + place) }

    /// An address as people write it.
    static func address(_ number: UInt32) -> String {
        [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: number >> $0)) }.joined(separator: ".")
    }
}
