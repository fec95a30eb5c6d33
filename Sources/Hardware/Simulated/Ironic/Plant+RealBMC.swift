public import HardwareInterfaces
public import Simulation

/// BMCs that no simulator stands for. What Ironic and others ask of them departs; answers arrive in any
/// order, late, twice or never. The server behind stays simulated, and follows the power that its BMC tells.
extension Plant {
    /// How long the answer to a command is waited for: longer for a switch of the power, which is reported
    /// when it is done, and for an image, which a BMC may fetch at once.
    ///
    /// Source: openstack/sushy sushy/connector.py (60 s); openstack/ironic ironic/conf/conductor.py
    /// (power_state_change_timeout, 60 s); twice as long for an image is a guess.
    public static func answerTimeout(of command: BMCCommand) -> SimDuration {
        switch command {
        case .setPower: .seconds(60) + powerTimeout
        case .insertMedia, .ejectMedia: .seconds(120)
        case .readPower, .readSystem, .readSensors, .readFirmware, .reset, .setBoot: .seconds(60)
        }
    }

    /// Lets the BMC of a host be a real one.
    public mutating func makeReal(bmcOf host: UInt32) {
        ironic[Int(host)].real = RealBMC(told: toldPower(host))
    }

    /// Whether the BMC of a host is a real one.
    public func isReal(bmcOf host: UInt32) -> Bool { ironic[Int(host)].real != nil }

    /// Takes what departed since this was last called.
    public mutating func takeDepartures() -> [Departure] {
        guard !departures.isEmpty else { return [] }
        defer { departures = [] }
        return departures
    }

    /// The entry of the question that an answer is to; nil when nobody waits for it any more.
    public func question(of arrival: Arrival) -> EntryID? { openDepartures[arrival.number]?.cause }

    /// The BMC of a host as a journal's subject.
    private func bmcSubject(_ host: UInt32) -> Subject {
        let host = hosts[Int(host)]
        return Subject(kind: EquipmentKind.bmc.subjectKind, name: host.nameID, cluster: host.cluster)
    }

    /// Reads the power of a host behind a real BMC, unless Ironic is at it or does not know it.
    public mutating func lookOutside(_ host: UInt32, _ kernel: inout Kernel) {
        let node = ironic[Int(host)]
        guard let real = node.real, node.task == nil, node.state != nil, isIronicUp else { return }
        // One whose answer was lost is not waited for.
        if let look = real.look { openDepartures[look] = nil }
        let number = depart(.readPower, host, .look, &kernel)
        ironic[Int(host)].real?.look = number
    }

    /// Hands a command for a real BMC itself out.
    mutating func departBMCCommand(_ effect: Effect, _ command: BMCCommand, _ kernel: inout Kernel) {
        _ = depart(command, UInt32(effect.target.index), .operation(effect.operation), &kernel)
    }

    private mutating func depart(
        _ command: BMCCommand, _ host: UInt32, _ purpose: OpenDeparture.Purpose, _ kernel: inout Kernel
    ) -> UInt32 {
        departed += 1
        let (bmc, text) = (bmcSubject(host), kernel.names.intern(command.summary))
        let entry = kernel.record(EquipmentEntry.bmcAsked.kind, bmc, value: Int64(text.number))
        openDepartures[departed] = OpenDeparture(host: host, purpose: purpose, cause: entry)
        departures.append(
            Departure(
                number: departed, bmc: EquipmentID(kind: .bmc, index: Int(host)), command: command,
                timeout: Self.answerTimeout(of: command)))
        return departed
    }

    /// Begins a step that a BMC outside is to do.
    mutating func askOutside(_ command: BMCCommand, _ host: UInt32, _ kernel: inout Kernel) {
        let number = depart(command, host, .step, &kernel)
        ironic[Int(host)].real?.open = number
        due(host, after: Self.answerTimeout(of: command), &kernel)
    }

    /// The time of a step is over that a BMC outside is to do: its answer is no longer waited for, or it is
    /// asked again.
    mutating func outsideDue(_ host: UInt32, _ kernel: inout Kernel) {
        guard let open = ironic[Int(host)].real?.open else { return beginStep(host, &kernel) }
        openDepartures[open] = nil
        answered(.failure(.timedOut), host, &kernel)
    }

    /// An answer arrives. One that nobody waits for changes nothing.
    public mutating func arrive(_ arrival: Arrival, _ kernel: inout Kernel) {
        guard let question = openDepartures.removeValue(forKey: arrival.number) else { return }
        let text =
            switch arrival.result {
            case .success(let reply): reply.summary
            case .failure(let error): error.summary
            }
        kernel.recordAsCause(
            EquipmentEntry.bmcAnswered.kind, bmcSubject(question.host),
            value: Int64(kernel.names.intern(text).number))
        switch question.purpose {
        case .step: answered(arrival.result, question.host, &kernel)
        case .look:
            ironic[Int(question.host)].real?.look = nil
            learn(arrival.result, question.host, &kernel)
        case .operation(let operation):
            learn(arrival.result, question.host, &kernel)
            answer(operation, arrival.result.map(EquipmentReply.bmc).mapError(EquipmentError.bmc))
        }
    }

    private mutating func answered(
        _ result: Result<BMCReply, BMCError>, _ host: UInt32, _ kernel: inout Kernel
    ) {
        let place = Int(host)
        guard let task = ironic[place].task, let step = task.steps.first else { return }
        ironic[place].real?.open = nil
        // What was due when no answer had come is void.
        ironic[place].epoch &+= 1
        if task.command.writesDisk, case .ask(.setBoot) = step, case .success = result {
            finishWork(task.command, host, &kernel)
        }
        learn(result, host, &kernel)
        switch result {
        case .success(.power(let power)):
            if case .power(let wanted) = step, power != wanted { return fail(.powerStuck, host, &kernel) }
            nextStep(host, &kernel)
        case .success: nextStep(host, &kernel)
        case .failure(let error) where error.mayPass && task.attempts + 1 < Self.contactAttempts:
            ironic[place].task?.attempts += 1
            due(host, after: Self.contactInterval, &kernel)
        case .failure(let error): fail(.bmc(error), host, &kernel)
        }
    }

    /// Takes in what an answer tells of the server: the simulated one follows its power.
    private mutating func learn(
        _ result: Result<BMCReply, BMCError>, _ host: UInt32, _ kernel: inout Kernel
    ) {
        let place = Int(host)
        var power: PowerState?
        switch result {
        case .success(.power(let told)): power = told
        case .success(.system(let system)):
            power = system.power
            ironic[place].real?.found = HardwareDetails(system)
        case .success: return
        case .failure(.forbidden): return
        case .failure: break
        }
        ironic[place].real?.told = power
        noteToldPower(host)
        guard let power else { return }
        let before = hosts[place].phase
        bmcs[place].setPower(power, of: &hosts[place], &kernel)
        if hosts[place].phase != before { follow(host, &kernel) }
    }
}

extension BMCError {
    /// Whether the same command may do better a moment later.
    /// Source: openstack/ironic ironic/drivers/modules/redfish/utils.py (connection errors are tried again).
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .timedOut, .busy: true
        case .untrusted, .unauthorized, .unsupported, .refused, .malformed, .forbidden: false
        }
    }
}
