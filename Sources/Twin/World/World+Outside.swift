import Controllers
public import HardwareInterfaces
public import HardwareSimulated
public import Simulation

/// What clients outside ask of BMCs.
extension World {
    /// How many hosts there are; they are meant by index.
    public var hostCount: Int { state.plant.hosts.count }

    /// The name of a host.
    public func hostName(_ host: Int) -> String { state.plant.hosts[host].name }

    /// What the BMC of a host sees of it now, and so answers to who reads; nil when nothing answers.
    public func sight(host: Int) -> Result<BMCSight, BMCError>? { state.plant.sight(host: host) }

    /// The answer to a command that only reads, of a BMC that sees this. It leaves no trace.
    public func answer(_ command: BMCCommand, _ sight: BMCSight, host: Int) -> BMCReply {
        state.plant.answer(command, sight, host: host, state.substrate.kernel)
    }

    /// How long the BMC of a host takes for a command of clients outside, its answer number `occurrence`.
    public func answerDuration(of command: BMCCommand, host: Int, occurrence: UInt32) -> SimDuration {
        let number = UInt64(World.State.outside | occurrence)
        return state.plant.bmcDuration(host, number, of: command, state.substrate.kernel)
    }

    /// The fingerprint of all that has happened.
    public var fingerprint: Fingerprint { state.substrate.kernel.journal.fingerprint }

    /// Whether equipment entered a phase, or a fault began or ended, in an entry after `id`; none of them may
    /// be drained yet. What a BMC sees changes so, or because it was told to.
    public func hasEquipmentChanged(after id: EntryID) -> Bool {
        var hasChanged = false
        state.substrate.kernel.journal.forEach(after: id) { _, entry in
            switch EquipmentEntry(rawValue: entry.kind.rawValue) {
            case .phaseEntered, .faultBegan, .faultEnded: hasChanged = true
            default: break
            }
        }
        return hasChanged
    }

    /// How many entries the journal has.
    public var entryCount: Int { state.substrate.kernel.journal.count }

    /// Takes the full blocks of the journal away.
    public mutating func drain() -> [JournalBlock] { state.substrate.kernel.journal.drain() }

    /// Civil time at an instant as RFC 3339 in UTC.
    public func civilTime(_ time: SimTime) -> String { state.substrate.kernel.calendar.rfc3339(time) }

    /// Leaves a request to be taken at `time`.
    public mutating func post(_ request: Request, at time: SimTime) { state.inbox.post(request, at: time) }

    /// Takes what was answered to clients outside since this was last called.
    public mutating func takeAnswers() -> [OutsideAnswer] {
        guard !state.answers.isEmpty else { return [] }
        defer { state.answers = [] }
        return state.answers
    }
}

extension World.State {
    /// Marks the operations of clients outside among those of controllers.
    static let outside: UInt32 = 1 << 31

    /// Hands a command of a client outside to the BMC of a host.
    mutating func ask(_ command: BMCCommand, host: Int, number: UInt32) {
        guard plant.hosts.indices.contains(host) else { return }
        plant.perform(
            Effect(
                operation: OperationID(number: Self.outside | number),
                target: EquipmentID(kind: .bmc, index: host), command: .bmc(command), timeout: .zero),
            &substrate.kernel)
    }

    /// Keeps an answer to a client outside; false when it is for a controller.
    mutating func answer(
        outside operation: OperationID, _ result: Result<EquipmentReply, EquipmentError>
    ) -> Bool {
        guard operation.number >= Self.outside else { return false }
        let number = operation.number & ~Self.outside
        switch result {
        case .success(.bmc(let reply)): answers.append(OutsideAnswer(number: number, result: .success(reply)))
        case .failure(.bmc(let error)): answers.append(OutsideAnswer(number: number, result: .failure(error)))
        case .success, .failure: preconditionFailure("a BMC answers as a BMC")
        }
        return true
    }
}
