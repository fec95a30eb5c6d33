import Foundation

extension RunStore {
    /// Begins the log of a run that is to be kept by the name `id`.
    public func beginLog(id: String) throws(RunStoreError) -> RunLog {
        precondition(RunID.isValid(id), "\(id) cannot name a run")
        return try RunLog(id: id, directory: directory)
    }

    /// The names of logs whose runs are not kept as a whole, sorted: of runs that were killed, and of those
    /// that go on.
    public func logs() throws(RunStoreError) -> [String] {
        let names = try StoredFile.names(in: directory)
        let runs = Set(names.filter { $0.hasSuffix(RunFormat.suffix) })
        return names.filter { $0.hasSuffix(RunLog.suffix) }
            .map { String($0.dropLast(RunLog.suffix.count)) }
            .filter { RunID.isValid($0) && !runs.contains($0 + RunFormat.suffix) }.sorted()
    }

    /// The log that `name` means: its name, the beginning of it when no run nor other log begins so, or its
    /// path. Nil when it means none; a run that is kept goes before.
    public func log(_ name: String) throws(RunStoreError) -> (id: String, bytes: [UInt8])? {
        if name.hasSuffix(RunLog.suffix), name.contains("/") || access(name, F_OK) == 0 {
            let file = String(name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...])
            return (String(file.dropLast(RunLog.suffix.count)), try bytes(of: name))
        }
        guard name != "latest", !name.isEmpty else { return nil }
        let start = name.hasSuffix(RunLog.suffix) ? String(name.dropLast(RunLog.suffix.count)) : name
        let logs = try logs()
        let matches = logs.contains(start) ? [start] : logs.filter { $0.hasPrefix(start) }
        let runs = try StoredFile.all(in: directory).map(\.id).filter { $0.hasPrefix(start) }
        guard let match = matches.first, !runs.contains(start) else { return nil }
        guard match == start || matches.count + runs.count == 1 else {
            let candidates = (matches + runs).sorted()
            throw RunStoreError(
                .ambiguous, name, "\(candidates.count) runs begin like this",
                hint: "name one: " + candidates.prefix(5).joined(separator: ", "), candidates: candidates)
        }
        return (match, try bytes(of: "\(directory)/\(match)\(RunLog.suffix)"))
    }

    private func bytes(of path: String) throws(RunStoreError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw RunStoreError.unreadable(path, access(path, F_OK) == 0 ? EACCES : ENOENT)
        }
    }
}
