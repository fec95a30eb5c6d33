import HardwareInterfaces
public import Simulation

extension Plant {
    /// Lets a fault begin.
    public mutating func begin(_ fault: HardwareFault, _ kernel: inout Kernel) {
        journal(fault, EquipmentEntry.faultBegan, &kernel)
        switch fault {
        case .powerLoss(let host):
            guard hosts[Int(host)].phase != .off else { return }
            hosts[Int(host)].enter(.off, &kernel)
            follow(host, &kernel)
        case .hang(let host):
            guard hosts[Int(host)].phase != .off, hosts[Int(host)].phase != .hung else { return }
            hosts[Int(host)].enter(.hung, &kernel)
            follow(host, &kernel)
        case .slowBoot(let host, let extra):
            hosts[Int(host)].faults.extraPost += extra
        case .bootHang(let host):
            hosts[Int(host)].faults.hangsAtBoot = true
        case .itemFails(let host, let item, let times):
            hosts[Int(host)].faults.failingItem = item
            hosts[Int(host)].faults.failures = times
        case .runtimeHang(let host):
            guard areContainersRunning(host) else { return }
            stopContainers(host, entering: .hung, &kernel)
        case .bmcUnreachable(let host):
            bmcs[Int(host)].isReachable = false
        case .bmcUnauthorized(let host):
            bmcs[Int(host)].acceptsCredentials = false
        case .originDown(let origin):
            mirror.down.insert(origin)
            for operation in mirror.interrupt(origin, &kernel) {
                answer(operation, .failure(.artifactMirror(.unavailable(origin))))
            }
        case .originCorrupt(let origin):
            mirror.corrupt.insert(origin)
        }
    }

    /// Lets a fault end: what it took is given back, and nothing else.
    public mutating func end(_ fault: HardwareFault, _ kernel: inout Kernel) {
        journal(fault, EquipmentEntry.faultEnded, &kernel)
        switch fault {
        case .powerLoss(let host):
            // Power is back; the server's firmware is set to restore the last power state.
            guard hosts[Int(host)].phase == .off else { return }
            hosts[Int(host)].enter(.posting, &kernel)
        case .hang(let host):
            guard hosts[Int(host)].phase == .hung else { return }
            hosts[Int(host)].enter(.posting, &kernel)
        case .slowBoot(let host, let extra):
            hosts[Int(host)].faults.extraPost = hosts[Int(host)].faults.extraPost - extra
        case .bootHang(let host):
            hosts[Int(host)].faults.hangsAtBoot = false
            if hosts[Int(host)].phase == .hung { hosts[Int(host)].enter(.posting, &kernel) }
        case .itemFails(let host, _, _):
            hosts[Int(host)].faults.failingItem = ""
            hosts[Int(host)].faults.failures = 0
        case .runtimeHang(let host):
            if runtimes[Int(host)].phase == .hung { startContainers(host, &kernel) }
        case .bmcUnreachable(let host):
            bmcs[Int(host)].isReachable = true
        case .bmcUnauthorized(let host):
            bmcs[Int(host)].acceptsCredentials = true
        case .originDown(let origin):
            mirror.down.remove(origin)
        case .originCorrupt(let origin):
            mirror.corrupt.remove(origin)
        }
    }

    private func journal(_ fault: HardwareFault, _ word: EquipmentEntry, _ kernel: inout Kernel) {
        let (subject, name) = describe(fault)
        let text = Subject(kind: SubjectKind(rawValue: 0), name: kernel.names.intern(name))
        kernel.recordAsCause(word.kind, subject, text)
    }

    private func describe(_ fault: HardwareFault) -> (Subject, String) {
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
        case .itemFails(let host, let item, let times): (subject(.host, host), "\(item) fails \(times) times")
        case .runtimeHang(let host): (subject(.containerRuntime, host), "container runtime hangs")
        case .bmcUnreachable(let host): (subject(.bmc, host), "BMC unreachable")
        case .bmcUnauthorized(let host): (subject(.bmc, host), "BMC refuses credentials")
        case .originDown(let origin): (mirrorSubject, "origin of \(origin.rawValue) down")
        case .originCorrupt(let origin): (mirrorSubject, "\(origin.rawValue) corrupt")
        }
    }
}
