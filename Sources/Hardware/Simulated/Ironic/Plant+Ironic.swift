import HardwareInterfaces
import Simulation

/// Ironic: it boots an agent ramdisk on servers by way of their BMCs, and lets it inspect, clean and write
/// images.
extension Plant {
    /// How long a ramdisk may take until it calls back. Source: openstack/ironic ironic/conf/conductor.py
    /// (deploy, clean and inspect callback time-outs, 1800 s each).
    static let callbackTimeout = SimDuration.seconds(1800)
    /// How long the power may take to change. Source: as above, power_state_change_timeout.
    static let powerTimeout = SimDuration.seconds(60)
    /// How long Ironic waits for a BMC to answer, and how long until it tries again.
    /// Source: openstack/ironic ironic/conf/redfish.py (connection time-out, connection_retry_interval).
    static let contactTimeout = SimDuration.seconds(30)
    static let contactInterval = SimDuration.seconds(4)
    /// How often Ironic tries to reach a BMC. Source: as above, connection_attempts.
    static let contactAttempts = 5

    /// Begins to carry out a command. One that is under way already goes on for the new asker; one whose
    /// result is there is answered at once.
    mutating func begin(
        _ command: IronicCommand, _ operation: OperationID, _ host: UInt32, _ kernel: inout Kernel
    ) {
        let place = Int(host)
        func fail(_ error: IronicError) { answer(operation, .failure(.ironic(error))) }
        guard ironicOutages == 0 else { return fail(.unavailable) }
        if let task = ironic[place].task {
            if task.command == command {
                lose(task.operation)
                ironic[place].task?.operation = operation
                return
            }
            guard command.aborts, task.steps.first == .ramdisk else { return fail(.locked) }
            abort(task, host, &kernel)
        }
        let state = ironic[place].state
        if isDone(command, place) {
            return answer(operation, .success(.ironic(state.map { .state($0) } ?? .deleted)))
        }
        guard command.mayBegin(from: state) else {
            return fail(state.map { .wrongState($0) } ?? .unknownNode)
        }
        if state == nil { ironic[place].state = .enroll }
        let steps = ironic[place].real == nil ? command.steps : command.stepsByBMC
        ironic[place].task = IronicTask(operation: operation, command: command, steps: steps)
        beginStep(host, &kernel)
    }

    /// Whether a command has nothing left to do.
    private func isDone(_ command: IronicCommand, _ place: Int) -> Bool {
        switch command {
        case .prepare: ironic[place].state == .available
        case .adopt: ironic[place].state == .active
        case .deploy(let image): ironic[place].state == .active && ironic[place].image == image
        case .undeploy: ironic[place].state == .available
        case .manage: ironic[place].state == .manageable
        case .delete: ironic[place].state == nil
        case .register, .inspect, .readPower, .setPower, .reboot: false
        }
    }

    /// Ends what waits for the ramdisk: the node is as if it had failed.
    private mutating func abort(_ task: IronicTask, _ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        answer(task.operation, .failure(.ironic(.aborted)))
        ironic[place].task = nil
        ironic[place].epoch &+= 1
        if let state = task.command.stateAfterFailure(at: ironic[place].state) { enter(state, host, &kernel) }
    }

    mutating func beginStep(_ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        guard let task = ironic[place].task else { return }
        ironic[place].epoch &+= 1
        guard let step = task.steps.first else { return complete(task, host, &kernel) }
        if let state = task.command.state(during: step, from: ironic[place].state) {
            enter(state, host, &kernel)
        }
        if ironic[place].real != nil, let command = step.command { return askOutside(command, host, &kernel) }
        switch step {
        case .contact, .power, .ask:
            ironic[place].contacts += 1
            due(
                host,
                after: bmcDuration(
                    place, ironic[place].contacts, of: step.command ?? .readPower, kernel), &kernel)
        case .ramdisk:
            bmcs[place].boot = BootOverride(.pxe, .once)
            due(host, after: Self.callbackTimeout, &kernel)
            switchPower(.on, host, &kernel)
        case .work(let timing):
            let name = hosts[place].name
            let duration = kernel.duration(
                timing, node: name, hardwareClass: hosts[place].hardwareClass,
                occurrence: ironic[place].contacts)
            due(host, after: duration, &kernel)
        case .disk:
            switchPower(.off, host, &kernel)
            bmcs[place].boot = .none
            switchPower(.on, host, &kernel)
            nextStep(host, &kernel)
        case .giveUp: due(host, after: .zero, &kernel)
        }
    }

    mutating func nextStep(_ host: UInt32, _ kernel: inout Kernel) {
        ironic[Int(host)].task?.steps.removeFirst()
        ironic[Int(host)].task?.attempts = 0
        beginStep(host, &kernel)
    }

    /// The agent ramdisk of a host calls back.
    mutating func ironicAgentStarted(_ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        guard hosts[place].phase == .ramdisk, ironic[place].task?.steps.first == .ramdisk else { return }
        ironic[place].task?.ramdisk = hosts[place].epoch
        nextStep(host, &kernel)
    }

    /// The time of a step is over: it is done, or it was waited for in vain.
    mutating func ironicStepDue(_ host: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        let place = Int(host)
        guard ironic[place].epoch == epoch, let task = ironic[place].task, let step = task.steps.first else {
            return
        }
        if ironic[place].real != nil, step.command != nil { return outsideDue(host, &kernel) }
        switch step {
        case .contact, .power, .ask:
            switch bmcs[place].refusal {
            case .unreachable?: return contactInVain(host, task.attempts + 1, &kernel)
            case let error?: return fail(.bmc(error), host, &kernel)
            case nil: break
            }
            if case .power(let power) = step {
                switchPower(power, host, &kernel)
                guard bmcs[place].power(of: hosts[place]) == power else {
                    return giveUp(.powerStuck, host, after: Self.powerTimeout, &kernel)
                }
            }
            nextStep(host, &kernel)
        case .ramdisk: fail(.noCallback(ironic[place].state ?? .enroll), host, &kernel)
        case .work:
            guard hosts[place].phase == .ramdisk, hosts[place].epoch == task.ramdisk,
                hosts[place].links.contains(.ironic)
            else {
                let error = IronicError.noCallback(ironic[place].state ?? .enroll)
                return giveUp(error, host, after: Self.callbackTimeout, &kernel)
            }
            if let disk = target(of: task.command, place), hosts[place].isDead(disk: disk) {
                return fail(.diskFailed, host, &kernel)
            }
            finishWork(task.command, host, &kernel)
            nextStep(host, &kernel)
        case .giveUp(let error): fail(error, host, &kernel)
        case .disk: break
        }
    }

    /// The BMC was asked in vain so many times: it is asked again a while later, until Ironic gives up.
    private mutating func contactInVain(_ host: UInt32, _ attempts: Int, _ kernel: inout Kernel) {
        guard attempts < Self.contactAttempts else {
            return giveUp(.bmc(.unreachable), host, after: Self.contactTimeout, &kernel)
        }
        ironic[Int(host)].task?.attempts = attempts
        due(host, after: Self.contactTimeout + Self.contactInterval, &kernel)
    }

    /// The disk that the agent writes to; nil when it writes to none.
    private func target(of command: IronicCommand, _ place: Int) -> String? {
        if case .deploy(let image) = command { return hosts[place].target(of: image) }
        return command.writesDisk ? hosts[place].rootDisk : nil
    }

    mutating func finishWork(
        _ command: IronicCommand, _ host: UInt32, _ kernel: inout Kernel
    ) {
        let place = Int(host)
        switch command {
        case .deploy(let image):
            hosts[place].rootDevice = hosts[place].target(of: image)
            hosts[place].install(image)
            reviewEtcd(&kernel)
            runtimes[place].wipe()
            ironic[place].image = image
            bind(host, to: image, &kernel)
        case .prepare, .undeploy:
            hosts[place].wipe()
            runtimes[place].wipe()
            ironic[place].image = nil
            bind(host, to: nil, &kernel)
        case .register, .inspect, .manage, .adopt, .readPower, .setPower, .reboot, .delete: break
        }
    }

    private mutating func complete(_ task: IronicTask, _ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        ironic[place].task = nil
        var state = task.command.stateAfter
        // New credentials of a node that is in use leave it where it is.
        if case .register = task.command, ironic[place].state != .verifying { state = nil }
        if let state { enter(state, host, &kernel) }
        let reply: IronicReply
        switch task.command {
        case .delete:
            ironic[place].state = nil
            reply = .deleted
        case .inspect:
            let found = ironic[place].real.map(\.found) ?? hosts[place].hardware
            reply = found.map { .inspected($0) } ?? .state(.manageable)
        case .readPower, .setPower, .reboot:
            reply = .power(ironic[place].real?.told ?? bmcs[place].power(of: hosts[place]))
        case .register, .manage, .prepare, .adopt, .deploy, .undeploy:
            reply = .state(ironic[place].state ?? .enroll)
        }
        answer(task.operation, .success(.ironic(reply)))
    }

    mutating func fail(_ error: IronicError, _ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        guard let task = ironic[place].task else { return }
        ironic[place].task = nil
        var state = task.command.stateAfterFailure(at: ironic[place].state)
        if case .register = task.command, ironic[place].state != .verifying { state = nil }
        if let state { enter(state, host, &kernel) }
        answer(task.operation, .failure(.ironic(error)))
    }

    /// Lets the time pass in which an answer is waited for, then fails.
    private mutating func giveUp(
        _ error: IronicError, _ host: UInt32, after duration: SimDuration, _ kernel: inout Kernel
    ) {
        ironic[Int(host)].epoch &+= 1
        ironic[Int(host)].task?.steps = [.giveUp(error)]
        due(host, after: duration, &kernel)
    }

    private mutating func switchPower(_ power: PowerState, _ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        let before = hosts[place].phase
        guard bmcs[place].refusal == nil else { return }
        bmcs[place].setPower(power, of: &hosts[place], &kernel)
        if hosts[place].phase != before { follow(host, &kernel) }
    }

    private mutating func enter(_ state: IronicNodeState, _ host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        guard ironic[place].state != state else { return }
        ironic[place].state = state
        let node = Subject(
            kind: EquipmentKind.ironic.subjectKind, name: hosts[place].nameID, cluster: hosts[place].cluster)
        kernel.recordAsCause(EquipmentEntry.phaseEntered.kind, node, kernel.text(state.rawValue))
    }

    func due(_ host: UInt32, after duration: SimDuration, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + duration, code: PlantEvent.ironicStep.rawValue, target: host,
            detail: ironic[Int(host)].epoch)
    }
}
