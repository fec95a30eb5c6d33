import HardwareInterfaces

/// One device, whatever it speaks.
protocol DeviceService: Sendable {
    associatedtype Command: Sendable
    associatedtype Reply: Sendable
    associatedtype Reason: DeviceReason

    /// Carries out a command; throws what stood against it.
    func perform(_ command: Command) async throws(DeviceFailure<Reason>) -> Reply
}

extension Dictionary where Key == EquipmentID, Value: DeviceService {
    /// Carries out a command at the device that is known by `id`.
    func answer(
        _ command: Value.Command, of id: EquipmentID
    ) async throws(DeviceFailure<Value.Reason>) -> Value.Reply {
        guard let service = self[id] else {
            throw DeviceFailure(
                device: "\(id.kind.label) \(id.index)", request: "\(command)", reason: .unreachable,
                detail: "no address is known")
        }
        return try await service.perform(command)
    }

    /// The same, where the reason alone is wanted.
    func perform(_ command: Value.Command, on id: EquipmentID) async throws(Value.Reason) -> Value.Reply {
        do throws(DeviceFailure<Value.Reason>) {
            return try await answer(command, of: id)
        } catch {
            throw error.reason
        }
    }
}
