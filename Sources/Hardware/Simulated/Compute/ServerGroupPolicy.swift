/// What the members of a server group have to do with each other. Source: Compute API reference, "Server
/// groups".
public enum ServerGroupPolicy: String, CaseIterable, Sendable {
    case affinity
    case antiAffinity = "anti-affinity"
    case softAffinity = "soft-affinity"
    case softAntiAffinity = "soft-anti-affinity"
}
