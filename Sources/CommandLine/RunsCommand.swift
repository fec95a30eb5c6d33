import ArgumentParser
import Foundation
import RunStore
import Scenarios
import Simulation

/// `twin runs`.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs that are kept.")

    @OptionGroup var place: StorePlace

    func run() throws {
        let store = try place.open()
        do throws(RunStoreError) {
            let listing = try store.listing()
            for warning in listing.warnings { Output.error("warning: \(warning)") }
            if listing.records.isEmpty { Output.error("no runs are kept in \(store.directory)") }
            for record in listing.records {
                let time = Calendar(epochUnixSeconds: record.createdUnixSeconds).local(.zero)
                Output.write(
                    "\(record.id)  \(time)  \(record.outcome.padding(toLength: 9, withPad: " ", startingAt: 0))  "
                        + "seed \(record.seed)  \(record.fingerprint.prefix(12))  \(record.title)\n")
            }
            for id in try store.logs() {
                Output.error("\(id): a live run that was killed, or goes on; see twin replay \(id)")
            }
        } catch {
            throw Failure(error)
        }
    }
}
