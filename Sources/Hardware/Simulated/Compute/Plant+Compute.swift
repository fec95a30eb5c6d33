import HardwareInterfaces
public import Simulation

/// What Nova, Neutron and Masakari answer, and how instances and services follow their hosts.
extension Plant {
    /// Carries out a command whose time has come.
    mutating func computeDue(_ effect: Effect, _ command: ComputeCommand, _ kernel: inout Kernel) {
        let operation = effect.operation
        guard compute != nil else { return answer(operation, .failure(.compute(.noEndpoint))) }
        if endsHeldCall(operation) { return answer(operation, .failure(.compute(.noMessages))) }
        if holdsCall(effect, command, &kernel) { return }
        let result = finish(command, &kernel)
        answer(operation, result.map(EquipmentReply.compute).mapError(EquipmentError.compute))
    }

    private mutating func finish(
        _ command: ComputeCommand, _ kernel: inout Kernel
    ) -> Result<ComputeReply, ComputeError> {
        switch command {
        case .listServers(let host): return on(host, kernel).map { .servers(servers(on: $0, kernel)) }
        case .readService(let host): return on(host, kernel).map { .service(service(of: $0, kernel)) }
        case .readAgents(let host): return on(host, kernel).map { agents(of: $0, kernel) }
        case .disableService(let host, let reason):
            return on(host, kernel).map { place in
                disable(place, reason, &kernel)
                return .accepted
            }
        case .enableService(let host):
            return on(host, kernel).map { place in
                enable(place, &kernel)
                return .accepted
            }
        case .removeHost(let host):
            return on(host, kernel).flatMap { place in
                guard compute?.hypervisors[Int(place)].count == 0 else { return .failure(.inUse) }
                compute?.hypervisors[Int(place)].isRemoved = true
                compute?.hypervisors[Int(place)].isEnabled = false
                return .success(.accepted)
            }
        case .liveMigrate(let server): return find(server).flatMap { beginMigration($0, &kernel) }
        case .notifyHostFailure(let host):
            return on(host, kernel).flatMap { beginRecovery($0, &kernel) }
        }
    }

    /// The hypervisor of a node.
    private func on(_ host: String, _ kernel: Kernel) -> Result<Int32, ComputeError> {
        guard let place = kernel.names.find(host).flatMap({ compute?.place(of: $0) }),
            compute?.hypervisors[Int(place)].isRemoved == false
        else { return .failure(.unknownHost) }
        return .success(place)
    }

    private func find(_ server: ServerID) -> Result<UInt32, ComputeError> {
        Int(server.number) < compute?.instances.count ?? 0
            ? .success(server.number) : .failure(.unknownServer)
    }

    private func servers(on place: Int32, _ kernel: Kernel) -> [ComputeServer] {
        guard let compute else { return [] }
        // In the order of their numbers: the list's own order tells how they came there.
        return compute.servers(on: place).sorted().map { number in
            let instance = compute.instances[Int(number)]
            return ComputeServer(
                id: ServerID(number: number), name: kernel.names[instance.name], status: instance.status,
                isRunning: instance.isRunning, actions: instance.marks.actions)
        }
    }

    private func service(of place: Int32, _ kernel: Kernel) -> ComputeService {
        guard let own = compute?.hypervisors[Int(place)] else {
            preconditionFailure("no hypervisor \(place)")
        }
        let zone = own.zone > 0 ? compute?.zones[Int(own.zone) - 1] ?? .empty : .empty
        return ComputeService(
            isEnabled: own.isEnabled, disabledReason: kernel.names[own.disabledReason],
            isUp: isServiceUp(place, kernel), zone: kernel.names[zone])
    }

    /// The agents of a host: that of the switch stands for all, which start and stop together.
    private func agents(of place: Int32, _ kernel: Kernel) -> ComputeReply {
        guard let compute else { return .agents(alive: 0, dead: 0) }
        let own = compute.hypervisors[Int(place)]
        let start = kernel.duration(
            "neutron.agent.start", node: kernel.names[own.name], occurrence: UInt64(own.epoch))
        let isAlive =
            own.hasReported(within: compute.agentDownTime, at: kernel.now, start: start)
            && Self.hasReportArrived(
                from: own.host, within: compute.agentDownTime, outage: outage(of: Self.neutronClient), kernel)
        return .agents(alive: isAlive ? 1 : 0, dead: isAlive ? 0 : 1)
    }

    /// Whether the service of a hypervisor counts as up.
    public func isServiceUp(_ place: Int32, _ kernel: Kernel) -> Bool {
        compute?.hypervisors[Int(place)].isServiceUp(outage: outage(of: Self.novaClient), kernel) ?? false
    }

    /// How long nova-compute needs until it reports, once the containers of its host run.
    func serviceStart(_ place: Int32, _ kernel: Kernel) -> SimDuration {
        compute?.hypervisors[Int(place)].serviceStart(kernel) ?? .zero
    }

    /// Keeps new instances off a hypervisor, unless it is disabled already: then the first reason stays.
    mutating func disable(_ place: Int32, _ reason: String, _ kernel: inout Kernel) {
        guard compute?.hypervisors[Int(place)].isEnabled ?? false, let subject = compute?.service(place)
        else {
            return
        }
        compute?.hypervisors[Int(place)].isEnabled = false
        compute?.hypervisors[Int(place)].disabledReason = kernel.names.intern(reason)
        kernel.record(
            ComputeEntry.serviceDisabled.kind, subject, value: Int64(kernel.names.intern(reason).number))
    }

    private mutating func enable(_ place: Int32, _ kernel: inout Kernel) {
        guard let own = compute?.hypervisors[Int(place)], !own.isEnabled,
            let subject = compute?.service(place)
        else { return }
        compute?.hypervisors[Int(place)].isEnabled = true
        compute?.hypervisors[Int(place)].disabledReason = .empty
        kernel.record(ComputeEntry.serviceEnabled.kind, subject)
    }

    /// What happened at a host becomes so for its services and instances.
    public mutating func computeFollows(_ notice: PlantNotice, _ kernel: inout Kernel) {
        guard compute != nil else { return }
        switch notice {
        case .equipment(.host(let host, let isRunning)):
            guard let place = compute?.place(host: host) else { return }
            if !isRunning { hostWentDown(place, &kernel) }
            noteReports(place, host, &kernel)
        case .equipment(.containers(let host, _)), .equipment(.network(let host, _)):
            guard let place = compute?.place(host: host) else { return }
            noteReports(place, host, &kernel)
        case .equipment, .etcdSync, .quorum, .power, .answer: break
        }
    }

    /// Whether the services of a host report may have changed.
    private mutating func noteReports(_ place: Int32, _ host: UInt32, _ kernel: inout Kernel) {
        guard let own = compute?.hypervisors[Int(place)] else { return }
        let isReporting = isReachable(host)
        guard isReporting != own.isReporting else { return }
        if isReporting {
            compute?.hypervisors[Int(place)].isReporting = true
            compute?.hypervisors[Int(place)].startedAt = kernel.now
            compute?.hypervisors[Int(place)].epoch &+= 1
            resume(place, &kernel)
        } else {
            let hasStarted = kernel.now >= own.startedAt + serviceStart(place, kernel)
            compute?.hypervisors[Int(place)].isReporting = false
            if hasStarted {
                compute?.hypervisors[Int(place)].lastReport = Self.lastReport(
                    from: host, at: kernel.now, kernel)
            }
        }
    }

    /// The instances of a host go down with it, and what moves to or from it stays.
    private mutating func hostWentDown(_ place: Int32, _ kernel: inout Kernel) {
        guard let compute else { return }
        self.compute?.hypervisors[Int(place)].epoch &+= 1
        for slot in compute.migrations.indices {
            guard let move = compute.migrations[slot], move.source == place || move.destination == place
            else {
                continue
            }
            failMigration(slot, "a host of the move went down", &kernel)
        }
        let host = kernel.names[compute.hypervisors[Int(place)].name]
        for number in compute.servers(on: place).sorted() where compute.instances[Int(number)].isRunning {
            self.compute?.instances[Int(number)].isRunning = false
            self.compute?.instances[Int(number)].downSince = kernel.now
            kernel.record(ComputeEntry.instanceDown.kind, compute.subject(number), kernel.text(host))
        }
    }

    /// nova-compute starts what ran when its host went down, one after the other.
    /// Source: openstack-helm nova/values.yaml (resume_guests_state_on_host_boot true); nova
    /// nova/compute/manager.py (init_host).
    private mutating func resume(_ place: Int32, _ kernel: inout Kernel) {
        guard let compute, compute.servers(on: place).contains(where: { compute.instances[Int($0)].isDown })
        else { return }
        kernel.schedule(
            at: kernel.now + serviceStart(place, kernel), code: PlantEvent.instanceResumes.rawValue,
            target: UInt32(place), detail: compute.hypervisors[Int(place)].epoch)
    }

    /// The next instance of a hypervisor is started again.
    mutating func instanceResumes(_ place: Int32, epoch: UInt16, _ kernel: inout Kernel) {
        guard let compute, compute.hypervisors[Int(place)].epoch == epoch else { return }
        let down = compute.servers(on: place).sorted().filter { compute.instances[Int($0)].isDown }
        guard let next = down.first else { return }
        comesUp(next, &kernel)
        guard down.count > 1 else { return }
        let length = kernel.duration(
            "nova.instance.resume", node: kernel.names[compute.hypervisors[Int(place)].name],
            occurrence: UInt64(down[1]))
        kernel.schedule(
            at: kernel.now + length, code: PlantEvent.instanceResumes.rawValue, target: UInt32(place),
            detail: epoch)
    }

    /// An instance runs again where it is now.
    mutating func comesUp(_ number: UInt32, _ kernel: inout Kernel) {
        guard let compute, compute.instances[Int(number)].isDown else { return }
        let instance = compute.instances[Int(number)]
        self.compute?.instances[Int(number)].isRunning = true
        self.compute?.instances[Int(number)].downSince = .never
        let host = kernel.names[compute.hypervisors[Int(instance.hypervisor)].name]
        kernel.record(
            ComputeEntry.instanceUp.kind, compute.subject(number), kernel.text(host),
            value: (kernel.now - instance.downSince).nanoseconds)
    }
}

extension Instance {
    /// Whether it went down with its host, and has not come up again.
    public var isDown: Bool { downSince != .never }
}
