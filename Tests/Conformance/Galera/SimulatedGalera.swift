import HardwareClients
import HardwareInterfaces
import HardwareSimulated
import Simulation

/// A simulated Galera cluster behind the interface of the real ones: what is asked is answered at once, and
/// its time goes on only when it is let.
actor SimulatedGalera: GaleraClient {
    private var cluster = GaleraSimulator(members: 3, isRunning: true)

    /// Lets time go on.
    func run(_ duration: SimDuration) { cluster.advance(to: cluster.now + duration) }

    func perform(
        _ command: GaleraCommand, on member: EquipmentID
    ) async throws(GaleraError) -> GaleraReply {
        try cluster.perform(command, member: Int(member.index), at: cluster.now)
    }
}
