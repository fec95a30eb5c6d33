import Testing

@testable import Controllers

@Suite struct FewTests {
    @Test(arguments: 0...4)
    func holdsWhatAnArrayHolds(count: Int) {
        let elements = Array(0..<count)
        var grown: Few<Int> = []
        for element in elements { grown.append(element) }
        for few in [Few(elements), grown] {
            #expect(Array(few) == elements)
            #expect(few.count == count && few.isEmpty == (count == 0))
            #expect(few.first == elements.first && few.last == elements.last)
        }
    }

    @Test func literalsAreThoseOfArrays() {
        #expect(Array([] as Few<Int>) == [])
        #expect(Array([7] as Few<Int>) == [7])
        #expect(Array([7, 8, 9] as Few<Int>) == [7, 8, 9])
    }

    @Test(arguments: 0...2, 0...2)
    func sumIsInOrder(first: Int, second: Int) {
        let (one, other) = (Array(0..<first), Array(10..<(10 + second)))
        #expect(Array(Few(one) + Few(other)) == one + other)
    }
}
