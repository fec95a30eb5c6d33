public import HardwareClients
public import HardwareInterfaces

/// Lets only those commands out that were allowed, and says each one before it goes.
public struct GuardedBMCClient: BMCClient {
    private let client: any BMCClient
    private let names: [EquipmentID: String]
    private let allowed: Set<BMCCommandClass>
    private let isDryRun: Bool
    private let say: @Sendable (String) -> Void

    /// Guards a client. What is said has the names of the devices. A dry run lets nothing out.
    public init(
        _ client: any BMCClient, names: [EquipmentID: String], allowing allowed: Set<BMCCommandClass>,
        isDryRun: Bool = false, say: @escaping @Sendable (String) -> Void
    ) {
        self.client = client
        self.names = names
        self.allowed = allowed
        self.isDryRun = isDryRun
        self.say = say
    }

    public func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        let name = names[bmc] ?? "\(bmc.kind.label) \(bmc.index)"
        if let commandClass = command.commandClass, !allowed.contains(commandClass) {
            say("\(name): not allowed: \(command.summary)")
            throw .forbidden("\(commandClass.rawValue) is not allowed")
        }
        guard !isDryRun else {
            say("\(name): would \(command.summary)")
            throw .forbidden("this is a dry run")
        }
        say("\(name): \(command.summary)")
        return try await client.perform(command, on: bmc)
    }
}
