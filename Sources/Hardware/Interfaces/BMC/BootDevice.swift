/// What a server boots from.
public enum BootDevice: String, Hashable, Codable, CaseIterable, Sendable {
    case disk
    case pxe
    case virtualMedia
    case setup
}
