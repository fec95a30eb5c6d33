public import Simulation

/// What can be wrong with the network and the power of racks. Hosts are meant by index, interfaces by name;
/// without a name all of the host's are meant.
public enum NetworkFault: Hashable, Sendable {
    /// A host is cut off, whatever its interfaces do: it and its containers run on, but nobody hears of them.
    /// Its BMC has a network of its own.
    case detached(host: UInt32)
    /// An interface has no link.
    case interfaceDown(host: UInt32, name: String?)
    /// The link of an interface goes and comes back, down for half of each period.
    case interfaceFlaps(host: UInt32, name: String?, period: SimDuration)
    /// An interface loses packets, in hundredths.
    case interfaceLoses(host: UInt32, name: String?, percent: Int)
    /// Large packets don't pass an interface: its MTU is not that of the path.
    case smallMTU(host: UInt32, name: String?)
    /// A switch is down.
    case switchDown(NetworkSwitch)
    /// A power feed is down, that of a rack or, without one, those of all racks.
    case feedDown(rack: String?, PowerFeeds)
    /// A rack is without power: its hosts, their BMCs and its switches.
    case rackDown(String)
    /// Connections between two groups fail.
    case partition(NetworkCut)
}
