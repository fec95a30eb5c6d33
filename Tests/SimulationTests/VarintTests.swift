import Testing

@testable import Simulation

@Suite struct VarintTests {
    @Test func numbersOfAnySizeAreReadAsWritten() {
        var numbers: [UInt64] = [0, .max]
        for bit in 0..<64 as Range<UInt64> { numbers += [1 << bit, (1 << bit) - 1, (1 << bit) + 1] }
        var writer = VarintWriter()
        for number in numbers {
            writer.append(number)
            writer.append(signed: Int64(bitPattern: number))
            writer.append(signed: -Int64(bitPattern: number >> 1))
        }
        var reader = VarintReader(bytes: writer.bytes)
        for number in numbers {
            #expect(reader.next() == number)
            #expect(reader.nextSigned() == Int64(bitPattern: number))
            #expect(reader.nextSigned() == -Int64(bitPattern: number >> 1))
        }
        #expect(reader.isAtEnd && reader.next() == nil)
    }

    @Test func smallNumbersOfEitherSignTakeOneByte() {
        for number in -64...63 as ClosedRange<Int64> {
            var writer = VarintWriter()
            writer.append(signed: number)
            #expect(writer.bytes.count == 1)
        }
    }

    @Test(
        arguments: [
            [], [0x80], [0x80, 0x00], [0xff, 0x80, 0x00],
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x00],
        ] as [[UInt8]])
    func truncatedLongAndTooBigNumbersAreRefused(bytes: [UInt8]) {
        var reader = VarintReader(bytes: bytes)
        #expect(reader.next() == nil)
    }
}
