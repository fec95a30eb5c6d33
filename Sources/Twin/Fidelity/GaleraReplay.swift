import HardwareInterfaces
import HardwareSimulated
import Simulation

/// The timeline of a recording on a simulated cluster, sampled at the same instants.
struct GaleraReplay {
    private var cluster: GaleraSimulator
    private var pending: [(at: SimDuration, command: GaleraCommand, member: Int)] = []
    /// For each member, what it answered: the first answer, then each other one.
    private(set) var changes: [[GaleraRecording.Change]]

    /// Replays `recording`: its actions at their times, with its timers.
    init(_ recording: GaleraRecording, _ durations: GaleraDurations) {
        let count = recording.members.count
        cluster = GaleraSimulator(
            members: count, options: recording.options, durations: durations, isRunning: true,
            order: recording.order)
        changes = Array(repeating: [], count: count)
        for (member, interval) in recording.writeIntervals.enumerated() {
            cluster.setWrites(every: interval, member: member, at: .zero)
        }
        // Everything in one row of instants; what is done comes before what is asked at the same time.
        var asked: [(at: SimDuration, member: Int)] = []
        for (member, instants) in recording.instants.enumerated() {
            for at in instants { asked.append((at, member)) }
        }
        asked.sort { ($0.at, $0.member) < ($1.at, $1.member) }
        var actions = recording.actions[...]
        for question in asked {
            while let action = actions.first, action.at <= question.at {
                actions = actions.dropFirst()
                perform(until: action.at)
                let reads = recording.positionReads.contains(action.at)
                take(action, readsPositions: reads)
            }
            perform(until: question.at)
            cluster.advance(to: .zero + question.at)
            let answer = answer(question.member, question.at, actions)
            if changes[question.member].last?.answer != answer {
                changes[question.member].append(.init(at: question.at, answer: answer))
            }
        }
    }

    /// How long the recorder waits for an answer.
    private static let patience = SimDuration.milliseconds(900)

    /// What a member answers. A held one does so when it goes on, if the recorder waits for so long; the
    /// answer counts as given when it was asked for.
    private func answer(_ member: Int, _ at: SimDuration, _ next: ArraySlice<GaleraAction>) -> GaleraAnswer {
        guard cluster.members[member].isHeld else { return GaleraAnswer(cluster.status(member)) }
        let concerning = next.first { action in
            if case .ask(_, let members) = action.kind { members.contains(member) } else { false }
        }
        guard let concerning, case .ask(.resume, _) = concerning.kind, concerning.at - at <= Self.patience
        else {
            return .none
        }
        return GaleraAnswer(cluster.statusWhenReleased(member))
    }

    private mutating func take(_ action: GaleraAction, readsPositions: Bool) {
        switch action.kind {
        case .ask(let command, let members):
            for member in members { pending.append((action.at, command, member)) }
        case .bootstrap(let chosen):
            // The tool reads the positions of all first, unless it is told where to begin.
            cluster.advance(to: .zero + action.at)
            let stopped = cluster.members.indices.filter { cluster.members[$0].process == .off }
            let reading = readsPositions ? cluster.durations.readPosition * Int64(stopped.count) : .zero
            let best = stopped.max { (place($0), -$0) < (place($1), -$1) }
            guard let member = chosen ?? best else { return }
            pending.append((action.at + reading, .markSafeToBootstrap, member))
            pending.append((action.at + reading, .start(newCluster: true), member))
        case .cut(let left, let right):
            for one in left {
                for other in right { cluster.cut(one, other, at: .zero + action.at) }
            }
        case .heal:
            for one in cluster.members.indices {
                for other in cluster.members.indices { cluster.heal(one, other, at: .zero + action.at) }
            }
        }
    }

    /// Where the data of a stopped member ends.
    private func place(_ member: Int) -> Int64 { cluster.members[member].position }

    private mutating func perform(until time: SimDuration) {
        while let first = pending.map(\.at).min(), first <= time,
            let index = pending.firstIndex(where: { $0.at == first })
        {
            let next = pending.remove(at: index)
            // The tools refuse what a process is not in the state for, and go on.
            do throws(GaleraError) {
                try cluster.perform(next.command, member: next.member, at: .zero + next.at)
            } catch {
                continue
            }
        }
    }
}
