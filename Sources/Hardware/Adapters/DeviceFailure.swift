/// What stood against a command, with the device and the request that it stood against.
public struct DeviceFailure<Reason: Error & Sendable>: Error, CustomStringConvertible {
    /// The device's name.
    public var device: String
    /// The request, such as `GET /redfish/v1/Systems/1`.
    public var request: String
    /// What a controller acts upon.
    public var reason: Reason
    /// In words, for people.
    public var detail: String

    public var description: String { "\(device): \(request): \(detail)" }
}
