import CZlib

/// Makes tar archives and gzip data for tests, well-formed or not.
struct TarBuilder {
    private(set) var bytes: [UInt8] = []

    /// Adds a member as ustar has it. `type` is the letter of its kind, `link` what it leads to.
    mutating func add(
        _ name: String, _ content: String = "a: 1\n", type: Character = "0", link: String = "",
        prefix: String = "", gnu: Bool = false
    ) {
        add(name: Array(name.utf8), Array(content.utf8), type: type, link: link, prefix: prefix, gnu: gnu)
    }

    /// Adds a member with any bytes.
    mutating func add(
        name: [UInt8], _ content: [UInt8], type: Character = "0", link: String = "", prefix: String = "",
        gnu: Bool = false, size: Int? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: [UInt8], _ place: Int) {
            header.replaceSubrange(place..<place + text.count, with: text)
        }
        func octal(_ number: Int, _ digits: Int) -> [UInt8] {
            let text = String(number, radix: 8)
            return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
        }
        put(Array(name.prefix(100)), 0)
        put(octal(0o644, 7), 100)
        put(octal(size ?? content.count, 11), 124)
        put(octal(0, 11), 136)
        header[156] = type.asciiValue ?? 0
        put(Array(link.utf8.prefix(100)), 157)
        put(Array((gnu ? "ustar  " : "ustar").utf8), 257)
        if !gnu { put(Array("00".utf8), 263) }
        put(Array(prefix.utf8.prefix(155)), 345)
        put(Array(repeating: 0x20, count: 8), 148)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], 148)
        bytes += header + content
        pad()
    }

    /// Adds pax records, for the next member or for all.
    mutating func records(_ records: KeyValuePairs<String, String>, isGlobal: Bool = false) {
        var text = ""
        for (key, value) in records {
            let rest = " \(key)=\(value)\n"
            var length = rest.utf8.count
            while String(length).utf8.count + rest.utf8.count != length {
                length = String(length).utf8.count + rest.utf8.count
            }
            text += "\(length)\(rest)"
        }
        add("PaxHeaders/x", text, type: isGlobal ? "g" : "x")
    }

    /// Adds bytes as they are.
    mutating func raw(_ more: [UInt8]) { bytes += more }

    private mutating func pad() { bytes += Array(repeating: 0, count: -bytes.count & 511) }

    /// The archive with its end.
    var archive: [UInt8] { bytes + Array(repeating: 0, count: 1024) }

    /// Bytes as gzip has them.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        precondition(
            deflateInit2_(
                &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1000)
        let (inputCount, room) = (input.count, output.count)
        return input.withUnsafeMutableBufferPointer { source in
            let count = output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(inputCount)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
                return Int(stream.total_out)
            }
            return Array(output[..<count])
        }
    }
}
