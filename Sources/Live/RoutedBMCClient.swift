public import HardwareClients
public import HardwareInterfaces

/// Hands each command to the client that knows the BMC.
public struct RoutedBMCClient: BMCClient {
    private let clients: [EquipmentID: any BMCClient]

    /// Routes by BMC; one that has no client is out of reach.
    public init(_ clients: [EquipmentID: any BMCClient]) { self.clients = clients }

    public func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        guard let client = clients[bmc] else { throw .unreachable }
        return try await client.perform(command, on: bmc)
    }
}
