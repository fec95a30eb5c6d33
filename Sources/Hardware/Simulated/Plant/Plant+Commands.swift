public import HardwareInterfaces
public import Simulation

extension Plant {
    /// Begins to carry out a command; the answer comes as a notice, now, later or never. An unanswered
    /// command costs its sender the time-out.
    public mutating func perform(_ effect: Effect, _ kernel: inout Kernel) {
        operations[effect.operation.number] = effect
        let index = Int(effect.target.index)
        switch effect.command {
        case .host(let command):
            guard hosts[index].isRunning else { return lose(effect.operation) }
            if command.writes { feelDisk(of: index, &kernel) }
            due(effect, after: hosts[index].duration(of: command, kernel), epoch: hosts[index].epoch, &kernel)
        case .bmc(let command):
            if ironic[index].real != nil { return departBMCCommand(effect, command, &kernel) }
            due(
                effect, after: bmcDuration(index, UInt64(effect.operation.number), of: command, kernel),
                &kernel)
        case .ironic(let command):
            begin(command, effect.operation, UInt32(index), &kernel)
        case .containerRuntime(let command):
            guard runtimes[index].takes(command, isHostRunning: hosts[index].isRunning) else {
                return answer(effect.operation, .failure(.containerRuntime(.unreachable)))
            }
            if !command.isRead { feelDisk(of: index, &kernel) }
            let duration =
                runtimes[index].duration(of: command, host: hosts[index], kernel)
                * slowness(of: command, index, &kernel)
            due(effect, after: duration, epoch: runtimes[index].starts, &kernel)
        case .kubernetesEngine(let command):
            let name = node(of: command) ?? ""
            let host = host(named: name, cluster: engines[index].cluster, kernel)
            due(effect, after: engines[index].duration(of: command, host: host, kernel), &kernel)
        case .artifactMirror(let command):
            beginTransfer(effect.operation, command, &kernel)
        case .galera(let command): perform(command, effect, &kernel)
        case .rabbitMQ(let command): perform(command, effect, &kernel)
        case .compute:
            due(
                effect, after: kernel.duration("nova.api", occurrence: UInt64(effect.operation.number)),
                &kernel)
        }
    }

    /// Forgets a command whose sender no longer waits: its effect may still come, its answer won't.
    public mutating func abandon(_ operation: OperationID) {
        if operations[operation.number] != nil { abandoned.insert(operation.number) }
    }

    /// A command that a host or runtime took in an earlier `epoch` went down with it.
    mutating func commandDue(_ operation: OperationID, epoch: UInt16, _ kernel: inout Kernel) {
        guard let effect = operations[operation.number] else { return }
        let index = Int(effect.target.index)
        switch effect.command {
        case .host(let command):
            guard hosts[index].isRunning, hosts[index].epoch == epoch else { return lose(operation) }
            if failsItem(effect) { return answer(operation, .success(.host(.exited(1)))) }
            // The times of an item's run are told by the host's clock.
            if command.writes { feelClock(of: UInt32(index), &kernel) }
            if command.writes, let refusal = hosts[index].writeRefusal {
                feelDisk(of: index, refused: true, &kernel)
                return answer(operation, .failure(.host(refusal.ofHost)))
            }
            let reply = hosts[index].finish(command, &kernel)
            answer(operation, .success(.host(reply)))
            if command == .reboot { follow(UInt32(index), &kernel) }
        case .bmc(let command):
            let before = hosts[index].phase
            guard let result = bmcs[index].finish(command, host: &hosts[index], &kernel) else {
                return lose(operation)
            }
            answer(operation, result.map(EquipmentReply.bmc).mapError(EquipmentError.bmc))
            if hosts[index].phase != before { follow(UInt32(index), &kernel) }
        case .containerRuntime(let command):
            guard runtimes[index].takes(command, isHostRunning: hosts[index].isRunning),
                runtimes[index].starts == epoch
            else { return lose(operation) }
            if failsItem(effect) { return answer(operation, .success(.host(.exited(1)))) }
            runtimeCommandDue(operation, command, index, &kernel)
        case .kubernetesEngine(let command):
            if failsItem(effect) { return answer(operation, .success(.host(.exited(1)))) }
            engineCommandDue(operation, command, index, &kernel)
        case .compute(let command): computeDue(effect, command, &kernel)
        case .artifactMirror, .ironic, .galera, .rabbitMQ: break
        }
    }

    private mutating func feelClock(of host: UInt32, _ kernel: inout Kernel) {
        feel(&kernel) { if case .clockSkew(host, _) = $0 { true } else { false } }
    }

    /// What the BMC of a host sees of it, and so answers to who reads; nil when nothing answers.
    public func sight(host: Int) -> Result<BMCSight, BMCError>? {
        if let refusal = bmcs[host].refusal { return refusal == .unreachable ? nil : .failure(refusal) }
        return .success(bmcs[host].sight(of: hosts[host]))
    }

    /// The answer to a command that only reads, of a BMC that sees this.
    public func answer(
        _ command: BMCCommand, _ sight: BMCSight, host: Int, _ kernel: Kernel
    ) -> BMCReply {
        sight.answer(command, host: hosts[host].name, kernel)
    }

    /// How long a BMC takes for its answer number `occurrence`.
    public func bmcDuration(
        _ host: Int, _ occurrence: UInt64, of command: BMCCommand, _ kernel: Kernel
    ) -> SimDuration {
        let (node, hardwareClass) = (hosts[host].name, hosts[host].hardwareClass)
        let (own, common) = (command.timing, BMCCommand.commonTiming)
        let isOwn = own != common && kernel.timings.find(own, node: node, hardwareClass: hardwareClass) != nil
        return kernel.duration(
            isOwn ? own : common, node: node, hardwareClass: hardwareClass, occurrence: occurrence)
            * bmcs[host].slowness
    }

    private mutating func runtimeCommandDue(
        _ operation: OperationID, _ command: ContainerRuntimeCommand, _ index: Int, _ kernel: inout Kernel
    ) {
        switch command {
        case .readVersion:
            answer(operation, .success(.containerRuntime(.version(runtimes[index].version))))
        case .readFacts:
            answer(operation, .success(.containerRuntime(.facts(runtimeFacts(index)))))
        case .listContainers:
            answer(operation, .success(.containerRuntime(.containers(runtimeContainers(index)))))
        case .pull:
            if let refusal = hosts[index].writeRefusal {
                feelDisk(of: index, refused: true, &kernel)
                return answer(operation, .failure(.containerRuntime(refusal.ofRuntime)))
            }
            answer(operation, .success(.containerRuntime(.pulled)))
        case .upgrade(let version):
            guard version != runtimes[index].version else {
                return answer(operation, .success(.containerRuntime(.version(version))))
            }
            if let refusal = hosts[index].writeRefusal {
                feelDisk(of: index, refused: true, &kernel)
                return answer(operation, .failure(.containerRuntime(refusal.ofRuntime)))
            }
            runtimes[index].version = version
            runtimes[index].upgrade = operation
            stopContainers(UInt32(index), entering: .starting, &kernel)
        }
    }

    private mutating func engineCommandDue(
        _ operation: OperationID, _ command: KubernetesEngineCommand, _ index: Int, _ kernel: inout Kernel
    ) {
        let health = health(of: index)
        func fail(_ error: KubernetesEngineError) { answer(operation, .failure(.kubernetesEngine(error))) }
        if command.isRead { return answer(operation, read(command, index, health, kernel)) }
        let isFirst =
            if case .join(_, isManager: true, _) = command { !engines[index].hasManager } else { false }
        guard health.hasQuorum || isFirst else { return fail(.noQuorum(health)) }
        guard let name = node(of: command),
            let host = host(named: name, cluster: engines[index].cluster, kernel)
        else { return fail(.unknownNode) }
        switch command {
        case .join(_, let isManager, let version):
            guard isReachable(host.index) else { return fail(.nodeDown) }
            guard host.faults.hasUsableClock else {
                feelClock(of: host.index, &kernel)
                return fail(.clockSkew)
            }
            if engines[index].place(host: host.index) == nil {
                engines[index].add(EngineMember(host: host.index, isManager: isManager, version: version))
                changeMembership(host, index, version, .member(host.index, isMember: true), &kernel)
            }
            return answer(operation, .success(.kubernetesEngine(.joined(node: name))))
        case .remove:
            if engines[index].place(host: host.index) != nil {
                // Source: moby/swarmkit manager/state/raft (CanRemoveMember): a member stays whose removal
                // would cost the others their majority.
                let left = self.health(of: index, without: host.index)
                guard left.hasQuorum else { return fail(.noQuorum(left)) }
                engines[index].remove(host: host.index)
                changeMembership(host, index, "", .member(host.index, isMember: false), &kernel)
            }
            return answer(operation, .success(.kubernetesEngine(.removed(node: name))))
        case .readHealth, .readVersion, .listNodes, .setAvailability, .upgrade: break
        }
        guard let place = engines[index].place(host: host.index) else { return fail(.unknownNode) }
        let node = Subject(
            kind: EquipmentKind.kubernetesEngine.subjectKind, name: host.nameID, cluster: host.cluster)
        switch command {
        case .readHealth, .readVersion, .listNodes, .join, .remove: break
        case .setAvailability(_, let availability):
            engines[index].members[place].availability = availability
            let text = kernel.text(availability.rawValue)
            kernel.record(EquipmentEntry.availabilityChanged.kind, node, text)
            answer(operation, .success(.kubernetesEngine(.availability(node: name, availability))))
        case .upgrade(_, let version):
            upgrade(operation, index, place, host, version, health, &kernel)
        }
    }

    /// What an engine tells of itself: its health always, the rest where a majority of managers answers.
    private func read(
        _ command: KubernetesEngineCommand, _ index: Int, _ health: EngineHealth, _ kernel: Kernel
    ) -> Result<EquipmentReply, EquipmentError> {
        if command == .readHealth { return .success(.kubernetesEngine(.health(health))) }
        guard health.hasQuorum, let version = engineVersion(index) else {
            return .failure(.kubernetesEngine(.noQuorum(health)))
        }
        return .success(
            .kubernetesEngine(
                command == .readVersion ? .version(version) : .nodes(engineNodes(index, kernel))))
    }

    /// Upgrades a member; a manager's containers restart, and until then it does not serve.
    private mutating func upgrade(
        _ operation: OperationID, _ index: Int, _ place: Int, _ host: HostSimulator, _ version: String,
        _ health: EngineHealth, _ kernel: inout Kernel
    ) {
        func fail(_ error: KubernetesEngineError) { answer(operation, .failure(.kubernetesEngine(error))) }
        guard isReachable(host.index) else { return fail(.nodeDown) }
        guard host.faults.hasUsableClock else {
            feelClock(of: host.index, &kernel)
            return fail(.clockSkew)
        }
        guard engines[index].members[place].isManager else {
            return upgraded(operation, index, place, host, version, &kernel)
        }
        guard servesAsManager(host.index) else { return fail(.nodeDown) }
        let isServing = engines[index].members[place].isServing
        // Fewer than three managers never survive a loss: waiting would not help.
        guard health.survivesLoss || !isServing || health.managers < 3 else {
            return fail(.noQuorum(health))
        }
        if isServing, !health.survivesLoss {
            kernel.recordAsCause(
                EquipmentEntry.upgradeInterrupts.kind, engines[index].subject,
                value: Int64(health.managers))
        }
        engines[index].members[place].isServing = false
        reviewLinks([host.index], &kernel)
        let restart = kernel.duration(
            "mke.manager.restart", node: kernel.names[host.nodeName],
            occurrence: Kernel.occurrence(version))
        kernel.schedule(
            at: kernel.now + restart, code: PlantEvent.managerServes.rawValue, target: UInt32(index),
            operand: operation.number)
    }

    private mutating func changeMembership(
        _ host: HostSimulator, _ engine: Int, _ version: String, _ notice: EquipmentNotice,
        _ kernel: inout Kernel
    ) {
        let node = Subject(
            kind: EquipmentKind.kubernetesEngine.subjectKind, name: host.nameID, cluster: host.cluster)
        let word = version.isEmpty ? EquipmentEntry.engineLeft : .engineJoined
        kernel.recordAsCause(word.kind, node, kernel.text(version))
        reviewLinks(network.isQuiet ? [] : network.hosts(rack: nil), &kernel)
        reviewEtcd(&kernel)
        notices.append(.equipment(notice))
    }

    /// A manager's components serve again: with a quorum the upgrade of the node is complete, without one it
    /// makes no progress and is rolled back after 20 minutes.
    /// Source: MKE documentation, "Perform the upgrade" (automatic rollback).
    mutating func managerServes(_ operation: OperationID, attempt: UInt16, _ kernel: inout Kernel) {
        guard let (index, host, place, version) = openUpgrade(operation, kernel) else { return }
        guard servesAsManager(host.index) || attempt >= Self.servesAttempts else {
            kernel.schedule(
                at: kernel.now + .seconds(10), code: PlantEvent.managerServes.rawValue,
                target: UInt32(index), operand: operation.number, detail: attempt + 1)
            return
        }
        engines[index].members[place].isServing = true
        guard servesAsManager(host.index) else {
            return answer(operation, .failure(.kubernetesEngine(.nodeDown)))
        }
        reviewLinks([host.index], &kernel)
        if engines[index].hasQuorum {
            upgraded(operation, index, place, host, version, &kernel)
        } else {
            kernel.schedule(
                at: kernel.now + .minutes(20), code: PlantEvent.upgradeRollback.rawValue,
                target: UInt32(index), operand: operation.number)
        }
    }

    mutating func upgradeRollback(_ operation: OperationID, _ kernel: inout Kernel) {
        guard let (index, host, place, version) = openUpgrade(operation, kernel) else { return }
        if engines[index].hasQuorum {
            upgraded(operation, index, place, host, version, &kernel)
        } else {
            let health = health(of: index)
            answer(operation, .failure(.kubernetesEngine(.noQuorum(health))))
        }
    }

    private func openUpgrade(
        _ operation: OperationID, _ kernel: Kernel
    ) -> (index: Int, host: HostSimulator, place: Int, version: String)? {
        guard let effect = operations[operation.number],
            case .kubernetesEngine(.upgrade(let name, let version)) = effect.command
        else { return nil }
        let index = Int(effect.target.index)
        guard let host = host(named: name, cluster: engines[index].cluster, kernel),
            let place = engines[index].place(host: host.index)
        else { return nil }
        return (index, host, place, version)
    }

    private mutating func upgraded(
        _ operation: OperationID, _ index: Int, _ place: Int, _ host: HostSimulator, _ version: String,
        _ kernel: inout Kernel
    ) {
        engines[index].members[place].version = version
        let node = Subject(
            kind: EquipmentKind.kubernetesEngine.subjectKind, name: host.nameID, cluster: host.cluster)
        kernel.record(
            EquipmentEntry.engineUpgraded.kind, node,
            kernel.text(version))
        answer(operation, .success(.kubernetesEngine(.upgraded(node: host.name, version: version))))
    }

    private func node(of command: KubernetesEngineCommand) -> String? {
        switch command {
        case .upgrade(let node, _), .setAvailability(let node, _), .join(let node, _, _), .remove(let node):
            node
        case .readHealth, .readVersion, .listNodes: nil
        }
    }

    /// Looks at a manager that is down in the middle of its upgrade: 20 minutes at 10 s.
    private static let servesAttempts: UInt16 = 120

    func due(
        _ effect: Effect, after duration: SimDuration, epoch: UInt16 = 0, _ kernel: inout Kernel
    ) {
        kernel.schedule(
            at: kernel.now + duration, code: PlantEvent.commandDue.rawValue,
            target: UInt32(effect.target.index), operand: effect.operation.number, detail: epoch)
    }
}
