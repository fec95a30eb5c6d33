import Foundation

/// The machine's date as HTTP writes it, written anew each second. Source: RFC 9110, section 5.6.7.
struct HTTPDate {
    private var second: time_t = -1
    private var text = ""

    /// The date now: `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String {
        mutating get {
            let second = time(nil)
            guard second != self.second else { return text }
            self.second = second
            text = Self.text(second)
            return text
        }
    }

    /// A second since 1970 as HTTP writes it.
    static func text(_ second: time_t) -> String {
        var (second, parts) = (second, tm())
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(1900 + parts.tm_year) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
