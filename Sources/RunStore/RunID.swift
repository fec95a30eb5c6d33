import Foundation

/// Names of runs: short, unique, sorted by time: `20261128-220000-7f3a`.
public enum RunID {
    /// The name of a run started at `unixSeconds` (UTC; years 1970 to 9999), told from others of that second
    /// by `suffix`.
    public static func make(unixSeconds: Int64, suffix: UInt16) -> String {
        precondition(
            (0..<253_402_300_800).contains(unixSeconds), "\(unixSeconds) s is no year of four digits")
        var seconds = time_t(unixSeconds)
        var parts = tm()
        precondition(gmtime_r(&seconds, &parts) != nil, "no date for \(unixSeconds) s")
        let date = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map { digits($0) }.joined()
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits($0) }.joined()
        let hex = String(suffix, radix: 16)
        return "\(date)-\(clock)-" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
    }

    /// True for what may name a run: 1 to 64 of `a-z A-Z 0-9 - _`, the first not a dash, and not `latest`.
    public static func isValid(_ id: String) -> Bool {
        let isSafe = id.utf8.allSatisfy { (byte: UInt8) in
            switch UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte ? UInt8(ascii: "A") : byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isSafe && (1...64).contains(id.utf8.count) && !id.hasPrefix("-") && id != "latest"
    }

    private static func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
