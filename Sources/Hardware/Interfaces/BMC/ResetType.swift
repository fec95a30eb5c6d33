/// The ways in which a server can be reset, by their names in Redfish.
///
/// Source: DMTF DSP0268, Resource.ResetType.
public enum ResetType: String, Hashable, Codable, CaseIterable, Sendable {
    case on = "On"
    case forceOn = "ForceOn"
    case forceOff = "ForceOff"
    case gracefulShutdown = "GracefulShutdown"
    case gracefulRestart = "GracefulRestart"
    case forceRestart = "ForceRestart"
    case powerCycle = "PowerCycle"
    case pushPowerButton = "PushPowerButton"
    case nmi = "Nmi"
}
