import Kubernetes

/// What must hold of the YAML reader and writer.
enum YAMLProperties {
    /// Small enough that no input takes long, large enough that each limit can be met.
    private static let limits = YAMLLimits(
        maxDocumentBytes: 1 << 20, maxTotalBytes: 1 << 20, maxAliasExpansion: 5000, maxAliasBytes: 1 << 18)

    /// What is wrong with how the bytes are read; nil when nothing is.
    static func problem(_ bytes: [UInt8]) -> String? {
        let values: [Value]
        do throws(YAMLError) { values = try read(bytes, limits) } catch {
            return refusal(error, bytes) ?? piecewise(bytes, .failure(error))
        }
        return roundTrip(values) ?? piecewise(bytes, .success(values))
    }

    private static func read(_ bytes: [UInt8], _ limits: YAMLLimits) throws(YAMLError) -> [Value] {
        var reader = YAMLReader(file: "in", limits: limits)
        return try reader.read(bytes)
    }

    /// An error says what is wrong, at a place in the text.
    private static func refusal(_ error: YAMLError, _ bytes: [UInt8]) -> String? {
        // UTF-16 and the other line ends of YAML 1.1 are not counted here.
        let lines = bytes.count + 2
        guard error.file == "in", !error.problem.isEmpty else { return "an error says nothing: \(error)" }
        guard (1...lines).contains(error.line), (1...bytes.count + 2).contains(error.column) else {
            return "an error is at no place of the text: \(error)"
        }
        return nil
    }

    /// What is written reads back as the same values, and they are written alike.
    private static func roundTrip(_ values: [Value]) -> String? {
        let text = YAMLWriter().bytes(of: values)
        let limits = YAMLLimits()
        do throws(YAMLError) {
            let again = try read(text, limits)
            guard again == values else { return "what is written reads back as something else" }
            guard YAMLWriter().bytes(of: again) == text else {
                return "what is read back is written otherwise"
            }
            // libyaml recognises a key only up to 1024 characters; JSON has escapes of six.
            for value in values where longestKey(value) < 170 {
                let json = CanonicalJSON.bytes(of: value)
                // 1.0 is written as 1, which is another value, so the texts are compared.
                let back = try read(json, limits)
                let isSame = CanonicalJSON.bytes(of: back.first ?? value) == json
                // The float -0 prints so, as in Go, and reads as the integer 0.
                guard
                    isSame || json.indices.dropLast().contains(where: { json[$0...].starts(with: "-0".utf8) })
                else { return "the JSON of a value isn't canonical" }
            }
        } catch {
            return "what is written can't be read: \(error)"
        }
        return nil
    }

    /// How many bytes the longest key has.
    private static func longestKey(_ value: Value) -> Int {
        switch value.node {
        case .scalar: 0
        case .list(let elements): elements.reduce(0) { max($0, longestKey($1)) }
        case .map(let fields): fields.reduce(0) { max($0, $1.key.utf8.count, longestKey($1.value)) }
        }
    }

    /// Read in pieces it is the same.
    private static func piecewise(_ bytes: [UInt8], _ whole: Result<[Value], YAMLError>) -> String? {
        guard bytes.count < 2048 else { return nil }
        var reader = YAMLReader(file: "in", limits: limits)
        var values: [Value] = []
        var next = 0
        do {
            try reader.documents(pull: { buffer in
                let count = min(buffer.count, bytes.count - next, 61)
                bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[next..<next + count])) }
                next += count
                return count
            }) { values.append($0) }
            guard case .success(values) = whole else { return "read in pieces it is something else" }
        } catch {
            // Of two things that are wrong, the pieces decide which is met first.
            guard case .failure = whole, error is YAMLError else {
                return "read in pieces it is refused: \(error)"
            }
        }
        return nil
    }
}
