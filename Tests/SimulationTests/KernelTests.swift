import Simulation
import Testing

@Suite struct KernelTests {
    private func kernel(seed: UInt64 = 1, tieFuzz: UInt64 = 0) -> Kernel {
        let post = Timing(
            name: "host.post", median: .minutes(4), spreadMillionths: 200_000, certainty: .guess,
            source: "guess")
        return Kernel(
            seed: seed, tieFuzz: tieFuzz, calendar: Calendar(epochUnixSeconds: 0), timings: Timings([post]),
            versions: ["test"])
    }

    /// Two hundred timers that re-arm themselves; `fork` changes a copy at half-way.
    private func run(_ kernel: Kernel, onHalfway fork: (Kernel) -> Void = { _ in }) -> Fingerprint {
        var kernel = kernel
        let subjects = (0..<200).map {
            Subject(kind: SubjectKind(rawValue: 1), name: kernel.names.intern("node-\($0)"))
        }
        for target in 0..<200 as Range<UInt32> { kernel.schedule(at: .zero, code: 1, target: target) }
        for step in 0..<20_000 as Range<UInt64> {
            guard let event = kernel.queue.pop() else { break }
            if step == 10_000 { fork(kernel) }
            kernel.now = event.time
            kernel.journal.cause = event.cause
            kernel.recordAsCause(EntryKind(rawValue: 100), subjects[Int(event.target)])
            let wait = kernel.duration("host.post", node: "node-\(event.target)", occurrence: step)
            let seconds = SimDuration.seconds(wait.wholeSeconds)
            kernel.schedule(at: event.time + seconds, code: 1, target: event.target)
        }
        return kernel.journal.fingerprint
    }

    @Test func equalSeedsGiveEqualRuns() {
        #expect(run(kernel()) == run(kernel()))
        #expect(run(kernel()) != run(kernel(seed: 2)))
        #expect(run(kernel()) != run(kernel(tieFuzz: 1)))
    }

    @Test func aForkLeavesTheOriginal() {
        let undisturbed = run(kernel())
        let disturbed = run(kernel()) { original in
            var fork = original
            for number in 0..<5_000 {
                let name = fork.names.intern("fork-\(number)")
                fork.record(EntryKind(rawValue: 7), Subject(kind: SubjectKind(rawValue: 1), name: name))
                fork.schedule(at: fork.now, code: 2, target: UInt32(number))
                _ = fork.queue.pop()
            }
            _ = fork.journal.close()
            fork.timings.set(
                Timing(
                    name: "host.post", median: .zero, spreadMillionths: 0, certainty: .exact,
                    source: "guess"))
        }
        #expect(disturbed == undisturbed)
    }

    @Test func nothingIsDueInThePast() {
        var kernel = kernel()
        kernel.now = .zero + .hours(1)
        kernel.schedule(at: .zero, code: 1, target: 0)
        #expect(kernel.queue.nextTime == kernel.now)
    }
}
