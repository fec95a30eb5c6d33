internal import CCatalogue
public import Controllers
public import Kubernetes
public import Simulation

/// What is built in: releases, durations of the model, the workloads of a MOSK cluster, the inventories of
/// OpenStack and OpenSDN, the services that tenants use, and alerts.
public struct Catalogue: Sendable {
    /// The releases of the management plane, oldest first.
    public private(set) var kaasReleases: [KaaSRelease] = []
    /// The releases of clusters.
    public private(set) var clusterReleases: [ClusterRelease] = []
    /// The durations.
    public private(set) var timings: [Timing] = []
    /// The workloads that stand on a MOSK cluster whose input has none, as documents.
    public private(set) var workloads: [Value] = []
    /// The services that tenants use, and what they rest on.
    public private(set) var services: [TenantServiceRow] = []
    /// The alerts of StackLight that the twin evaluates.
    public private(set) var alerts: [AlertRow] = []
    /// What the OpenStack controller has built in.
    public private(set) var openStack = OpenStackInventory()
    /// The file that each release of clusters was read from, by name.
    public private(set) var files: [String: String] = [:]
    /// SHA-256 over all files, in order: part of every run's versions.
    public private(set) var digest = ""

    /// The catalogue that is built in. Throws when it can't be read, which is a fault of the build.
    public static func builtIn() throws(CloudError) -> Catalogue {
        var catalogue = Catalogue()
        var hash = SHA256()
        for index in 0..<twin_catalogue_count() {
            let file = twin_catalogue_at(index)
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: Int(file.size))
            hash.update(bytes)
            try catalogue.read(file: String(cString: file.path), bytes)
        }
        catalogue.digest = hash.hex()
        catalogue.sort()
        return catalogue
    }

    /// Takes in a file; what is in it replaces what is called the same.
    public mutating func read(file: String, _ bytes: UnsafeRawBufferPointer) throws(CloudError) {
        var reader = YAMLReader(file: file)
        let documents: [Value]
        do { documents = try reader.read(bytes) } catch { throw CloudError(error) }
        try take(documents, file: file)
    }

    private mutating func take(_ documents: [Value], file: String) throws(CloudError) {
        for document in documents {
            do { try take(document, file: file) } catch { throw CloudError(error, file: file) }
        }
    }

    /// Takes in a file that replaces what is built in.
    public mutating func read(file: String, _ bytes: [UInt8]) throws(CloudError) {
        let result = bytes.withUnsafeBytes { buffer -> Result<Void, CloudError> in
            do throws(CloudError) {
                try read(file: file, buffer)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        digest = SHA256.hex(of: Array(digest.utf8) + bytes)
        sort()
    }

    /// Takes in documents that replace what is built in, as `bytes` hold them.
    public mutating func read(
        file: String, documents: [Value], bytes: [UInt8]
    ) throws(CloudError) {
        try take(documents, file: file)
        digest = SHA256.hex(of: Array(digest.utf8) + bytes)
        sort()
    }

    /// The release of clusters called `name`, or nil.
    public func clusterRelease(_ name: String) -> ClusterRelease? {
        clusterReleases.first { $0.metadata.name == name }
    }

    /// The release of the management plane called `name`, or nil.
    public func kaasRelease(_ name: String) -> KaaSRelease? {
        kaasReleases.first { $0.metadata.name == name }
    }

    private mutating func take(_ document: Value, file: String) throws(FieldError) {
        switch document["kind"]?.string {
        case "KaaSRelease":
            let release = try KaaSRelease(value: document)
            kaasReleases.removeAll { $0.metadata.name == release.metadata.name }
            kaasReleases.append(release)
        case "ClusterRelease":
            let release = try ClusterRelease(value: document)
            clusterReleases.removeAll { $0.metadata.name == release.metadata.name }
            clusterReleases.append(release)
            files[release.metadata.name] = file
        case "TenantServices":
            try take(try TenantServicesFile.decodeStrictly(document).services, document)
        case "AlertRules":
            for row in try AlertRulesFile.decodeStrictly(document).rules {
                alerts.removeAll { $0.alert == row.alert }
                alerts.append(row)
            }
        case nil:
            try take(try TimingsFile.decodeStrictly(document).timings, document)
        default:
            guard try openStack.take(document) else { return workloads.append(document) }
        }
    }

    /// Takes in timings; each replaces the one of its name.
    private mutating func take(_ rows: [TimingRow], _ document: Value) throws(FieldError) {
        for (index, row) in rows.enumerated() {
            guard !row.name.isEmpty else {
                throw FieldError(
                    path: "name", position: (document["timings"]?.list?[index] ?? document).position,
                    problem: "a timing has no name", hint: "say which duration it is of"
                ).inside(index).inside("timings")
            }
            timings.removeAll { $0.name == row.name }
            timings.append(row.timing)
        }
    }

    /// Takes in services; one that is known already keeps its place, since each comes after those that it
    /// rests on.
    private mutating func take(_ rows: [TenantServiceRow], _ document: Value) throws(FieldError) {
        for (index, row) in rows.enumerated() {
            let place = services.firstIndex { $0.name == row.name } ?? services.count
            let before = services[..<place].map(\.name)
            let standIn = row.otherwise.map { [$0] } ?? []
            for (field, names) in [
                ("otherwise", standIn), ("needs", row.needs), ("slowedBy", row.slowedBy),
            ] {
                guard let unknown = names.first(where: { !before.contains($0) }) else { continue }
                let written = document["services"]?.list?[index]
                let nearest = NearestName.find(unknown, among: before).map { "did you mean \($0)?" }
                throw FieldError(
                    path: field, position: (written?[field] ?? document).position,
                    problem: "\(unknown) is no service that comes before \(row.name)",
                    hint: nearest ?? "a service comes after those that it rests on"
                ).inside(index).inside("services")
            }
            if place < services.count { services[place] = row } else { services.append(row) }
        }
    }

    private mutating func sort() {
        kaasReleases.sort {
            (ReleaseVersion($0.spec.version), $0.metadata.name) < (
                ReleaseVersion($1.spec.version), $1.metadata.name
            )
        }
        clusterReleases.sort {
            (ReleaseVersion($0.spec.version), $0.metadata.name) < (
                ReleaseVersion($1.spec.version), $1.metadata.name
            )
        }
    }
}
