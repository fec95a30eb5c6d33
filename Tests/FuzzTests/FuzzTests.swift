import FuzzTargets
import Testing

/// Each reader, with seeds spoilt by chance: whatever comes is read or refused as it should be. `make fuzz`
/// does the same with millions of inputs, led by coverage.
@Suite struct FuzzTests {
    @Test(arguments: FuzzTarget.allCases)
    func seedsAreReadOrRefused(target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(seeds.count > 5)
        for (name, bytes) in seeds {
            #expect(target.problem(bytes) == nil, "\(name)")
            // Cut off anywhere, as copies are.
            for count in stride(from: 0, to: bytes.count, by: max(bytes.count / 20, 1)) {
                #expect(target.problem(Array(bytes[..<count])) == nil, "\(name), \(count) bytes of it")
            }
        }
    }

    @Test(arguments: FuzzTarget.allCases, 0..<2)
    func spoiltSeedsAreReadOrRefused(target: FuzzTarget, part: Int) throws {
        let seeds = try target.seeds().map(\.bytes).filter { $0.count < 1500 }
        let words = try target.words()
        let runs = target == .scenario ? 1000 : 2000
        for seed in 0..<runs {
            var mutator = ByteMutator(seed: UInt64(part * runs + seed), words: words)
            let bytes = mutator.spoilt(seeds)
            let problem = target.problem(bytes)
            #expect(problem == nil, "part \(part), seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
