import HardwareInterfaces
import Live
import RunStore

/// A run in which real BMCs were asked, and how long they took.
struct MeasuredRun {
    let inputs: [(path: String, bytes: [UInt8])]
    let exchanges: [BMCExchange]

    /// Reads a run, or what is left of one; throws when it has no real equipment.
    init(_ name: String, in store: RunStore) throws(Failure) {
        let id: String
        if let logged = try LoggedRun(name, in: store) {
            id = logged.id
            inputs = logged.log.inputs
            exchanges = logged.log.recording.exchanges
        } else {
            let stored = try StoredRun(name, in: store)
            id = stored.record.id
            guard stored.record.kind == LiveCommand.kind else {
                throw Failure(
                    "\(id): a run of twin \(stored.record.kind), which has no real equipment to measure; "
                        + "name a run of twin live, or fit to a cloud's dump by --cloud", .badInput)
            }
            inputs = stored.inputs
            exchanges = try LiveCommand.recording(of: stored).exchanges
        }
        guard !exchanges.isEmpty else {
            throw Failure(
                "\(id): no command went out to a BMC in it: it was a dry run, or kept before they were "
                    + "measured; run twin live again", .badInput)
        }
    }
}
