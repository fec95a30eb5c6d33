public import Simulation

/// A request from a controller to a piece of equipment. Safe to repeat; its reply may be lost, late or
/// doubled.
public struct Effect: Hashable, Sendable {
    /// Its identity.
    public var operation: OperationID
    /// Whom it is for.
    public var target: EquipmentID
    /// What is asked.
    public var command: EquipmentCommand
    /// When the controller stops waiting for the reply.
    public var timeout: SimDuration
    /// The state item that it is a part of, or nil.
    public var item: ItemRun?

    /// Makes a request.
    public init(
        operation: OperationID, target: EquipmentID, command: EquipmentCommand, timeout: SimDuration,
        item: ItemRun? = nil
    ) {
        self.operation = operation
        self.target = target
        self.command = command
        self.timeout = timeout
        self.item = item
    }
}
