import Simulation
import Testing

@Suite struct InboxTests {
    private func time(_ seconds: Int64) -> SimTime { .zero + .seconds(seconds) }

    @Test func messagesAreTakenInOrderOfTimeThenOfPosting() {
        var inbox = Inbox<String>()
        for (message, seconds) in [("late", 9), ("a", 3), ("b", 3), ("early", 1), ("c", 3)] {
            inbox.post(message, at: time(Int64(seconds)))
        }
        #expect(inbox.nextTime == time(1) && inbox.count == 5)
        var taken: [String] = []
        while let message = inbox.take(at: time(10)) { taken.append(message) }
        #expect(taken == ["early", "a", "b", "c", "late"])
        #expect(inbox.nextTime == nil && inbox.count == 0)
    }

    @Test func aMessageIsNotTakenBeforeItsTime() {
        var inbox = Inbox<Int>()
        inbox.post(1, at: time(5))
        #expect(inbox.take(at: time(4)) == nil && inbox.recorded.isEmpty)
        #expect(inbox.take(at: time(5)) == 1)
        #expect(inbox.take(at: time(5)) == nil)
    }

    @Test func whatIsTakenIsRecordedWithTheInstantOfTaking() {
        var inbox = Inbox<Int>()
        inbox.post(1, at: time(2))
        inbox.post(2, at: time(1))
        _ = inbox.take(at: time(7))
        _ = inbox.take(at: time(8))
        #expect(inbox.recorded.map(\.message) == [2, 1])
        #expect(inbox.recorded.map(\.time) == [time(7), time(8)])
    }

    @Test func aMessageForThePastIsTakenNext() {
        var inbox = Inbox<Int>()
        inbox.post(1, at: time(5))
        inbox.post(2, at: time(6))
        _ = inbox.take(at: time(5))
        inbox.post(3, at: time(1))
        #expect(inbox.nextTime == time(1))
        #expect(inbox.take(at: time(5)) == 3)
        #expect(inbox.take(at: time(6)) == 2)
    }

    @Test func aRecordReplaysExactly() {
        let stream = RandomStream(seed: 5)
        var inbox = Inbox<UInt64>()
        for step in 0..<5_000 as Range<UInt64> {
            inbox.post(step, at: time(Int64(step + stream.below(50, step * 2))))
            if step > 20, stream.chance(9, in: 10, step * 2 + 1) { _ = inbox.take(at: time(Int64(step))) }
        }
        var replay = Inbox<UInt64>()
        for (time, message) in inbox.recorded { replay.post(message, at: time) }
        for (time, message) in inbox.recorded { #expect(replay.take(at: time) == message) }
        #expect(replay.recorded.count == inbox.recorded.count && replay.recorded.count > 4_000)
        #expect(replay.recorded.map(\.time) == inbox.recorded.map(\.time))
        #expect(inbox.count == 5_000 - inbox.recorded.count)
    }

    @Test func aCopyIsIndependent() {
        var original = Inbox<Int>()
        original.post(1, at: time(1))
        var fork = original
        _ = fork.take(at: time(1))
        fork.post(2, at: time(2))
        #expect(original.count == 1 && original.recorded.isEmpty && original.nextTime == time(1))
    }
}
