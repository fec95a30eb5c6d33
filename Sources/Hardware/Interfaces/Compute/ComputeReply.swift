/// What Nova, Neutron and Masakari answer.
public enum ComputeReply: Hashable, Codable, Sendable {
    /// The instances of a host, by number.
    case servers([ComputeServer])
    /// The service of a host.
    case service(ComputeService)
    /// Of a host's agents, so many are alive and so many are not.
    case agents(alive: Int, dead: Int)
    /// It is done, or will be.
    case accepted
}
