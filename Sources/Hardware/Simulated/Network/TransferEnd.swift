import HardwareInterfaces

/// How a transfer to a host ends that does not end with the mirror's part of it.
enum TransferEnd: UInt16 {
    /// It arrives, late.
    case late
    /// Nobody answers.
    case connectionLost
    /// Large packets don't arrive.
    case stalled
}
