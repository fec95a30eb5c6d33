/// How a part is, by the names of Redfish. Source: DMTF DSP0268, Resource.Health.
public enum BMCHealth: String, Hashable, Codable, CaseIterable, Sendable {
    case ok = "OK"
    case warning = "Warning"
    case critical = "Critical"
}
