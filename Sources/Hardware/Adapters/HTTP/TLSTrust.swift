/// By what a device proves that it is the device of its name.
public enum TLSTrust: Hashable, Sendable {
    /// By a certificate of an authority that this machine trusts.
    case machine
    /// By a certificate of an authority in this file of PEM certificates.
    case authorities(file: String)
    /// By nothing: whoever answers is believed. For one device whose owner said so.
    case unverified
}
