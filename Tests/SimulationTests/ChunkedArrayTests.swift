import Simulation
import Testing

@Suite struct ChunkedArrayTests {
    private func elements(_ array: ChunkedArray<Int>) -> [Int] { array.indices.map { array[$0] } }

    @Test(arguments: [0, 1, 63, 64, 65, 128, 1_000])
    func elementsAreFoundAtTheirIndices(count: Int) {
        var array = ChunkedArray<Int>()
        for number in 0..<count { array.append(number) }
        #expect(array.count == count && array.isEmpty == (count == 0))
        #expect(elements(array) == Array(0..<count))
        #expect(elements(ChunkedArray(repeating: 7, count: count)) == Array(repeating: 7, count: count))
        var seen: [Int] = []
        array.forEachChunk { start, chunk in
            #expect(start == seen.count)
            seen += chunk
        }
        #expect(seen == Array(0..<count))
    }

    @Test func aWriteToACopyLeavesTheOriginal() {
        var original = ChunkedArray<Int>()
        for number in 0..<200 { original.append(number) }
        var fork = original
        fork[0] = -1
        fork[130] += 1_000
        for number in 0..<100 { fork.append(number) }
        original[199] = -2
        #expect(elements(original) == Array(0..<199) + [-2])
        #expect(elements(fork) == [-1] + Array(1..<130) + [1_130] + Array(131..<200) + Array(0..<100))
    }

    @Test func appendsToACopyInAPartlyFilledChunkLeaveTheOriginal() {
        var original = ChunkedArray<Int>()
        for number in 0..<70 { original.append(number) }
        var fork = original
        fork.append(1)
        original.append(2)
        #expect(original[70] == 2 && fork[70] == 1 && original.count == 71 && fork.count == 71)
    }
}
