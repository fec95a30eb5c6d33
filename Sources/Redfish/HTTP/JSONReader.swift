/// Reads JSON that strangers send: strict, with bounds. Source: RFC 8259.
public struct JSONReader {
    /// Why it can't be read.
    public enum Problem: Error, Hashable, Sendable {
        /// Not JSON, at this byte.
        case malformed(Int)
        /// Nested deeper than `maxDepth`, at this byte.
        case tooDeep(Int)
        /// An object has a member twice.
        case twice(String)
    }

    /// How deep values may be nested.
    static let maxDepth = 16
    /// How many members or elements a value may have.
    static let maxMembers = 1000

    private let bytes: [UInt8]
    private var place = 0

    /// The value that the bytes are; throws when they are not exactly one.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == bytes.count else { throw .malformed(reader.place) }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(Problem) {
        guard next == byte else { throw .malformed(place) }
        place += 1
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
        for offset in 0..<text.utf8CodeUnitCount { try expect(text.utf8Start[offset]) }
        return value
    }

    private mutating func value(depth: Int) throws(Problem) -> JSONValue {
        guard depth < Self.maxDepth else { throw .tooDeep(place) }
        skipSpace()
        switch next {
        case UInt8(ascii: "{")?: return try object(depth)
        case UInt8(ascii: "[")?: return try array(depth)
        case UInt8(ascii: "\"")?: return .text(try string())
        case UInt8(ascii: "t")?: return try word("true", .bool(true))
        case UInt8(ascii: "f")?: return try word("false", .bool(false))
        case UInt8(ascii: "n")?: return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Problem) -> JSONValue {
        var members: [JSONMember] = []
        place += 1
        skipSpace()
        if next == UInt8(ascii: "}") {
            place += 1
            return .object([])
        }
        var names: Set<String> = []
        while true {
            skipSpace()
            let name = try string()
            guard names.insert(name).inserted else { throw .twice(name) }
            skipSpace()
            try expect(UInt8(ascii: ":"))
            members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
            guard members.count <= Self.maxMembers else { throw .malformed(place) }
            skipSpace()
            if next == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try expect(UInt8(ascii: "}"))
            return .object(members)
        }
    }

    private mutating func array(_ depth: Int) throws(Problem) -> JSONValue {
        var elements: [JSONValue] = []
        place += 1
        skipSpace()
        if next == UInt8(ascii: "]") {
            place += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            guard elements.count <= Self.maxMembers else { throw .malformed(place) }
            skipSpace()
            if next == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try expect(UInt8(ascii: "]"))
            return .array(elements)
        }
    }

    private mutating func number() throws(Problem) -> JSONValue {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let isZero = next == UInt8(ascii: "0")
        let digits = try self.digits()
        guard !isZero || digits == 1 else { throw .malformed(start) }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            place += 1
            _ = try self.digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            _ = try self.digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        return .number(text)
    }

    private mutating func digits() throws(Problem) -> Int {
        let start = place
        while let byte = next, (48...57).contains(byte) { place += 1 }
        guard place > start else { throw .malformed(place) }
        return place - start
    }

    private mutating func string() throws(Problem) -> String {
        try expect(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                // Bytes that are no UTF-8 are no text.
                guard let string = String(validating: text, as: UTF8.self) else { throw .malformed(place) }
                return string
            case UInt8(ascii: "\\"):
                place += 1
                try escape(into: &text)
            case ..<0x20: throw .malformed(place)
            default:
                text.append(byte)
                place += 1
            }
        }
        throw .malformed(place)
    }

    private mutating func escape(into text: inout [UInt8]) throws(Problem) {
        guard let byte = next else { throw .malformed(place) }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try unit())
            if (0xd800..<0xdc00).contains(code) {
                try expect(UInt8(ascii: "\\"))
                try expect(UInt8(ascii: "u"))
                let low = UInt32(try unit())
                guard (0xdc00..<0xe000).contains(low) else { throw .malformed(place) }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw .malformed(place) }
            text += Array(String(Character(scalar)).utf8)
        default: throw .malformed(place)
        }
    }

    private mutating func unit() throws(Problem) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else {
                throw .malformed(place)
            }
            unit = unit << 4 | UInt16(digit)
            place += 1
        }
        return unit
    }
}
