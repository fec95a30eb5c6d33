import Simulation
import Twin

extension CloudInput {
    /// The cloud as it is, which nobody updates, from a time on.
    func template(start: String, cluster: String?) throws(Failure) -> WorldTemplate {
        guard let calendar = Calendar(rfc3339: start) else {
            throw Failure(
                "--start \(start): not a date and time; write it as 2026-11-28T22:00+01:00", .badInput)
        }
        var options = ImportOptions(target: nil, cluster: cluster, calendar: calendar)
        options.stays = true
        do throws(ImportFailure) {
            return try Importer.build(cloud, catalogue: catalogue, options: options)
        } catch {
            switch error {
            case .badInput(let error): throw Failure(error)
            case .noPath(let path): throw Failure("no path from \(path.source) to \(path.target)", .noPath)
            }
        }
    }
}
