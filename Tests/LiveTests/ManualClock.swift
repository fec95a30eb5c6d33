import Live
import Simulation
import Synchronization

/// A clock that a test turns by hand.
final class ManualClock: LiveClock {
    private struct Sleeper {
        var end: SimDuration
        var continuation: CheckedContinuation<Void, Never>
    }

    private let state = Mutex((elapsed: SimDuration.zero, sleepers: [Sleeper]()))

    var elapsed: SimDuration { state.withLock { $0.elapsed } }

    /// How many wait.
    var sleeping: Int { state.withLock { $0.sleepers.count } }

    func sleep(until elapsed: SimDuration) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard elapsed > state.elapsed else { return true }
                state.sleepers.append(Sleeper(end: elapsed, continuation: continuation))
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// Turns it on, and wakes who has waited for that.
    func turn(by duration: SimDuration) {
        let woken = state.withLock { state in
            state.elapsed += duration
            let now = state.elapsed
            let woken = state.sleepers.filter { $0.end <= now }
            state.sleepers.removeAll { $0.end <= now }
            return woken
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }
}
