import Kubernetes
import Testing

@Suite struct StateItemHashTests {
    @Test func aDigestIsReadAndWrittenAsItsText() throws {
        let text = "00ab" + String(repeating: "0123456789abcdef", count: 3) + "fedcba987654"
        let hash = try StateItemHash(value: .string(text))
        #expect(hash.text == text)
        #expect(hash.encoded(over: nil) == .string(text))
    }

    @Test func itIsTheHashOfItsBytes() {
        let bytes = Array("bytes".utf8)
        #expect(StateItemHash(of: bytes) == StateItemHash(text: SHA256.hex(of: bytes)))
        #expect(StateItemHash(of: bytes) != StateItemHash(of: bytes.dropLast()))
    }

    @Test(arguments: [
        "", "0", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "0", count: 65), "0" + String(repeating: "ü", count: 31) + "0",
    ])
    func otherTextsStayAsTheyAre(text: String) {
        #expect(StateItemHash(text: text).text == text)
        #expect(StateItemHash(text: text) == StateItemHash(text: text))
        #expect(StateItemHash(text: text) != StateItemHash(of: []))
    }
}
