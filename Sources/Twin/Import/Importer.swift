import Controllers
import HardwareSimulated
import Kubernetes
import Simulation

/// Builds a world's template from a cloud: checks references, makes up what is missing and says so.
public struct Importer {
    let catalogue: Catalogue
    let options: ImportOptions
    var cloud: Cloud
    var notes: [String]

    var kinds = KindTable()
    var names = NameTable()
    var stores: ContiguousArray<ObjectStore> = [ObjectStore(cluster: 0), ObjectStore(cluster: 1)]
    var hosts: [WorldTemplate.Host] = []
    /// How the pods of imported workloads are labelled.
    var revisions: [UID: ImportedRevision] = [:]
    /// What the controllers of OpenStack have built in; without OpenSDN where the cloud has none.
    var openStack: OpenStackInventory
    /// Nova, where the input lists instances.
    var compute: ComputeSimulator?
    /// The addresses of machines that Subnets give, by namespace and name.
    var lcmAddresses: [String: String] = [:]

    /// Where the run stands in time, for objects that are made up.
    var now: Timestamp { Timestamp(unixSeconds: options.calendar.epochUnixSeconds) }

    private init(_ cloud: Cloud, _ catalogue: Catalogue, _ options: ImportOptions) {
        self.cloud = cloud
        self.catalogue = catalogue
        self.options = options
        openStack = catalogue.openStack
        openStack.openSDN = []
        notes = cloud.notes
    }

    /// Builds the template, or throws at the first thing that stands against it.
    public static func build(
        _ cloud: Cloud, catalogue: Catalogue, options: ImportOptions
    ) throws(ImportFailure) -> WorldTemplate {
        var cloud = cloud
        do throws(CloudError) { try cloud.placeWaiting() } catch { throw .badInput(error) }
        var importer = Importer(cloud, catalogue, options)
        do throws(ImportFailure) { return try importer.build() } catch {
            guard case .badInput(let problem) = error else { throw error }
            throw .badInput(blaming(problem, cloud, catalogue, options))
        }
    }

    /// An error with the premise in front that brings it about: the one without which it is gone.
    private static func blaming(
        _ problem: CloudError, _ cloud: Cloud, _ catalogue: Catalogue, _ options: ImportOptions
    ) -> CloudError {
        for index in options.premises.indices where !problem.problem.hasPrefix("--set ") {
            var others = options
            let premise = others.premises.remove(at: index)
            var importer = Importer(cloud, catalogue, others)
            do throws(ImportFailure) { _ = try importer.build() } catch {
                if case .badInput(problem) = error { continue }
            }
            var blaming = problem
            blaming.problem = "--set \(premise.place): \(problem.problem)"
            // What a premise put into an object has no place in its file.
            if problem.line == 0 { blaming.file = "" }
            return blaming
        }
        return problem
    }

    private mutating func build() throws(ImportFailure) -> WorldTemplate {
        do throws(CloudError) { try applyPremises() } catch { throw .badInput(error) }
        let cluster: CloudObject
        let plane: ManagementPlane
        do throws(CloudError) {
            try store()
            cluster = try theCluster()
            plane = try ManagementPlane(self, cluster)
        } catch {
            throw .badInput(error)
        }
        try checkPath(plane, cluster)
        let upgrade: OpenStackRequest?
        do throws(CloudError) {
            upgrade = try openStackRequest()
            if options.isDeployment {
                try deriveBare(cluster, plane)
            } else {
                try derive(cluster, plane)
            }
        } catch {
            throw .badInput(error)
        }
        return template(cluster, plane, upgrade)
    }

    private mutating func template(
        _ cluster: CloudObject, _ plane: ManagementPlane, _ upgrade: OpenStackRequest?
    ) -> WorldTemplate {
        let settings = openStackSettings()
        return WorldTemplate(
            namespace: cluster.namespace, cluster: cluster.name, source: plane.source, target: plane.target,
            openStackRequest: upgrade, kaasRelease: plane.kaas, isUnderWay: plane.isUnderWay, notes: notes,
            calendar: options.calendar,
            timings: catalogue.timings, services: catalogue.services, alerts: catalogue.alerts,
            versions: [
                "model \(WorldTemplate.modelVersion)", "catalogue \(catalogue.digest)",
                "inputs \(cloud.digest.hex())",
            ], openStack: openStack, kinds: kinds, names: names, stores: stores, hosts: hosts,
            revisions: revisions, compute: compute,
            openStackSettings: settings, plane: options.openStack,
            stays: options.stays,
            watchesAlerts: find(UpdateAutoPause.self, cluster.name, namespace: cluster.namespace, 0) != nil)
    }

    private mutating func applyPremises() throws(CloudError) {
        for premise in options.premises {
            try cloud.writeDownGroups(meantBy: premise)
            let count = cloud.replaceObjects { premise.matches($0) ? premise.apply(to: $0.value) : nil }
            guard count > 0 else {
                throw CloudError(
                    problem: "--set \(premise.kind)/\(premise.name): the cloud has no such object",
                    hint: cloud.nearest(premise).map { "did you mean \($0)?" } ?? "")
            }
        }
    }

    /// Puts every object into its cluster's API server as it is.
    private mutating func store() throws(CloudError) {
        for object in cloud.objects {
            let id =
                kinds.find(apiVersion: object.info.apiVersion, kind: object.info.kind)
                ?? kinds.add(object.info)
            let key = ObjectKey(
                kind: id, namespace: names.intern(object.namespace), name: names.intern(object.name))
            let stored: StoredObject
            do {
                stored =
                    if let packed = object.packed { try kinds.make(packed, key: key) } else {
                        try kinds.make(object.value, key: key)
                    }
            } catch {
                throw CloudError(error, file: object.file)
            }
            let cluster = object.home == .mosk ? 1 : 0
            do throws(APIError) {
                try stores[cluster].create(stored, at: .zero, now: now, cause: .none)
            } catch {
                throw refusal(of: object, error)
            }
        }
    }

    /// Why the API server does not take an object of the input.
    private func refusal(of object: CloudObject, _ error: APIError) -> CloudError {
        switch error {
        case .alreadyExists:
            let first = cloud.objects.first {
                $0.home == object.home && $0.info.group == object.info.group
                    && $0.info.kind == object.info.kind && $0.name == object.name
            }
            return object.error(
                "\(object.info.kind) \(object.name) is given twice",
                hint: first.map { "the first one is at \($0.file):\($0.value.position.line)" } ?? "")
        case .invalid(let reason): return object.error("\(object.info.kind) \(object.name): \(reason)")
        default:
            return object.error(
                "an API server would refuse \(object.info.kind) \(object.name) with \(error.statusCode)")
        }
    }

    /// Creates an object that the input lacks, at the epoch. Throws when it has one in its place after all.
    mutating func put<Spec>(_ object: Resource<Spec>, _ cluster: Int) throws(CloudError) {
        let stored = Stored(key: key(object), object: object)
        do throws(APIError) {
            try stores[cluster].create(stored, at: .zero, now: now, cause: .none)
        } catch {
            let home: CloudObject.Home = cluster == 1 ? .mosk : .management
            let own = cloud.objects.first {
                $0.home == home && $0.info.kind == Spec.info.kind && $0.name == object.metadata.name
                    && $0.namespace == object.metadata.namespace
            }
            let problem = "\(Spec.info.kind) \(object.metadata.name) can't be made up: "
            guard let own else {
                throw CloudError(problem: problem + "the API server would answer \(error.statusCode)")
            }
            throw own.error(problem + "this object has its place", hint: "give it another name")
        }
    }

    /// An object by its name, or nil.
    func find<Spec>(
        _ type: Resource<Spec>.Type, _ name: String, namespace: String = "", _ cluster: Int
    ) -> Resource<Spec>? {
        guard let name = names.find(name), let namespace = names.find(namespace) else { return nil }
        return stores[cluster].get(type, ObjectKey(kind: Spec.kind, namespace: namespace, name: name))
    }

    /// Writes what an object is now.
    mutating func replace<Spec>(_ object: Resource<Spec>, _ cluster: Int) {
        let stored = Stored(key: key(object), object: object)
        do throws(APIError) {
            for part in [WritePart.main, .status] {
                try stores[cluster].update(stored, part: part, expected: nil, at: .zero, cause: .none)
            }
        } catch {
            preconditionFailure("\(object.metadata.name) can't be written: \(error)")
        }
    }

    mutating func key<Spec>(_ object: Resource<Spec>) -> ObjectKey {
        ObjectKey(
            kind: Spec.kind, namespace: names.intern(object.metadata.namespace),
            name: names.intern(object.metadata.name))
    }

    /// All objects of a kind.
    func all<Spec>(_ type: Resource<Spec>.Type, _ cluster: Int) -> [Resource<Spec>] {
        stores[cluster].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
    }

    /// The Cluster to look at: the one that the user names, or the only one that is not the management
    /// cluster.
    private func theCluster() throws(CloudError) -> CloudObject {
        let clusters = cloud.objects.filter { $0.info.kind == "Cluster" && $0.info.group == "cluster.k8s.io" }
        let children = clusters.filter { !$0.isManagementCluster }
        if let name = options.cluster {
            guard let cluster = children.first(where: { $0.name == name }) else {
                throw CloudError(
                    problem: "--cluster \(name): there is no such Cluster",
                    hint: "the clusters are \(children.map(\.name).joined(separator: ", "))")
            }
            return cluster
        }
        guard let only = children.first else {
            throw CloudError(
                problem: clusters.isEmpty
                    ? "the cloud has no Cluster" : "the only Cluster is the management cluster",
                hint: "add the Cluster object: kubectl get clusters.cluster.k8s.io -A -o yaml")
        }
        guard children.count == 1 else {
            throw CloudError(
                problem: "the cloud has \(children.count) clusters: "
                    + children.map(\.name).joined(separator: ", "), hint: "choose one with --cluster")
        }
        return only
    }

    private func checkPath(_ plane: ManagementPlane, _ cluster: CloudObject) throws(ImportFailure) {
        let graph = ReleaseGraph(plane.kaasReleases, onlyVerified: options.onlyVerified)
        guard let target = plane.target else { return }
        guard !graph.offers(plane.source.metadata.name, target.metadata.name, under: plane.kaas) else {
            return
        }
        let path = graph.path(
            from: plane.source.metadata.name, to: target.metadata.name,
            under: plane.isMadeUp ? nil : plane.kaas.metadata.name)
        throw .noPath(
            NoPath(
                cluster: cluster.name, source: plane.source.metadata.name, target: target.metadata.name,
                kaasRelease: plane.kaas.metadata.name, isMadeUp: plane.isMadeUp, hops: path))
    }
}

extension WorldTemplate {
    /// The version of the model; it grows whenever the same inputs may give another run.
    public static let modelVersion = "6"
}

extension CloudObject {
    /// Whether this is the Cluster of the management plane itself.
    var isManagementCluster: Bool {
        value.at("spec", "providerSpec", "value", "kaas", "management", "enabled")?.bool ?? false
    }
}

extension Cloud {
    /// The nearest `kind/name` to what a premise names.
    func nearest(_ premise: Premise) -> String? {
        let known = objects.map { "\($0.info.kind.lowercased())/\($0.name)" }
        return NearestName.find("\(premise.kind)/\(premise.name)", among: known)
    }
}
