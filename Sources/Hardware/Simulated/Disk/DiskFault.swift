/// What can be wrong with a disk.
public enum DiskFault: Hashable, Sendable {
    /// It does not answer any more.
    case failed
    /// It takes so many times longer for everything.
    case slow(factor: Int64)
    /// Its file system is full.
    case full
    /// Its file system is mounted read-only after an error. Source: ext4(5), `errors=remount-ro`.
    case readOnly
}
