/// A value in a few bytes, about as many as its text has: for what is kept and rarely looked at. Unpacked
/// it is the same to the last position and style.
///
/// Each node is a byte of its kind (a scalar's style and tag beside it), the lines since the node before, the
/// column, and its text, or a count and what is in it. Numbers are base 128, lowest digits first.
public struct PackedValue: Sendable {
    private let bytes: [UInt8]

    /// Packs a value.
    public init(_ value: Value) {
        var packer = Packer()
        packer.add(value)
        // Exactly as much room as is needed.
        bytes = Array(packer.bytes[...])
    }

    /// How many bytes it takes.
    public var count: Int { bytes.count }

    /// The value.
    public var value: Value {
        bytes.withUnsafeBufferPointer { bytes in
            var unpacker = Unpacker(bytes: bytes)
            return unpacker.value()
        }
    }

    private static let (scalar, list, map): (UInt8, UInt8, UInt8) = (0, 1, 2)

    private struct Packer {
        var bytes: [UInt8] = []
        private var line: UInt32 = 0

        mutating func add(_ value: Value) {
            switch value.node {
            case .scalar(let scalar):
                bytes.append(PackedValue.scalar | scalar.style.rawValue << 2 | scalar.tag.rawValue << 5)
                add(value.position)
                add(scalar.text)
            case .list(let elements):
                bytes.append(PackedValue.list)
                add(value.position)
                add(UInt64(elements.count))
                for element in elements { add(element) }
            case .map(let fields):
                bytes.append(PackedValue.map)
                add(value.position)
                add(UInt64(fields.count))
                for field in fields {
                    add(field.key)
                    add(field.keyPosition)
                    add(field.value)
                }
            }
        }

        /// Lines may go back, where an alias stands for what was written before.
        private mutating func add(_ position: SourcePosition) {
            let step = Int64(position.line) - Int64(line)
            line = position.line
            add(UInt64(bitPattern: step << 1 ^ step >> 63))
            add(UInt64(position.column))
        }

        private mutating func add(_ text: String) {
            var text = text
            text.withUTF8 { text in
                add(UInt64(text.count))
                bytes.append(contentsOf: text)
            }
        }

        private mutating func add(_ number: UInt64) {
            var number = number
            while number >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
                number >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: number))
        }
    }

    private struct Unpacker {
        let bytes: UnsafeBufferPointer<UInt8>
        private var place = 0
        private var line: UInt32 = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func value() -> Value {
            let head = bytes[place]
            place += 1
            let position = position()
            switch head & 3 {
            case PackedValue.scalar:
                guard let style = Scalar.Style(rawValue: head >> 2 & 7),
                    let tag = Scalar.Tag(rawValue: head >> 5)
                else { preconditionFailure("a packed scalar has the head \(head)") }
                return Value(
                    node: .scalar(Scalar(text: text(), style: style, tag: tag)), position: position)
            case PackedValue.list:
                let count = Int(number())
                return Value(node: .list((0..<count).map { _ in value() }), position: position)
            default:
                let count = Int(number())
                let fields = (0..<count).map { _ in
                    let key = text()
                    let keyPosition = self.position()
                    return Value.Field(key: key, value: value(), keyPosition: keyPosition)
                }
                return Value(node: .map(fields), position: position)
            }
        }

        private mutating func position() -> SourcePosition {
            let step = number()
            line = UInt32(truncatingIfNeeded: Int64(line) + (Int64(step >> 1) ^ -Int64(step & 1)))
            return SourcePosition(line: line, column: UInt32(truncatingIfNeeded: number()))
        }

        private mutating func text() -> String {
            let count = Int(number())
            defer { place += count }
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[place..<place + count]), as: UTF8.self)
        }

        private mutating func number() -> UInt64 {
            var (number, shift): (UInt64, UInt64) = (0, 0)
            while true {
                let byte = bytes[place]
                place += 1
                number |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return number }
                shift += 7
            }
        }
    }
}
