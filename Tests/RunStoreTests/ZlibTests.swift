import Testing

@testable import RunStore

@Suite struct ZlibTests {
    @Test(arguments: [0, 1, 1000, 5_000_000])
    func whatIsCompressedInflates(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let packed = Zlib.compress(bytes)
        #expect(Zlib.inflate(packed, size: count) == bytes)
        #expect(Zlib.inflate(packed, size: count + 1) == nil)
        #expect(Zlib.inflate(packed, size: count - 1) == nil)
        #expect(Zlib.inflate(packed.dropLast(), size: count) == nil)
    }

    @Test func aSizeThatNoStreamReachesTakesNoMemory() {
        #expect(Zlib.inflate([0x78, 0x01, 0x03], size: .max) == nil)
        #expect(Zlib.inflate([], size: 0) == nil)
        #expect(Zlib.inflate([1, 2, 3], size: 5) == nil)
    }

    @Test func theChecksumIsCRC32AndCarriesOn() {
        #expect(Zlib.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
        #expect(Zlib.checksum("6789", from: Zlib.checksum("12345")) == 0xcbf4_3926)
    }
}
