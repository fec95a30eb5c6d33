import HardwareInterfaces
import Kubernetes
import Simulation

extension LCMAgentController {
    /// The first words of an agent that cloud-init has installed: addresses, its version, what it runs on.
    /// Where there are no Subnets the address follows from the number of the host.
    func register(_ agent: Agent, _ substrate: inout Substrate) -> ReconcileResult {
        guard let facts = facts(agent, &substrate) else { return .waiting }
        var machine = agent.machine
        let number = agent.node
        let address =
            substrate.configuredAddress(of: machine)
            ?? "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
        machine.status.addresses = [
            MachineAddress(type: "InternalIP", address: address),
            MachineAddress(type: "Hostname", address: machine.metadata.name),
        ]
        machine.status.agentVersion = machine.spec.agentConfig.version
        machine.status.hostInfo.take(facts)
        machine.status.hostInfo.bootTime = substrate.timestamp
        substrate.updateStatus(machine, cluster: 0, note: Write.Note(LCMEntry.agentRegistered.kind))
        return .settled
    }

    /// Fetches the agent of the wanted version and replaces itself by it.
    func upgrade(_ agent: Agent, _ substrate: inout Substrate) -> ReconcileResult {
        let version = agent.machine.spec.agentConfig.version
        let mirror = EquipmentID(kind: .artifactMirror, index: 0)
        // 60 MB: guess.
        let fetch = ArtifactMirrorCommand.fetch(
            origin: .binaries, name: "lcm-agent-\(version)", megabytes: 60, node: agent.machine.metadata.name)
        let steps: [(EquipmentID, EquipmentCommand, String)] = [
            (mirror, .artifactMirror(fetch), "download LCM agent \(version)"),
            (agent.host, .host(.installAgent(version: version)), "install LCM agent \(version)"),
        ]
        for (target, command, summary) in steps {
            switch substrate.perform(command, on: target, summary: summary, timeout: Self.timeout) {
            case nil: return .waiting
            case .success: continue
            case .failure(let error):
                var machine = agent.machine
                machine.status.lcmAgentUpgradeStatus.error = error.summary
                machine.status.lcmAgentUpgradeStatus.attempt += 1
                substrate.updateStatus(machine, cluster: 0)
                substrate.forgetAnswers()
                return .blocked(
                    on: substrate.equipment(target), rule: WaitRule(.message, error.summary),
                    retry: Self.retryDelay(after: machine.status.lcmAgentUpgradeStatus.attempt))
            }
        }
        var machine = agent.machine
        machine.status.agentVersion = version
        machine.status.lcmAgentUpgradeStatus.error = ""
        machine.status.lcmAgentUpgradeStatus.attempt += 1
        machine.status.lcmAgentUpgradeStatus.finishedAt = substrate.timestamp
        substrate.updateStatus(
            machine, cluster: 0, note: Write.Note(LCMEntry.agentUpgraded.kind, substrate.text(version)))
        return .settled
    }

    /// Carries out an item: its commands one after the other, then its result.
    func carryOut(_ item: StateItem, _ agent: Agent, _ substrate: inout Substrate) -> ReconcileResult {
        let previous = agent.machine.status.stateItemStatuses[item.name]
        let attempt = previous?.hash == item.hash ? (previous?.attempt ?? 0) + 1 : 1
        var failure: (error: String, target: EquipmentID)?
        var facts: HostFacts?
        let action = ItemAction(
            item, node: agent.machine.metadata.name, attempt: Int(attempt),
            joiningAs: agent.machine.status.release.isEmpty ? agent.machine.spec.type : nil)
        for part in action.parts {
            let target = substrate.target(part.target, of: agent)
            let answer = substrate.perform(
                part.command, on: target, summary: part.summary, timeout: Self.timeout,
                item: ItemRun(name: item.name, host: agent.node))
            switch answer {
            case nil: return .waiting
            case .success(.host(.exited(let code))) where code != 0:
                failure = ("\(item.name) exits with \(code)", agent.host)
            case .success(.host(.facts(let found))):
                facts = found
                continue
            case .success: continue
            case .failure(let error): failure = (error.summary, target)
            }
            break
        }
        var machine = agent.machine
        if let facts { machine.status.hostInfo.rebootRequired = facts.isRebootRequired }
        var status = StateItemStatus()
        status.hash = item.hash
        status.attempt = attempt
        status.exitCode = failure == nil ? 0 : 1
        status.message = failure?.error ?? ""
        let clock = substrate.estate.nodes[Int(agent.node)].clockOffset
        status.startedAt = substrate.timestamp(substrate.askedAt + clock)
        status.finishedAt = substrate.timestamp(substrate.kernel.now + clock)
        machine.status.stateItemStatuses[item.name] = status
        let name = substrate.text(item.name)
        guard let failure else {
            substrate.updateStatus(machine, cluster: 0, note: Write.Note(LCMEntry.itemFinished.kind, name))
            return .settled
        }
        substrate.updateStatus(
            machine, cluster: 0, note: Write.Note(LCMEntry.itemFailed.kind, name, value: attempt))
        substrate.forgetAnswers()
        return .blocked(
            on: substrate.equipment(failure.target), rule: WaitRule(.message, failure.error),
            retry: Self.retryDelay(after: attempt))
    }

    /// Reboots the host. The answer is the boot: the agent comes up again and finds another boot than the one
    /// that it reported.
    func reboot(_ agent: Agent, _ substrate: inout Substrate) -> ReconcileResult {
        var machine = agent.machine
        guard let facts = facts(agent, &substrate) else { return .waiting }
        if machine.status.reboot.requestedAt == nil {
            machine.status.reboot.requestedAt = substrate.timestamp
            machine.status.hostInfo.take(facts)
            substrate.updateStatus(machine, cluster: 0)
            return .settled
        }
        if machine.status.hostInfo.bootID != facts.bootID {
            machine.status.reboot.completed = true
            machine.status.hostInfo.take(facts)
            machine.status.hostInfo.bootTime = substrate.timestamp
            substrate.updateStatus(machine, cluster: 0, note: Write.Note(LCMEntry.rebootCompleted.kind))
            return .settled
        }
        _ = substrate.perform(.host(.reboot), on: agent.host, summary: "reboot", timeout: Self.timeout)
        return .waiting
    }

    /// Reports what runs once all items are done.
    func report(_ agent: Agent, _ substrate: inout Substrate) -> ReconcileResult {
        let box = agent.box
        guard
            box.object.status.release != box.object.spec.release
                || box.object.status.components != box.object.spec.components
                || !box.object.spec.rebootRequired && box.object.status.reboot.requestedAt != nil
        else { return .settled }
        guard let facts = facts(agent, &substrate) else { return .waiting }
        var machine = box.object
        machine.status.hostInfo.take(facts)
        machine.status.release = machine.spec.release
        machine.status.components = machine.spec.components
        machine.status.mcrVersion = machine.spec.mcrVersion
        if !machine.spec.rebootRequired { machine.status.reboot = RebootStatus() }
        substrate.updateStatus(
            machine, cluster: 0,
            note: machine.status.release == agent.machine.status.release
                ? nil : Write.Note(LCMEntry.releaseReached.kind, substrate.text(machine.spec.release)))
        return .settled
    }

    private func facts(_ agent: Agent, _ substrate: inout Substrate) -> HostFacts? {
        let answer = substrate.perform(
            .host(.readFacts), on: agent.host, summary: "read facts", timeout: .minutes(1))
        switch answer {
        case .success(.host(.facts(let facts))): return facts
        case .success, .failure:
            substrate.forgetAnswers()
            return nil
        case nil: return nil
        }
    }
}

extension HostFacts {
    /// The identity of the boot, as `/proc/sys/kernel/random/boot_id` gives it.
    var bootID: String { "boot-\(boots)" }
}

extension HostInfo {
    /// Takes over what a host says of itself.
    mutating func take(_ facts: HostFacts) {
        kernelVersion = facts.kernel
        os = facts.distribution
        rebootRequired = facts.isRebootRequired
        bootID = facts.bootID
    }
}

extension Substrate {
    /// The equipment of a kind that an agent works with.
    func target(_ kind: EquipmentKind, of agent: Agent) -> EquipmentID {
        switch kind {
        case .host, .bmc, .containerRuntime, .ironic: EquipmentID(kind: kind, index: Int(agent.node))
        case .artifactMirror, .galeraMember, .messageBroker, .compute: EquipmentID(kind: kind, index: 0)
        case .kubernetesEngine:
            EquipmentID(
                kind: kind, index: estate.clusters[Int(estate.nodes[Int(agent.node)].cluster)].engine)
        }
    }

    /// When the first of the commands that the present item has under way or answered was asked for.
    var askedAt: SimTime {
        let item = runtimes[Int(current.controller.rawValue)].items[Int(current.item)]
        return item.operations.map(\.askedAt).min() ?? kernel.now
    }
}
