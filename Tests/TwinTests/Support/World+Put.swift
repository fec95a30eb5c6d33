import Kubernetes
import Simulation

@testable import Controllers
@testable import Twin

extension World {
    /// Writes spec and metadata of an object of the MOSK cluster, as a user does.
    mutating func putMOSK<Spec>(_ object: Resource<Spec>) throws {
        let key = state.substrate.key(object)
        let stored = Stored(key: key, object: object)
        let cause = state.substrate.kernel.journal.last
        if state.substrate.stores[1].stored(key) == nil {
            try state.substrate.stores[1].create(
                stored, at: now, now: state.substrate.timestamp, cause: cause)
        } else {
            try state.substrate.stores[1].update(
                stored, part: .main, expected: nil, at: now, cause: cause)
        }
        state.substrate.armCaches(cluster: 1)
    }
}
