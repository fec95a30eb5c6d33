import HardwareInterfaces
public import Simulation

extension Plant {
    /// Lets a fault begin.
    public mutating func begin(_ fault: HardwareFault, _ kernel: inout Kernel) {
        journal(fault, EquipmentEntry.faultBegan, &kernel)
        switch fault {
        case .powerLoss(let host):
            losePower(host, &kernel)
        case .hang(let host):
            hosts[Int(host)].faults.hangs += 1
            guard HostPhase.table.allows(hosts[Int(host)].phase, .hung) else { return }
            hosts[Int(host)].enter(.hung, &kernel)
            follow(host, &kernel)
        case .slowBoot(let host, let extra):
            hosts[Int(host)].faults.extraPost += extra
        case .bootHang(let host):
            hosts[Int(host)].faults.bootHangs += 1
        case .itemFails(let host, let item, let times):
            hosts[Int(host)].faults.failingItems.append(FailingItem(item: item, times: times))
        case .runtimeHang(let host):
            hosts[Int(host)].faults.runtimeHangs += 1
            guard areContainersRunning(host) else { return }
            stopContainers(host, entering: .hung, &kernel)
        case .bmcUnreachable(let host):
            bmcs[Int(host)].cuts += 1
            noteToldPower(host)
        case .bmcUnauthorized(let host):
            bmcs[Int(host)].refusals += 1
            noteToldPower(host)
        case .bmcSlow(let host, let factor): bmcs[Int(host)].slow.change(factor, begins: true)
        case .powerStuck(let host): bmcs[Int(host)].stuckPower += 1
        case .bmcLies(let host):
            bmcs[Int(host)].lies += 1
            noteToldPower(host)
        case .netbootFails(let host): hosts[Int(host)].faults.netbootFailures += 1
        case .wrongBootDevice(let host): hosts[Int(host)].faults.wrongBootDevices += 1
        case .panic(let host):
            guard hosts[Int(host)].panic(&kernel) else { return }
            follow(host, &kernel)
        case .kubeletStopped, .agentStopped, .slowPulls, .managerLost, .originSlow:
            beginSoftware(fault, &kernel)
        case .memberKilled, .memberPaused, .dataLost: beginGalera(fault, &kernel)
        case .brokerKilled, .brokerAlarm: beginRabbitMQ(fault, &kernel)
        case .network(let fault): change(fault, begins: true, &kernel)
        case .disk(let host, let disk, let fault): begin(fault, host: host, disk: disk, &kernel)
        case .bootLoop(let host, let after):
            hosts[Int(host)].faults.bootLoops.append(after)
            hosts[Int(host)].scheduleBootLoop(&kernel)
        case .clockSkew(let host, let offset): moveClock(host, by: offset)
        case .ironicDown: ironicOutages += 1
        case .originDown(let origin):
            mirror.down.append(origin)
            for operation in mirror.interrupt(origin, &kernel) {
                feel(&kernel) { $0 == fault }
                answer(operation, .failure(.artifactMirror(.unavailable(origin))))
            }
        case .originCorrupt(let origin):
            mirror.corrupt.append(origin)
        }
    }

    /// Lets a fault end: what it took is given back, and nothing else.
    public mutating func end(_ fault: HardwareFault, _ kernel: inout Kernel) {
        journal(fault, EquipmentEntry.faultEnded, &kernel)
        switch fault {
        case .powerLoss(let host):
            regainPower(host)
        case .hang(let host):
            hosts[Int(host)].faults.hangs -= 1
            endHang(host, &kernel)
        case .slowBoot(let host, let extra):
            hosts[Int(host)].faults.extraPost = hosts[Int(host)].faults.extraPost - extra
        case .bootHang(let host):
            hosts[Int(host)].faults.bootHangs -= 1
            endHang(host, &kernel)
        case .itemFails(let host, let item, let times):
            let items = hosts[Int(host)].faults.failingItems
            if let index = items.firstIndex(where: { $0.item == item && $0.times == times }) {
                hosts[Int(host)].faults.failingItems.remove(at: index)
            }
        case .runtimeHang(let host):
            hosts[Int(host)].faults.runtimeHangs -= 1
            guard hosts[Int(host)].faults.runtimeHangs == 0, runtimes[Int(host)].phase == .hung else {
                return
            }
            startContainers(host, &kernel)
        case .bmcUnreachable(let host):
            bmcs[Int(host)].cuts -= 1
            noteToldPower(host)
        case .bmcUnauthorized(let host):
            bmcs[Int(host)].refusals -= 1
            noteToldPower(host)
        case .bmcSlow(let host, let factor): bmcs[Int(host)].slow.change(factor, begins: false)
        case .powerStuck(let host): bmcs[Int(host)].stuckPower -= 1
        case .bmcLies(let host):
            bmcs[Int(host)].lies -= 1
            noteToldPower(host)
        case .netbootFails(let host): hosts[Int(host)].faults.netbootFailures -= 1
        case .wrongBootDevice(let host): hosts[Int(host)].faults.wrongBootDevices -= 1
        case .panic: break
        case .kubeletStopped, .agentStopped, .slowPulls, .managerLost, .originSlow:
            endSoftware(fault, &kernel)
        case .memberKilled, .memberPaused, .dataLost: endGalera(fault, &kernel)
        case .brokerKilled, .brokerAlarm: endRabbitMQ(fault, &kernel)
        case .network(let fault): change(fault, begins: false, &kernel)
        case .disk(let host, let disk, let fault): end(fault, host: host, disk: disk, &kernel)
        case .bootLoop(let host, let after):
            if let index = hosts[Int(host)].faults.bootLoops.firstIndex(of: after) {
                hosts[Int(host)].faults.bootLoops.remove(at: index)
            }
        case .clockSkew(let host, let offset): moveClock(host, by: .zero - offset)
        case .ironicDown: ironicOutages -= 1
        case .originDown(let origin):
            if let index = mirror.down.firstIndex(of: origin) { mirror.down.remove(at: index) }
        case .originCorrupt(let origin):
            if let index = mirror.corrupt.firstIndex(of: origin) { mirror.corrupt.remove(at: index) }
        }
    }

    /// A host and its BMC lose power.
    mutating func losePower(_ host: UInt32, _ kernel: inout Kernel) {
        bmcs[Int(host)].outages += 1
        guard hosts[Int(host)].phase != .off else { return noteToldPower(host) }
        hosts[Int(host)].enter(.off, &kernel)
        follow(host, &kernel)
    }

    /// Power is back, and the server stays off until it is switched on: its next poll finds it.
    mutating func regainPower(_ host: UInt32) {
        bmcs[Int(host)].outages -= 1
        noteToldPower(host)
    }

    /// The kernel of a host panics after its boot, unless it has left that boot or the fault is over.
    mutating func bootLoopDue(_ host: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        let isOn = !hosts[Int(host)].faults.bootLoops.isEmpty
        guard isOn, hosts[Int(host)].epoch == epoch, hosts[Int(host)].panic(&kernel) else { return }
        feel(&kernel) { if case .bootLoop(host, _) = $0 { true } else { false } }
        follow(host, &kernel)
    }

    private mutating func moveClock(_ host: UInt32, by offset: SimDuration) {
        hosts[Int(host)].faults.clockOffset += offset
        notices.append(.equipment(.clock(host, offset: hosts[Int(host)].faults.clockOffset)))
    }

    /// Resets a hung host, once no fault holds it any more.
    mutating func endHang(_ host: UInt32, _ kernel: inout Kernel) {
        let faults = hosts[Int(host)].faults
        guard faults.hangs == 0, faults.bootHangs == 0, hosts[Int(host)].phase == .hung,
            !hosts[Int(host)].isRootDiskDead
        else { return }
        hosts[Int(host)].enter(.posting, &kernel)
    }

    private func journal(_ fault: HardwareFault, _ word: EquipmentEntry, _ kernel: inout Kernel) {
        let (subject, name) = describe(fault, &kernel)
        let text = kernel.text(name)
        kernel.recordAsCause(word.kind, subject, text)
    }

    /// What the journal speaks of when it speaks of a fault.
    func subject(of fault: HardwareFault, _ kernel: inout Kernel) -> Subject { describe(fault, &kernel).0 }

    private func describe(_ fault: HardwareFault, _ kernel: inout Kernel) -> (Subject, String) {
        func subject(_ kind: EquipmentKind, _ host: UInt32) -> Subject {
            Subject(
                kind: kind.subjectKind, name: hosts[Int(host)].nameID, cluster: hosts[Int(host)].cluster)
        }
        let mirrorSubject = Subject(kind: EquipmentKind.artifactMirror.subjectKind, name: mirror.nameID)
        return switch fault {
        case .powerLoss(let host): (subject(.host, host), "power loss")
        case .hang(let host): (subject(.host, host), "operating system hangs")
        case .slowBoot(let host, let extra): (subject(.host, host), "boot takes \(extra) longer")
        case .bootHang(let host): (subject(.host, host), "boot hangs")
        case .itemFails(let host, let item, .max): (subject(.host, host), "\(item) fails")
        case .itemFails(let host, let item, let times): (subject(.host, host), "\(item) fails \(times) times")
        case .runtimeHang(let host): (subject(.containerRuntime, host), "container runtime hangs")
        case .bmcUnreachable(let host): (subject(.bmc, host), "BMC unreachable")
        case .bmcUnauthorized(let host): (subject(.bmc, host), "BMC refuses credentials")
        case .bmcSlow(let host, let factor): (subject(.bmc, host), "BMC \(factor) times slower")
        case .powerStuck(let host): (subject(.bmc, host), "power stuck")
        case .bmcLies(let host): (subject(.bmc, host), "BMC tells the wrong power")
        case .netbootFails(let host): (subject(.host, host), "network boot fails")
        case .wrongBootDevice(let host): (subject(.host, host), "boots from the wrong device")
        case .panic(let host): (subject(.host, host), "kernel panic")
        case .kubeletStopped(let host): (subject(.host, host), "kubelet stopped")
        case .agentStopped(let host): (subject(.host, host), "LCM agent stopped")
        case .slowPulls(let host, let factor):
            (subject(.containerRuntime, host), "pulls \(factor) times slower")
        case .managerLost(let host): (subject(.host, host), "containers of the manager dead")
        case .originSlow(let origin, let factor):
            (mirrorSubject, "origin of \(origin.rawValue) \(factor) times slower")
        case .memberKilled(let host): (subject(.host, host), "database killed")
        case .memberPaused(let host): (subject(.host, host), "database held")
        case .dataLost(let host): (subject(.host, host), "data of the database lost")
        case .brokerKilled(let host, let broker):
            (subject(.host, host), "\(Self.called(broker)) killed")
        case .brokerAlarm(let host, let broker, let alarm):
            (subject(.host, host), "\(alarm.rawValue) alarm of \(Self.called(broker))")
        case .network(let fault): describe(fault, &kernel)
        case .disk(let host, let disk, let fault):
            (part(.disk, host, disk, &kernel), "disk \(fault.words)")
        case .bootLoop(let host, let after):
            (subject(.host, host), "kernel panics \(after) after each boot")
        case .clockSkew(let host, let offset): (subject(.host, host), "clock ahead by \(offset)")
        case .ironicDown: (Subject(kind: EquipmentKind.ironic.subjectKind, name: .empty), "Ironic down")
        case .originDown(let origin): (mirrorSubject, "origin of \(origin.rawValue) down")
        case .originCorrupt(let origin): (mirrorSubject, "\(origin.rawValue) corrupt")
        }
    }
}
