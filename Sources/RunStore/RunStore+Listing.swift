import Foundation

extension RunStore {
    /// The runs, without summaries and members, and a warning for each file that cannot be read as one.
    ///
    /// Records come from the catalogue; what it lacks, or has of another state of a file, is read from the
    /// file and added to it. Without a catalogue that can be used, all files are read. Leftovers of crashes
    /// that are a week old are deleted. Throws only when the directory cannot be read.
    public func listing() throws(RunStoreError) -> RunListing {
        try sweep()
        let files = try StoredFile.all(in: directory)
        var warnings: [RunStoreError] = []
        let catalogue = openCatalogue(&warnings)
        let decoder = JSONDecoder()
        var records: [RunRecord] = []
        var fresh: [(file: StoredFile, text: String)] = []
        for file in files {
            if let row = catalogue?.rows[file.id], row.stamp == file.stamp {
                do {
                    records.append(try decoder.decode(RunRecord.self, from: Data(row.text.utf8)))
                    continue
                } catch {
                    warnings.append(
                        RunStoreError(.damaged, RunCatalogue.name, "\(file.id) cannot be read from it"))
                }
            }
            do throws(RunStoreError) {
                let record = try RunFile(path: file.path).record().record.withoutSummary
                guard record.id == file.id else { throw renamed(file, record) }
                records.append(record)
                fresh.append((file, try text(of: record)))
            } catch {
                warnings.append(error)
            }
        }
        let known = Set(files.map(\.id))
        let gone = catalogue?.rows.keys.filter { !known.contains($0) }.sorted() ?? []
        update(catalogue?.catalogue, gone: gone, fresh: fresh, &warnings)
        records.sort { ($0.createdUnixSeconds, $0.id) > ($1.createdUnixSeconds, $1.id) }
        return RunListing(records: records, warnings: warnings)
    }

    private func text(of record: RunRecord) throws(RunStoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(record), as: UTF8.self)
        } catch {
            throw RunStoreError(.invalid, record.id, "its record cannot be written: \(error)")
        }
    }

    private typealias Rows = [String: (stamp: String, text: String)]

    private func openCatalogue(_ warnings: inout [RunStoreError]) -> (catalogue: RunCatalogue, rows: Rows)? {
        do throws(RunStoreError) {
            let catalogue = try RunCatalogue(directory: directory)
            return (catalogue, try catalogue.rows())
        } catch {
            note(error, &warnings)
            return nil
        }
    }

    private func update(
        _ catalogue: RunCatalogue?, gone: [String], fresh: [(file: StoredFile, text: String)],
        _ warnings: inout [RunStoreError]
    ) {
        guard let catalogue, !gone.isEmpty || !fresh.isEmpty else { return }
        do throws(RunStoreError) {
            try catalogue.update(gone: gone, fresh: fresh)
        } catch {
            note(error, &warnings)
        }
    }

    /// A store that only can be read is no cause for a warning at every listing: it is just slower.
    private func note(_ error: RunStoreError, _ warnings: inout [RunStoreError]) {
        if error.kind != .unwritable && error.kind != .diskFull { warnings.append(error) }
    }

    private func renamed(_ file: StoredFile, _ record: RunRecord) -> RunStoreError {
        RunStoreError(
            .damaged, file.path, "the file holds the run \(record.id)",
            hint: "rename it to \(record.id)\(RunFormat.suffix), or name the file to open it")
    }
}
