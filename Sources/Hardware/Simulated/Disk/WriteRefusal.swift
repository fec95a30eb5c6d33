import HardwareInterfaces

/// Why nothing can be written to a disk.
enum WriteRefusal: Hashable, Sendable {
    case noSpace
    case readOnly

    /// As a host says it.
    var ofHost: HostError { self == .noSpace ? .noSpace : .readOnly }

    /// As a container runtime says it.
    var ofRuntime: ContainerRuntimeError { self == .noSpace ? .noSpace : .readOnly }

    /// As a download ends by it.
    var ofTransfer: ArtifactMirrorError { self == .noSpace ? .noSpace : .readOnly }
}
