import Kubernetes
import Testing

@Suite struct UIDTests {
    @Test(arguments: [1, 255, 1 << 32, 0x0123_4567_89ab_cdef, UInt64.max])
    func aNumberComesBackFromItsText(number: UInt64) throws {
        let uid = UID(number: number)
        #expect(uid.text.utf8.count == 36)
        #expect(try UID(value: .string(uid.text)) == uid)
    }

    @Test func theTextIsAVersion4UUID() {
        #expect(UID(number: 0x0123_4567_89ab_cdef).text == "74776e00-0000-4000-0123-456789abcdef")
    }

    @Test func anImportedUIDKeepsItsText() throws {
        let text = Value.string("6f8e1c9a-41ab-4f0c-9f5e-0d5a33c1c1d2")
        let uid = try UID(value: text)
        #expect(!uid.isNone)
        #expect(uid.encoded(over: text).string == text.string)
        #expect(uid.encoded(over: .string("6f8e1c9a-41ab-4f0c-9f5e-0d5a33c1c1d3")).string == uid.text)
        #expect(try UID(value: .string("6f8e1c9a-41ab-4f0c-9f5e-0d5a33c1c1d3")) != uid)
    }

    @Test func whatOnlyLooksLikeATwinsUIDIsNone() throws {
        for text in ["74776e00-0000-4000-1", "74776e00-0000-4000-0000-0000000000001", "74776e00-0000-4000-"] {
            #expect(try UID(value: .string(text)).text != text)
            #expect(try UID(value: .string(text)) != UID(number: 1))
        }
    }

    @Test func noTextIsNone() throws {
        #expect(try UID(value: .string("")).isNone)
        #expect(UID.none.isNone)
    }
}
