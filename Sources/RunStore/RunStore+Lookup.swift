import Foundation

extension RunStore {
    /// Opens a run: by its name, by the beginning of its name when no other begins so, `latest` for the
    /// newest that can be read, or the path of a run file (with a slash, or ending in `.twinrun`).
    ///
    /// Throws `notFound`, `ambiguous`, `damaged` or `newerFormat`.
    public func open(_ name: String) throws(RunStoreError) -> RunReader {
        if name == "latest" { return try latest() }
        if name.contains("/") || name.hasSuffix(RunFormat.suffix) && access(name, F_OK) == 0 {
            return try RunReader(path: name.hasPrefix("/") ? name : currentPath(name))
        }
        let isFile = name.hasSuffix(RunFormat.suffix)
        let start = isFile ? String(name.dropLast(RunFormat.suffix.count)) : name
        let files = try StoredFile.all(in: directory)
        if let file = files.first(where: { $0.id == start }) { return try RunReader(path: file.path) }
        let matches = start.isEmpty ? [] : files.filter { $0.id.hasPrefix(start) }
        guard let match = matches.first else { throw unknown(name, files.map(\.id)) }
        guard matches.count == 1 else {
            let candidates = Array(matches.map(\.id).reversed())
            throw RunStoreError(
                .ambiguous, name, "\(matches.count) runs begin like this",
                hint: "name one: " + Self.list(candidates),
                candidates: candidates)
        }
        return try RunReader(path: match.path)
    }

    private func latest() throws(RunStoreError) -> RunReader {
        let listing = try listing()
        guard let newest = listing.records.first else {
            let first =
                listing.warnings.first.map { "; \(listing.warnings.count) cannot be read, first \($0)" } ?? ""
            throw RunStoreError(
                .notFound, "latest", "no run is stored in \(directory)" + first,
                hint: "run something first, or name where runs are with --store or TWIN_STORE")
        }
        return try RunReader(path: "\(directory)/\(newest.id)\(RunFormat.suffix)")
    }

    private func currentPath(_ name: String) -> String {
        FileManager.default.currentDirectoryPath + "/" + name
    }

    private func unknown(_ name: String, _ ids: [String]) -> RunStoreError {
        guard !ids.isEmpty else {
            return RunStoreError(
                .notFound, name, "no run is stored in \(directory)",
                hint: "run something first, or name where runs are with --store or TWIN_STORE")
        }
        let newestFirst = Array(ids.reversed())
        let ranked = newestFirst.map { ($0, NameDistance.between(name, $0)) }
        let near = ranked.filter { $0.1 <= 3 }.sorted { $0.1 < $1.1 }.map(\.0)
        let hint =
            near.isEmpty ? "newest: " + Self.list(newestFirst) : "did you mean " + Self.list(near) + "?"
        return RunStoreError(
            .notFound, name, "no run in \(directory) is named or begins like this", hint: hint,
            candidates: near.isEmpty ? newestFirst : near)
    }

    private static func list(_ ids: [String]) -> String {
        ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? " …" : "")
    }
}
