import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

/// Ticking mode: every beat of every rhythm is an event, and looks at the equipment as it is. It is what the
/// computed beats stand for, and only tests pay for it.
extension World.State {
    /// Lets the first beat of every rhythm be due.
    mutating func beginTicking() {
        substrate.ticks = true
        ticking = Ticking(substrate)
        for rhythm in EstateRhythm.allCases {
            for owner in substrate.owners(of: rhythm) {
                if rhythm == .kubeletLease, !substrate.estate.nodes[Int(owner)].isTalking { continue }
                let epoch = rhythm == .nodeMonitor ? monitorEpoch(owner) : 0
                tickFirst(rhythm, of: owner, epoch: epoch, from: .zero)
            }
        }
    }

    /// A host comes: the rhythms of hosts begin for it. Those of its node begin when it is one.
    mutating func beginTicking(of host: UInt32) {
        guard ticking != nil else { return }
        ticking?.add()
        for rhythm in EstateRhythm.allCases where rhythm.rhythm.owner == .host {
            tickFirst(rhythm, of: host, epoch: 0, from: now)
        }
    }

    /// Lets the first beat from `time` on be due.
    mutating func tickFirst(_ rhythm: EstateRhythm, of owner: UInt32, epoch: UInt32, from time: SimTime) {
        substrate.schedule(
            rhythm, of: owner, epoch: epoch, at: beats(rhythm, of: owner).next(from: time))
    }

    /// A beat: looks, then lets the next one be due.
    mutating func tick(_ rhythm: EstateRhythm, _ event: Event) {
        let owner = event.target
        switch rhythm {
        case .kubeletLease:
            guard ticking?.kubelets[Int(owner)] == event.operand else { return }
            if plant.doesKubeletTalk(owner) { ticking?.renewed[Int(owner)] = event.time }
        case .nodeMonitor:
            guard monitorEpoch(owner) == event.operand else { return }
            compareLeases(cluster: owner, at: event.time)
        case .hostPoll: look(atPowerOf: owner)
        case .agentHeartbeat:
            guard ticking?.agents[Int(owner)] == event.operand else { return }
            if plant.doesAgentRun(owner), substrate.givesTokens { substrate.agentSpeaks(owner) }
        case .databasePoll: lookAtDatabase(UInt8(owner))
        default: break
        }
        ticking?.passed[Int(rhythm.rawValue)] += 1
        substrate.schedule(
            rhythm, of: owner, epoch: event.operand, at: event.time + rhythm.rhythm.period)
    }

    /// A kubelet comes up or is reached again: it renews its lease; one that has come up begins its rhythm.
    mutating func tickOf(_ notice: EquipmentNotice) {
        let now = now
        switch notice {
        case .containers(let host, areRunning: true):
            guard substrate.estate.nodes[Int(host)].name != .empty else { return }
            ticking?.kubelets[Int(host)] += 1
            let epoch = ticking?.kubelets[Int(host)] ?? 0
            tickFirst(.kubeletLease, of: host, epoch: epoch, from: now)
            if plant.doesKubeletTalk(host) { ticking?.renewed[Int(host)] = now }
        case .network(let host, isConnected: true), .kubelet(let host, isRunning: true):
            if plant.doesKubeletTalk(host) { ticking?.renewed[Int(host)] = now }
        case .assigned(let host, _):
            ticking?.renewed[Int(host)] = now
            ticking?.seen[Int(host)] = nil
            ticking?.agents[Int(host)] += 1
            guard substrate.estate.nodes[Int(host)].name != .empty else { return }
            let epoch = ticking?.agents[Int(host)] ?? 0
            tickFirst(.agentHeartbeat, of: host, epoch: epoch, from: now)
        default: break
        }
    }

    /// A round of a monitor that has started anew forgets what the one before it saw.
    mutating func forgetLeases(cluster: UInt32) {
        for host in substrate.estate.nodes.indices
        where substrate.estate.nodes[host].cluster == UInt8(cluster) {
            ticking?.seen[host] = nil
        }
    }

    private mutating func compareLeases(cluster: UInt32, at round: SimTime) {
        let grace = substrate.monitors.clusters[Int(cluster)].grace
        for host in substrate.estate.nodes.indices {
            let node = substrate.estate.nodes[host]
            guard node.cluster == UInt8(cluster), node.name != .empty, let renewal = ticking?.renewed[host]
            else { continue }
            guard let seen = ticking?.seen[host], seen.renewal == renewal else {
                ticking?.seen[host] = (renewal, round)
                continue
            }
            if round - seen.round >= grace { substrate.find(UInt32(host)) }
        }
    }

    private func beats(_ rhythm: EstateRhythm, of owner: UInt32) -> Beats {
        rhythm == .nodeMonitor
            ? substrate.monitors.clusters[Int(owner)].rounds : substrate.beats(rhythm, of: owner)
    }
}
