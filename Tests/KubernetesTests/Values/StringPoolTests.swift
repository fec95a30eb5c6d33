import Kubernetes
import Testing

@Suite struct StringPoolTests {
    @Test func aSharedValueIsTheSame() {
        let name = Value.string("a name that is longer than fifteen bytes")
        let value: Value = [
            "metadata": ["name": name, "short": .string("x")], "items": .list([name, .null]),
        ]
        var pool = StringPool()
        #expect(pool.share(value) == value)
    }

    @Test func equalTextsBecomeOne() {
        var pool = StringPool()
        let first = pool.share(made("a text of more than fifteen bytes"))
        let second = made("a text of more than fifteen bytes")
        #expect(address(first) != address(second))
        #expect(address(pool.share(second)) == address(first))
    }

    @Test func aFullPoolStillGivesWhatItHas() {
        var pool = StringPool(limit: 1)
        let first = pool.share(made("the first text of the pool"))
        let other = made("a text that comes too late")
        #expect(address(pool.share(other)) == address(other))
        #expect(address(pool.share(made("a text that comes too late"))) != address(other))
        #expect(address(pool.share(made("the first text of the pool"))) == address(first))
    }

    /// A string with storage of its own.
    private func made(_ text: String) -> String { String(decoding: Array(text.utf8), as: UTF8.self) }

    private func address(_ text: String) -> UnsafeRawPointer? {
        var text = text
        return text.withUTF8 { UnsafeRawPointer($0.baseAddress) }
    }
}
