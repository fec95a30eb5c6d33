import Kubernetes
public import Simulation

/// The tokens of LCM agents. At each of its heartbeats an agent that is heard gets a new token when little of
/// the old one is left by its own clock, and is refused when the old one has expired by the server's. What
/// comes of that is computed: only the heartbeat is an event at which an agent is refused.
extension Substrate {
    /// Gives every agent the token that it got last before the epoch.
    package mutating func beginTokens(_ terms: AgentToken.Terms = .init()) {
        tokenTerms = terms
        let period = (terms.life - terms.reserve).nanoseconds
        for host in owners(of: .agentToken) {
            let drawn = beats(.agentToken, of: host).anchor.nanoseconds % period
            let node = estate.nodes[Int(host)]
            let age = SimDuration(nanoseconds: drawn)
            estate.nodes[Int(host)].token.renewed = beats(.agentHeartbeat, of: host).last(upTo: .zero - age)
            estate.nodes[Int(host)].token.isHeard = node.isAgentHeard
            estate.nodes[Int(host)].token.epoch += 1
            armExpiry(host)
        }
    }

    /// The host serves as another machine, or as none: the agent on it has no token yet.
    mutating func resetToken(_ host: UInt32) {
        let epoch = estate.nodes[Int(host)].token.epoch
        estate.nodes[Int(host)].token = AgentToken()
        estate.nodes[Int(host)].token.epoch = epoch + 1
    }

    /// Takes down whether an agent is heard and what its clock says, when either has changed. One that is
    /// heard again speaks at once. One whose process ends gets a new token when it is heard next.
    mutating func reviewToken(_ host: UInt32) {
        let node = estate.nodes[Int(host)]
        let isHeard = node.isAgentHeard && givesTokens
        let isRunning = node.isHostRunning && node.isAgentRunning
        let ends = !isRunning && (node.token.renewed != .never || node.token.isRefused)
        guard ends || isHeard != node.token.isHeard || node.clockOffset != node.token.offset else { return }
        if ends {
            estate.nodes[Int(host)].token.renewed = .never
            estate.nodes[Int(host)].token.isRefused = false
        } else if !ticks {
            estate.nodes[Int(host)].token.renewed = lastRenewal(host)
        }
        estate.nodes[Int(host)].token.since = kernel.now
        estate.nodes[Int(host)].token.isHeard = isHeard
        estate.nodes[Int(host)].token.offset = node.clockOffset
        estate.nodes[Int(host)].token.by = kernel.journal.cause
        estate.nodes[Int(host)].token.epoch += 1
        if isHeard, !node.token.isHeard { agentSpeaks(host) }
        armExpiry(host)
    }

    /// Looks at all agents anew: the API server gives tokens again, or no longer does.
    mutating func reviewTokens() {
        for host in owners(of: .agentToken) { reviewToken(host) }
    }

    /// Whether the management cluster's API server gives tokens. One that fails a share of its requests does,
    /// at the next attempt: guess.
    public var givesTokens: Bool {
        !apiFaults.contains {
            if case .errors(cluster: 0, percent: 100...) = $0.fault { true } else { false }
        }
    }

    /// An agent that is heard speaks: its token is refused, replaced, or good for a while.
    public mutating func agentSpeaks(_ host: UInt32) {
        let token = estate.nodes[Int(host)].token
        guard !token.isRefused else { return }
        if token.renewed == .never {
            estate.nodes[Int(host)].token.renewed = kernel.now
        } else if kernel.now >= token.renewed + tokenTerms.life {
            refuseToken(host)
        } else if kernel.now >= token.renewed + wait(token) {
            estate.nodes[Int(host)].token.renewed = kernel.now
        }
    }

    /// A heartbeat at which an agent was to be refused when it was scheduled.
    public mutating func tokenExpires(_ event: Event) {
        guard estate.nodes[Int(event.target)].token.epoch == event.operand else { return }
        agentSpeaks(event.target)
    }

    /// The operator has started the agent of a machine anew, with a new token: what the machine's annotation
    /// says is no longer what it said when the old one was refused.
    mutating func takesRestart(of host: UInt32, _ machine: ObjectKey) -> Bool {
        let token = estate.nodes[Int(host)].token
        guard token.isRefused, restartMark(machine) != token.mark else { return false }
        estate.nodes[Int(host)].token.isRefused = false
        estate.nodes[Int(host)].token.renewed = kernel.now
        estate.nodes[Int(host)].token.since = kernel.now
        estate.nodes[Int(host)].token.by = kernel.journal.cause
        estate.nodes[Int(host)].token.epoch += 1
        kernel.record(LCMEntry.agentRestarted.kind, machine.subject(cluster: 0))
        armExpiry(host)
        return true
    }

    /// How long after it was got a token is replaced at the earliest, by the agent's clock.
    private func wait(_ token: AgentToken) -> SimDuration {
        tokenTerms.life - tokenTerms.reserve - token.offset
    }

    /// When the agent's token was last replaced before now: computed from the heartbeats since it is as it
    /// is.
    private func lastRenewal(_ host: UInt32) -> SimTime {
        let token = estate.nodes[Int(host)].token
        guard token.isHeard, !token.isRefused, token.renewed != .never else { return token.renewed }
        let heartbeats = beats(.agentHeartbeat, of: host)
        let first = heartbeats.next(from: max(token.renewed + wait(token), token.since))
        guard first < kernel.now else { return token.renewed }
        return Beats(anchor: first, period: period(token, heartbeats)).last(before: kernel.now)
    }

    /// What lies between two replacements that both come at heartbeats.
    private func period(_ token: AgentToken, _ heartbeats: Beats) -> SimDuration {
        let step = heartbeats.period.nanoseconds
        let count = (wait(token).nanoseconds + step - 1) / step
        return heartbeats.period * max(count, 1)
    }

    /// Lets the heartbeat be due at which an agent that is heard will be refused: its clock is so far behind
    /// that it does not see the end come.
    private mutating func armExpiry(_ host: UInt32) {
        let token = estate.nodes[Int(host)].token
        guard !ticks, token.isHeard, !token.isRefused, token.renewed != .never else { return }
        let heartbeats = beats(.agentHeartbeat, of: host)
        var expiry = heartbeats.next(from: max(token.renewed + tokenTerms.life, token.since))
        let renewal = heartbeats.next(from: max(token.renewed + wait(token), token.since))
        if renewal < expiry {
            expiry = heartbeats.next(from: renewal + tokenTerms.life)
            guard renewal + period(token, heartbeats) >= expiry else { return }
        }
        schedule(.agentHeartbeat, of: host, epoch: token.epoch, at: expiry)
    }

    /// An agent is told that its token has expired.
    private mutating func refuseToken(_ host: UInt32) {
        estate.nodes[Int(host)].token.isRefused = true
        guard let work = agentWork(host) else { return }
        estate.nodes[Int(host)].token.mark = restartMark(work.object)
        let before = kernel.journal.cause
        kernel.journal.cause = estate.nodes[Int(host)].token.by
        let entry = kernel.record(LCMEntry.tokenRefused.kind, work.object.subject(cluster: 0))
        enqueue(.lcmAgent, work, cause: entry)
        kernel.journal.cause = before
    }

    /// What stands for the operator's hand on the host is not read by the agent: no cache and no fault of an
    /// API server lies between.
    private func restartMark(_ machine: ObjectKey) -> String {
        stores[0].stored(machine)?.metadata.annotations[Label.restartAgent] ?? ""
    }
}
