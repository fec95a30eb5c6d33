import Simulation
import Testing

@Suite struct NameTableTests {
    @Test func namesAreNumberedByFirstUse() {
        var table = NameTable()
        #expect(table.intern("b") == NameID(number: 1))
        #expect(table.intern("a") == NameID(number: 2))
        #expect(table.intern("b") == NameID(number: 1))
        #expect(table.intern("") == .empty)
        #expect(table.count == 3)
        #expect(table[NameID(number: 2)] == "a")
        #expect(table.find("a") == NameID(number: 2) && table.find("c") == nil)
    }

    @Test func aTableThatGrowsKeepsAllNames() {
        var table = NameTable()
        for number in 1...20_000 { #expect(table.intern("name-\(number)") == NameID(number: UInt32(number))) }
        for number in 1...20_000 {
            #expect(table.find("name-\(number)") == NameID(number: UInt32(number)))
            #expect(table[NameID(number: UInt32(number))] == "name-\(number)")
        }
        #expect(table.count == 20_001)
        #expect(table.find("name-20001") == nil)
    }

    @Test func hashesAreThoseOfTheTextInAnyTable() {
        var (one, two) = (NameTable(), NameTable())
        _ = two.intern("other")
        let (mine, yours) = (one.intern("cmp-07"), two.intern("cmp-07"))
        let next = one.intern("cmp-08")
        #expect(mine != yours && one.hash(mine) == two.hash(yours))
        #expect(one.hash(mine) != one.hash(next))
    }

    @Test(arguments: [10, 600, 5_000])
    func aCopyIsIndependent(more: Int) {
        var original = NameTable()
        for number in 0..<500 { _ = original.intern("name-\(number)") }
        var fork = original
        for number in 0..<more { _ = fork.intern("fork-\(number)") }
        let mine = original.intern("mine")
        #expect(original.count == 502 && fork.count == 501 + more)
        #expect(original.find("fork-0") == nil && fork.find("mine") == nil)
        #expect(original[mine] == "mine" && fork[mine] == "fork-0")
        for number in 0..<500 { #expect(original.find("name-\(number)") == fork.find("name-\(number)")) }
    }
}
