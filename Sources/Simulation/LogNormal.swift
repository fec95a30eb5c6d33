/// Log-normal factors from 64 random bits, by integer arithmetic only.
public enum LogNormal {
    /// `exp(spread * z)` in units of 2^-30, where `z` is the normal deviate of `bits` and `spread` is in
    /// millionths. Bounded to 3.4 standard deviations and to factors of 2^-20 ... 2^20; 1 when `spread` is
    /// not positive, and no more spread than 100.
    public static func factor(bits: UInt64, spreadMillionths: Int64) -> Int64 {
        guard spreadMillionths > 0 else { return 1 << 30 }
        // Exponent of two, in units of 2^-32: z (2^-16) * spread (1e-6) / ln 2.
        let exponent = deviate(bits) * min(spreadMillionths, 100_000_000) * 94_548 / 1_000_000
        return power(exponent)
    }

    /// `duration` times the factor of `bits`.
    public static func scale(_ duration: SimDuration, bits: UInt64, spreadMillionths: Int64) -> SimDuration {
        apply(factor(bits: bits, spreadMillionths: spreadMillionths), to: duration)
    }

    /// `duration` times a factor in units of 2^-30, rounded down; the longest duration when it would be
    /// longer.
    public static func apply(_ factor: Int64, to duration: SimDuration) -> SimDuration {
        let product = duration.nanoseconds.multipliedFullWidth(by: factor)
        guard (-1 << 29..<1 << 29).contains(product.high) else {
            return SimDuration(nanoseconds: product.high < 0 ? .min : .max)
        }
        return SimDuration(nanoseconds: product.high << 34 | Int64(bitPattern: product.low >> 30))
    }

    /// A standard normal deviate in units of 2^-16: the top bit of `bits` is its sign (1 for negative), the
    /// others say how far out it lies.
    static func deviate(_ bits: UInt64) -> Int64 {
        let half = bits << 1
        let index = Int(half >> 55)
        let part = Int64((half << 9) >> 48)
        let low = Int64(NormalTables.quantiles[index])
        let high = Int64(NormalTables.quantiles[index + 1])
        let size = low + ((high - low) * part) >> 16
        return bits >> 63 == 0 ? size : -size
    }

    /// `2^(exponent / 2^32)` in units of 2^-30.
    static func power(_ exponent: Int64) -> Int64 {
        let bounded = min(max(exponent, -20 << 32), 20 << 32)
        let whole = bounded >> 32
        let fraction = bounded & 0xffff_ffff
        let index = Int(fraction >> 24)
        let part = fraction & 0xff_ffff
        let low = NormalTables.powersOfTwo[index]
        let high = NormalTables.powersOfTwo[index + 1]
        let mantissa = low + ((high - low) * part) >> 24
        return whole >= 0 ? mantissa << whole : mantissa >> -whole
    }
}
