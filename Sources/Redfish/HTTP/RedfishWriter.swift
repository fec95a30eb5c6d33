/// Writes the JSON of resources straight into bytes: no values in between, and names that are never escaped.
struct RedfishWriter: Sendable {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// Nothing yet.
    init() { bytes.reserveCapacity(3072) }

    /// Writes an object.
    mutating func object(_ body: (inout RedfishWriter) -> Void) {
        comma()
        nest("{", "}", body)
    }

    /// Writes a member that is an object.
    mutating func object(_ name: StaticString, _ body: (inout RedfishWriter) -> Void) {
        key(name)
        nest("{", "}", body)
    }

    /// Writes a member that is an array.
    mutating func array(_ name: StaticString, _ body: (inout RedfishWriter) -> Void) {
        key(name)
        nest("[", "]", body)
    }

    /// Writes a member that is an array of texts.
    mutating func array(_ name: StaticString, _ texts: [String]) {
        array(name) { json in for text in texts { json.text(text) } }
    }

    /// Writes a member that is a text; null for nil.
    mutating func text(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { quote(text) } else { null() }
    }

    /// Writes an element that is a text.
    mutating func text(_ text: String) {
        comma()
        quote(text)
    }

    /// Writes a member that is a number; null for nil.
    mutating func number(_ name: StaticString, _ number: Int64?) {
        key(name)
        if let number { append(number) } else { null() }
    }

    /// Writes a member that is a number of thousandths; null for nil.
    mutating func thousandths(_ name: StaticString, _ thousandths: Int64?) {
        key(name)
        guard let thousandths else { return null() }
        if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        append(Int64(whole))
        guard part > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        for digit in [part / 100, part / 10 % 10, part % 10] { bytes.append(48 + UInt8(digit)) }
    }

    /// Writes a member that is true or false; null for nil.
    mutating func bool(_ name: StaticString, _ value: Bool?) {
        key(name)
        switch value {
        case true?: append("true")
        case false?: append("false")
        case nil: null()
        }
    }

    /// Writes a member that is a reference to a resource.
    mutating func link(_ name: StaticString, _ path: String) {
        key(name)
        nest("{", "}") { $0.text("@odata.id", path) }
    }

    /// Writes an element that is a reference to a resource.
    mutating func link(_ path: String) { object { $0.text("@odata.id", path) } }

    private mutating func comma() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func key(_ name: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func nest(
        _ open: StaticString, _ close: StaticString, _ body: (inout RedfishWriter) -> Void
    ) {
        append(open)
        isFirst = true
        body(&self)
        append(close)
        isFirst = false
    }

    private mutating func null() { append("null") }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ number: Int64) {
        if number >= 0, number < 10 {
            bytes.append(48 + UInt8(number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c }) {
                bytes.append(contentsOf: utf8)
            } else {
                for byte in utf8 { escape(byte) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5c: bytes += [0x5c, byte]
        case ..<0x20:
            append("\\u00")
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
        default: bytes.append(byte)
        }
    }
}
