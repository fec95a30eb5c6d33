import Simulation

/// How long disks live.
///
/// The hazard is constant, so that a disk's age does not matter: over an interval of a run all that is known
/// of a fleet is its annual failure rate. The median lives stand in the timings `disk.life.hdd`,
/// `disk.life.ssd` and `disk.life.nvme`, computed of published rates.
enum DiskLife {
    /// The timing of disks of a type, `HDD`, `SSD` or `NVME`; nil of another type.
    static func timing(of type: String) -> String? {
        switch type.uppercased() {
        case "HDD": "disk.life.hdd"
        case "SSD": "disk.life.ssd"
        case "NVME": "disk.life.nvme"
        default: nil
        }
    }

    /// An exponential life with this median, from 64 random bits: the median times the binary logarithm of
    /// 1 / u, where u is from 0 to 1. Integers only.
    static func length(median: SimDuration, bits: UInt64) -> SimDuration {
        let product = Int128(median.nanoseconds) * Int128(binaryLogarithm(bits))
        return SimDuration(nanoseconds: Int64(clamping: product >> 32))
    }

    /// log₂(2⁶⁴ / (bits + 1)) in units of 2⁻³², by squaring a number from 1 to 2 again and again.
    static func binaryLogarithm(_ bits: UInt64) -> Int64 {
        guard bits < .max else { return 0 }
        let number = bits + 1
        let zeros = number.leadingZeroBitCount
        // The number is 2^(63 - zeros) times a mantissa from 1 to 2, here in units of 2⁻⁶³.
        var mantissa = number << UInt64(zeros)
        var fraction: Int64 = 0
        for _ in 0..<32 {
            fraction <<= 1
            let square = mantissa.multipliedFullWidth(by: mantissa)
            // In units of 2⁻⁶²: the top bit says whether it is 2 or more.
            if square.high >> 63 == 1 {
                fraction |= 1
                mantissa = square.high
            } else {
                mantissa = square.high << 1 | square.low >> 63
            }
        }
        return Int64(1 + zeros) << 32 - fraction
    }
}
