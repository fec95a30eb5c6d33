/// One header of a tar archive: 512 bytes. Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar
/// manual, "Basic Tar Format".
struct TarHeader: Hashable, Sendable {
    /// What a header announces.
    enum Kind: Hashable, Sendable {
        case file
        case directory
        /// Another name of something; symbolic or not.
        case link
        case device
        case pipe
        /// A file with holes.
        case sparse
        /// pax records for the next member, or for all that follow.
        case records, globalRecords
        /// GNU: the name of the next member, or what it links to.
        case longName, longLink
        /// GNU: the name of the archive.
        case label
        /// Anything else, by its letter.
        case unknown(UInt8)
    }

    /// How many bytes a header has; contents are padded to a multiple.
    static let size = 512

    /// What it announces.
    var kind: Kind
    /// The name as it stands here; not necessarily UTF-8.
    var name: [UInt8]
    /// The size of what follows, in bytes; never negative.
    var size: Int

    /// Reads a header of 512 bytes; nil when it is none, by its sum, or its size can't be.
    init?(_ block: [UInt8]) {
        guard Self.isHeader(block), let size = Self.number(block[124..<136]) else { return nil }
        name = Self.text(block[0..<100])
        // "ustar" and a zero: the prefix is of POSIX; GNU has a blank there, and times in its place.
        if block[257..<263] == [0x75, 0x73, 0x74, 0x61, 0x72, 0] {
            let prefix = Self.text(block[345..<500])
            if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
        }
        kind = Self.kind(block[156])
        if kind == .file, name.last == UInt8(ascii: "/") { kind = .directory }
        // Of these, the size is that of what they stand for, which does not follow.
        self.size = [.directory, .link, .device, .pipe].contains(kind) ? 0 : size
    }

    /// Whether the sum over the block is the one that it names; old tars took bytes as signed.
    static func isHeader(_ block: [UInt8]) -> Bool {
        guard block.count == size, let wanted = number(block[148..<156]) else { return false }
        var (sum, signedSum) = (8 * 0x20, 8 * 0x20)
        for (place, byte) in block.enumerated() where !(148..<156).contains(place) {
            sum += Int(byte)
            signedSum += Int(Int8(bitPattern: byte))
        }
        return wanted == sum || wanted == signedSum
    }

    private static func kind(_ letter: UInt8) -> Kind {
        switch letter {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
        case UInt8(ascii: "1"), UInt8(ascii: "2"): .link
        case UInt8(ascii: "3"), UInt8(ascii: "4"): .device
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "6"): .pipe
        case UInt8(ascii: "S"): .sparse
        case UInt8(ascii: "x"): .records
        case UInt8(ascii: "g"): .globalRecords
        case UInt8(ascii: "L"): .longName
        case UInt8(ascii: "K"): .longLink
        case UInt8(ascii: "V"): .label
        default: .unknown(letter)
        }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

    /// Octal digits between blanks and zeros; or, with the first bit set, a binary number (GNU). Nil when
    /// it is neither, negative or too large.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        var number = 0
        if first & 0x80 != 0 {
            guard first == 0x80 else { return nil }
            for byte in field.dropFirst() {
                guard number <= Int.max >> 9 else { return nil }
                number = number << 8 | Int(byte)
            }
            return number
        }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0 }
        let digits = field.drop(while: isBlank).prefix { !isBlank($0) }
        guard field.drop(while: isBlank).dropFirst(digits.count).allSatisfy(isBlank) else { return nil }
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
            number = number << 3 | Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
