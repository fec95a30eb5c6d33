import Simulation
import Testing

@testable import Kubernetes

@Suite struct ObjectStoreForkTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func aForkAndItsOriginalDoNotSeeEachOther(seed: UInt64) throws {
        var original = HistoryModel(seed: seed)
        for step in 0..<200 {
            if step == 10 || step == 20 { original.addInformer() }
            let problem = try original.step()
            try #require(problem == nil)
        }
        var fork = original
        let before = original.everything()
        #expect(fork.everything() == before)
        for _ in 0..<200 { #expect(try fork.step() == nil) }
        #expect(original.everything() == before)
        let forked = fork.everything()
        #expect(forked != before)
        for _ in 0..<300 { #expect(try original.step() == nil) }
        #expect(fork.everything() == forked)
        for number in original.informers.indices { #expect(original.check(number) == nil) }
        for number in fork.informers.indices { #expect(fork.check(number) == nil) }
    }

    @Test func equalOpsOnForksGiveEqualStores() throws {
        var original = HistoryModel(seed: 7)
        original.addInformer()
        for _ in 0..<100 { #expect(try original.step() == nil) }
        var (left, right) = (original, original)
        for _ in 0..<300 {
            #expect(try left.step() == nil)
            #expect(try right.step() == nil)
        }
        #expect(left.everything() == right.everything())
    }
}
