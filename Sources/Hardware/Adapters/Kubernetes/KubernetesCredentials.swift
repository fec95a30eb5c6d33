/// By what a client of a Kubernetes API says who it is.
public enum KubernetesCredentials: Sendable {
    /// By nothing.
    case none
    case token(Secret)
    /// By the token in this file, read again for each command: it is replaced from time to time.
    case tokenFile(String)
    case certificate(TLSIdentity)
}
