/// Reads JSON that strangers send: strict, with bounds, numbers as they are written. An object that has a
/// field twice is refused, since its readers would disagree on it. Source: RFC 8259.
public struct JSONReader {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private var place = 0

    private init(_ bytes: [UInt8], _ limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The one value that the bytes are, but for a byte order mark before it; throws where they are not
    /// exactly one, or more than the limits allow.
    public static func value(
        _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytes else {
            throw JSONError(problem: "more than \(limits.bytes) bytes", offset: limits.bytes)
        }
        var reader = JSONReader(bytes, limits)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { reader.place = 3 }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == bytes.count else { throw reader.wrong("more after the value") }
        return value
    }

    private func wrong(_ what: String) -> JSONError { JSONError(problem: what, offset: place) }

    private var tooMany: JSONError { wrong("more than \(limits.members) values in one") }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || (0x09...0x0a).contains(byte) || byte == 0x0d { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < limits.depth else { throw wrong("nested deeper than \(limits.depth)") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number()
        case nil: throw wrong("the end")
        case UInt8(ascii: "<"): throw wrong("a `<`, as of HTML")
        default: throw wrong("no value")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw wrong("no value") }
        place += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        place += 1
        var fields: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(fields) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw wrong("no name of a field") }
            let start = place
            let name = try string()
            guard fields.count < limits.members else { throw tooMany }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw wrong("no colon") }
            guard fields.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                throw JSONError(problem: "a field twice", offset: start)
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(fields) }
            guard take(UInt8(ascii: ",")) else { throw wrong("no comma") }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        place += 1
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            guard values.count < limits.members else { throw tooMany }
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw wrong("no comma") }
        }
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = place
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            try digits()
        }
        return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        guard place > start else { throw wrong("no digit") }
    }

    private mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            place += 1
        }
        // Most texts have no escapes: they are read where they stand.
        if next == UInt8(ascii: "\"") {
            place += 1
            return try text(bytes[start..<(place - 1)])
        }
        var units = Array(bytes[start..<place])
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(units[...])
            case UInt8(ascii: "\\"): try escape(&units)
            case 0..<0x20: throw wrong("a control character")
            default: units.append(byte)
            }
        }
        throw wrong("the end of a text")
    }

    private func text(_ units: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: units, as: UTF8.self) else { throw wrong("a text not in UTF-8") }
        return text
    }

    private mutating func escape(_ units: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw wrong("the end of a text") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0c)
        case UInt8(ascii: "n"): units.append(0x0a)
        case UInt8(ascii: "r"): units.append(0x0d)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "u"):
            var code = try fourDigits()
            if (0xd800..<0xdc00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
                let low = try fourDigits()
                guard (0xdc00..<0xe000).contains(low) else { throw wrong("half a character") }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw wrong("half a character") }
            units += Array(String(Character(scalar)).utf8)
        default: throw wrong("no such escape")
        }
    }

    private mutating func fourDigits() throws(JSONError) -> UInt32 {
        guard place + 4 <= bytes.count else { throw wrong("the end of a text") }
        var code: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw wrong("no hexadecimal digit")
            }
            code = code << 4 + UInt32(digit)
        }
        place += 4
        return code
    }
}
