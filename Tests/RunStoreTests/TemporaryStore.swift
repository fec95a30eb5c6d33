import Foundation
import RunStore
import Simulation

/// A store in a directory of its own, deleted with this object.
final class TemporaryStore: Sendable {
    let directory: String
    let store: RunStore

    init(now: Int64 = RunStore.systemSeconds()) throws {
        directory = NSTemporaryDirectory() + "/twin-test-" + String(UInt64.random(in: 0 ... .max), radix: 36)
        store = try RunStore(directory: directory, now: { now })
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: directory)
        } catch {
            print("left behind: \(directory): \(error)")
        }
    }

    /// The path of the file of the run `id`.
    func path(_ id: String) -> String { "\(directory)/\(id).twinrun" }

    /// Stores the run `id` and returns its file's path.
    @discardableResult
    func add(_ id: String, created: Int64 = 1000, entries: Int = 5, members: [RunMember] = []) throws
        -> String
    {
        let writer = try store.begin(id: id)
        for block in SampleRun.blocks(entries) { try writer.append(block: block) }
        try writer.names(["", "mosk"])
        return try writer.finish(SampleRun.record(id, created: created, entries: entries, members: members))
    }

    /// All names in the directory, sorted.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    /// The content of a run's file.
    func content(_ id: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(id))))
    }

    /// Replaces the content of a file in the directory.
    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }
}
