public import Kubernetes

/// What an OpenStackDeployment comes to under a release of the controller: the merged spec, and which rows of
/// the inventory it has.
public struct OpenStackPlan: Sendable {
    /// The release of OpenStack.
    public let version: OpenStackVersion
    /// The version of the controller: the release of the product that brought it.
    public let controllerVersion: String
    /// The merged spec.
    public let spec: Value
    /// SHA-256 over the merged spec as canonical JSON.
    ///
    /// Source: Mirantis/rockoon rockoon/osdplstatus.py (fingerprint of the merged spec, keys sorted).
    public let fingerprint: String
    /// The services that it has, in the order of the inventory; the image cache is not among them.
    public let services: [OpenStackService]
    /// The image cache.
    public let cache: OpenStackService?
    /// What the OpenSDN operator brings for it, in the order of the inventory: nothing with another back end.
    public let openSDN: [OpenStackService]

    /// Whether OpenSDN does the networking.
    public let usesOpenSDN: Bool

    private let sizePlace: Int
    private let names: [String]
    private let backend: String
    /// The endpoints that somebody stands behind here, and the Jobs that there are.
    private var endpoints: Set<String> = []
    private var jobNames: Set<String> = []
    /// The workloads of the image cache and what they are to be: looked at each 10 s while images are pulled.
    private(set) var cacheWorkloads: [(row: OpenStackWorkload, document: Value)] = []

    /// The plan for a deployment; nil when its release, preset or size is unknown.
    public init?(
        _ deployment: OpenStackDeployment, _ inventory: OpenStackInventory, controllerVersion: String
    ) {
        let spec = deployment.spec
        guard let version = OpenStackVersion(rawValue: spec.openstackVersion),
            inventory.presets.contains(where: { $0.name == spec.preset }),
            inventory.sizes.contains(where: { $0.name == spec.size }),
            let place = OpenStackInventory.sizeNames.firstIndex(of: spec.size)
        else { return nil }
        let merged = Self.merged(deployment, inventory)
        let names = (merged.at("features", "services")?.list ?? []).compactMap(\.string)
        self.version = version
        self.controllerVersion = controllerVersion
        self.spec = merged
        self.names = names
        sizePlace = place
        backend = merged.at("features", "neutron", "backend")?.string ?? "ml2"
        usesOpenSDN = backend == "tungstenfabric"
        fingerprint = SHA256.hex(of: CanonicalJSON.bytes(of: merged))
        services = inventory.services.filter { names.contains($0.name) }
        cache = inventory.services.first(where: \.cache)
        openSDN = usesOpenSDN ? inventory.openSDN : []
        for service in services + openSDN {
            for row in workloads(of: service) { endpoints.formUnion(row.serves) }
            for row in jobs(of: service) { jobNames.insert(row.name) }
        }
        if let cache { cacheWorkloads = workloads(of: cache).map { ($0, document($0, of: cache)) } }
    }

    /// What a deployment asks for over what its size and its preset do, as far as these are known.
    public static func merged(_ deployment: OpenStackDeployment, _ inventory: OpenStackInventory) -> Value {
        let none = Value.map([])
        let preset = inventory.presets.first { $0.name == deployment.spec.preset }?.spec ?? none
        let size = inventory.sizes.first { $0.name == deployment.spec.size }?.spec ?? none
        return preset.overlaid(with: size).overlaid(with: deployment.encoded()["spec"] ?? none)
    }

    /// The services that have a turn of their own in an upgrade, in this order.
    public var upgradeOrder: [OpenStackService] {
        services.filter { $0.upgrade != nil }.sorted {
            ($0.upgrade?.place ?? 0, $0.name) < ($1.upgrade?.place ?? 0, $1.name)
        }
    }

    /// The workloads that a service has here.
    public func workloads(of service: OpenStackService) -> [OpenStackWorkload] {
        service.workloads.filter { holds($0.when) }
    }

    /// The Jobs that a service has here; those of upgrades only while one is under way.
    public func jobs(of service: OpenStackService, inUpgrade: Bool = false) -> [OpenStackJob] {
        service.jobs.filter { holds($0.when) && (inUpgrade || !$0.upgrade) }
    }

    /// The CronJobs that a service has here.
    public func cronJobs(of service: OpenStackService) -> [OpenStackCronJob] {
        service.cronJobs.filter { holds($0.when) }
    }

    /// How many replicas a workload has here; nil of a DaemonSet.
    public func replicas(_ workload: OpenStackWorkload) -> Int64? {
        workload.kind == .daemonSet ? nil : workload.replicas[sizePlace]
    }

    /// What pods of a service wait for that need an endpoint: its own one of that name, or the common one;
    /// nil when nobody stands behind it here.
    func endpoint(_ name: String, for service: OpenStackService) -> String? {
        let own = "\(service.name)/\(name)"
        return endpoints.contains(own) ? own : endpoints.contains(name) ? name : nil
    }

    /// What all pods and Jobs of a service wait for besides what their rows say: what OpenSDN serves for it.
    ///
    /// Source: Mirantis/rockoon rockoon/services/__init__.py: networking and compute wait for the secret
    /// `ost-data`, which the operator writes; that this takes an API that answers is inferred.
    func awaited(by service: OpenStackService) -> [String] {
        openSDN.filter { $0.awaitedBy.contains(service.name) }
            .flatMap { workloads(of: $0).flatMap(\.serves) }
    }

    /// Whether there is a Job of this name outside of upgrades.
    func hasJob(_ name: String) -> Bool { jobNames.contains(name) }

    /// The endpoints and Jobs that pods wait for by their charts, and that are not here: nobody waits for
    /// them. By name, each once.
    public var missingDependencies: [String] {
        var missing: Set<String> = []
        for service in services + openSDN {
            let (pods, runs) = (workloads(of: service), jobs(of: service))
            for name in pods.flatMap(\.services) + runs.flatMap(\.services)
            where endpoint(name, for: service) == nil {
                missing.insert(name)
            }
            missing.formUnion((pods.flatMap(\.jobs) + runs.flatMap(\.jobs)).filter { !hasJob($0) })
        }
        return missing.sorted()
    }

    /// Whether the feature at a path below `features` is true.
    public func has(feature path: String) -> Bool {
        var value = spec["features"]
        for key in path.split(separator: ".") { value = value?[String(key)] }
        return value?.bool ?? false
    }

    /// The image called `name`. OpenStack's own are of its release too; that every release of the product
    /// brings all images anew is inferred.
    public func image(_ name: String, of service: OpenStackService) -> String {
        let tag = controllerVersion.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" }
        let isOfOpenStack = service.upgrade != nil || service.cache
        return "registry.example.org/openstack/\(name):"
            + (isOfOpenStack ? "\(version.rawValue)-" : "") + String(tag)
    }

    private func holds(_ when: OpenStackCondition) -> Bool {
        if !when.backends.isEmpty, !when.backends.contains(backend) { return false }
        if let from = when.from.flatMap(OpenStackVersion.init), version < from { return false }
        if let before = when.before.flatMap(OpenStackVersion.init), version >= before { return false }
        if let feature = when.feature, !has(feature: feature) { return false }
        if let service = when.service, !names.contains(service) { return false }
        if let dedicated = when.dedicated {
            let own = spec.at("features", "messaging", "components_with_dedicated_messaging")?.list ?? []
            return own.contains { $0.string == dedicated }
        }
        return true
    }
}
