import Simulation
import Testing

@Suite struct EventQueueTests {
    private func event(
        _ time: Int64, _ target: UInt32, code: UInt16 = 1, detail: UInt16 = 0, operand: UInt32 = 0
    ) -> Event {
        Event(
            at: SimTime(nanoseconds: time), code: code, target: target, operand: operand, detail: detail,
            cause: .none)
    }

    private func drain(_ queue: EventQueue) -> [Event] {
        var queue = queue
        var events: [Event] = []
        while let next = queue.nextTime, let event = queue.pop() {
            #expect(event.time == next)
            events.append(event)
        }
        #expect(queue.count == 0 && queue.nextTime == nil && queue.pop() == nil)
        return events
    }

    private func queue(_ events: [Event], tieKey: UInt64 = 1) -> EventQueue {
        var queue = EventQueue(tieKey: tieKey)
        for event in events { queue.push(event) }
        return queue
    }

    @Test func anEventTakes32Bytes() {
        #expect(MemoryLayout<Event>.size == 32 && MemoryLayout<Event>.stride == 32)
    }

    @Test func earlierTimesComeFirst() {
        let times: [Int64] = [5, -3, 0, .max, .min, 7, 6, 5_000_000_000]
        let drained = drain(queue(times.map { event($0, 0) }))
        #expect(drained.map(\.time.nanoseconds) == times.sorted())
    }

    @Test func lowerPrioritiesComeFirstAtEqualTimesOnly() {
        var queue = EventQueue(tieKey: 1)
        for priority in [8, 15, 0, 3] as [UInt8] {
            queue.push(event(5, UInt32(priority)), priority: priority)
        }
        queue.push(event(4, 99), priority: 15)
        #expect(drain(queue).map(\.target) == [99, 0, 3, 8, 15])
    }

    /// The order was computed by an independent program, so that another machine is seen to agree.
    @Test(
        arguments: [(1, [5, 7, 3, 1, 6, 2, 4, 0]), (2, [7, 2, 4, 0, 6, 3, 5, 1])] as [(UInt64, [UInt32])])
    func theOrderAtEqualTimesIsThatOfTheTieKey(tieKey: UInt64, order: [UInt32]) {
        let events = (0..<8).map { event(5, $0) }
        #expect(drain(queue(events, tieKey: tieKey)).map(\.target) == order)
    }

    @Test func anotherTieKeyChangesTheOrderAtEqualTimesOnly() {
        let stream = RandomStream(seed: 4)
        let events = (0..<2_000).map { event(Int64(stream.below(500, UInt64($0))), $0) }
        let (one, two) = (drain(queue(events, tieKey: 1)), drain(queue(events, tieKey: 2)))
        #expect(one.map(\.target) != two.map(\.target))
        #expect(one.map(\.time) == two.map(\.time))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func theOrderAtEqualTimesIsIndependentOfInsertion(seed: UInt64) {
        let stream = RandomStream(seed: seed)
        var events: [Event] = []
        for target in 0..<5 as Range<UInt32> {
            for code in 0..<5 as Range<UInt16> {
                for detail in 0..<5 as Range<UInt16> {
                    events.append(event(9, target, code: code, detail: detail))
                }
            }
        }
        let order = events.indices.sorted { stream.bits(UInt64($0)) < stream.bits(UInt64($1)) }
        let shuffled = order.map { events[$0] }
        let key = { (event: Event) in [event.target, UInt32(event.code), UInt32(event.detail)] }
        #expect(shuffled.map(key) != events.map(key))
        #expect(drain(queue(shuffled)).map(key) == drain(queue(events)).map(key))
    }

    @Test func alikeEventsKeepTheirOrderOfInsertion() {
        let events = (0..<500).map { event(3, 1, operand: $0) }
        #expect(drain(queue(events)).map(\.operand) == Array(0..<500))
    }

    @Test func aCopyIsIndependent() {
        var original = queue((0..<1_000).map { event(Int64($0) * 1_000, $0) })
        let before = drain(original).map(\.target)
        var fork = original
        for _ in 0..<500 { _ = fork.pop() }
        for target in 2_000..<2_500 as Range<UInt32> { fork.push(event(-1, target)) }
        #expect(original.count == 1_000 && fork.count == 1_000)
        #expect(drain(original).map(\.target) == before)
        _ = original.pop()
        #expect(fork.count == 1_000 && fork.nextTime == SimTime(nanoseconds: -1))
    }

    /// A time after `now`: near, on a coarse grid, anywhere by powers of two, far with some in the past,
    /// always now, or all of these.
    private func time(after now: Int64, shape: UInt64, _ draw: RandomStream) -> Int64 {
        let delay: Int64 =
            switch (shape, draw.below(4, 1)) {
            case (0, _), (5, 0): Int64(draw.below(1_000_000, 2))
            case (1, _): Int64(draw.below(10, 2)) * 1_000
            case (2, _), (5, 1): Int64(draw.bits(2) >> (2 + draw.below(62, 3)))
            case (3, 0): Int64(draw.below(1 << 60, 2))
            case (4, _): 0
            default: Int64(draw.below(50, 2)) - 20
            }
        return now &+ delay < now - 100 ? .max : now &+ delay
    }

    /// In turn more pushes than pops, then fewer. All events are alike, so that those of equal time and
    /// priority keep their order of insertion.
    @Test(arguments: 0..<24 as Range<UInt64>)
    func randomOperationsAgreeWithASortedArray(seed: UInt64) {
        let stream = RandomStream(seed: seed)
        var queue = EventQueue(tieKey: seed)
        var model: [(time: Int64, priority: UInt8, number: UInt32)] = []
        var now: Int64 = 0
        for step in 0..<6_000 as Range<UInt64> {
            let draw = stream.derive(step)
            let isGrowing = step / 1_500 % 2 == 0
            if draw.chance(isGrowing ? 4 : 1, in: 5, 0) {
                let time = time(after: now, shape: seed % 6, draw)
                let priority = UInt8(draw.below(16, 4))
                queue.push(event(time, 0, operand: UInt32(step)), priority: priority)
                let before = model.lastIndex { ($0.time, $0.priority) <= (time, priority) }
                model.insert((time, priority, UInt32(step)), at: before.map { $0 + 1 } ?? 0)
            } else {
                #expect(queue.pop()?.operand == model.first?.number)
                if !model.isEmpty { now = min(model.removeFirst().time, 1 << 61) }
            }
            #expect(queue.count == model.count)
            #expect(queue.nextTime?.nanoseconds == model.first?.time)
        }
        #expect(drain(queue).map(\.operand) == model.map(\.number))
    }

    /// Ties too, as the tie key orders them: a queue filled at once and one filled bit by bit agree.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func manyEventsComeInOneOrderHoweverTheyArePushed(shape: UInt64) {
        let stream = RandomStream(seed: shape)
        let events = (0..<20_000 as Range<UInt32>).map { (target: UInt32) in
            event(time(after: 1_000, shape: shape, stream.derive(UInt64(target))), target)
        }
        let order = drain(queue(events))
        #expect(zip(order, order.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(drain(queue(events.reversed())).map(\.target) == order.map(\.target))
        var queue = queue(Array(order[15_000...]))
        for event in order[5_000..<15_000] { queue.push(event) }
        for event in order[..<5_000].reversed() { queue.push(event) }
        #expect(drain(queue).map(\.target) == order.map(\.target))
    }
}
