import ArgumentParser
import Foundation
import RunStore

/// Where runs are kept.
struct StorePlace: ParsableArguments {
    @Option(help: "The folder that runs are kept in; TWIN_STORE names another default.")
    var store: String?

    func validate() throws {
        if store == "" { throw ValidationError("--store: the path is empty; name a folder") }
    }

    /// The store.
    func open() throws(Failure) -> RunStore {
        do throws(RunStoreError) {
            if let store { return try RunStore(directory: store) }
            let place = try RunStore.defaultDirectory(environment: ProcessInfo.processInfo.environment)
            return try RunStore(directory: place)
        } catch {
            throw Failure(error)
        }
    }
}
