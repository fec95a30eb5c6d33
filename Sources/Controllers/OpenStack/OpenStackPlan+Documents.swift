public import Kubernetes

/// The objects that the charts make of the rows.
extension OpenStackPlan {
    /// The annotation that says how certain an object of the inventory is; also the mark of what is rendered.
    public static let certainty = "certainty.twin.rehearsal/workload"

    /// The label of the nodes on which Jobs run.
    private static let jobNode = "openstack-control-plane"

    /// The document of a Deployment, StatefulSet or DaemonSet.
    public func document(_ row: OpenStackWorkload, of service: OpenStackService) -> Value {
        let labels = Self.labels(row)
        var spec: Value = .map([:])
        if let replicas = replicas(row) { spec["replicas"] = .int(replicas) }
        switch row.kind {
        case .deployment:
            spec["strategy"] = Self.rolling(["maxUnavailable": row.unavailable, "maxSurge": row.surge])
        case .statefulSet:
            spec["serviceName"] = .string(row.name)
            spec["podManagementPolicy"] = .string(row.parallel ? "Parallel" : "OrderedReady")
            spec["updateStrategy"] = ["type": .string(row.onDelete ? "OnDelete" : "RollingUpdate")]
        case .daemonSet:
            spec["updateStrategy"] =
                row.onDelete
                ? ["type": .string("OnDelete")] : Self.rolling(["maxUnavailable": row.unavailable])
        }
        spec["selector"] = ["matchLabels": labels]
        let image = image(of: row, service)
        spec["template"] = [
            "metadata": ["labels": labels],
            "spec": podSpec(row, image, labels, service),
        ]
        if !row.claims.isEmpty {
            let own = self.spec["local_volume_storage_class"]?.string
            spec["volumeClaimTemplates"] = .list(
                row.claims.map { claim in
                    [
                        "metadata": ["name": .string(claim)],
                        "spec": ["storageClassName": .string(own ?? "openstack-operator-bind-mounts")],
                    ]
                })
        }
        return [
            "apiVersion": .string("apps/v1"), "kind": .string(row.kind.rawValue),
            "metadata": metadata(row.name, labels, service), "spec": spec,
        ]
    }

    /// The document of a workload's PodDisruptionBudget; nil where it has none. Charts have none by default;
    /// the sizes from tiny on raise it. Source: Mirantis/rockoon rockoon/templates/size.
    public func budget(_ row: OpenStackWorkload, of service: OpenStackService) -> Value? {
        guard let budget = row.budget, let replicas = replicas(row), replicas > budget else { return nil }
        return [
            "apiVersion": .string("policy/v1"), "kind": .string("PodDisruptionBudget"),
            "metadata": metadata(row.name, nil, service),
            "spec": ["minAvailable": .int(budget), "selector": ["matchLabels": Self.labels(row)]],
        ]
    }

    /// The document of a Job.
    public func document(_ row: OpenStackJob, of service: OpenStackService) -> Value {
        [
            "apiVersion": .string("batch/v1"), "kind": .string("Job"),
            "metadata": metadata(row.name, ["application": .string(application(of: service))], service),
            "spec": jobSpec(row.name, row.services, row.jobs, service),
        ]
    }

    /// The document of a CronJob.
    public func document(_ row: OpenStackCronJob, of service: OpenStackService) -> Value {
        let isSuspended = row.suspendedUnless.map { !has(feature: $0) } ?? false
        return [
            "apiVersion": .string("batch/v1"), "kind": .string("CronJob"),
            "metadata": metadata(row.name, ["application": .string(application(of: service))], service),
            "spec": [
                "schedule": .string(row.schedule), "suspend": .bool(isSuspended),
                "concurrencyPolicy": .string("Forbid"),
                "jobTemplate": ["spec": jobSpec(row.name, [], [], service)],
            ],
        ]
    }

    /// The label `application` of a service's Jobs.
    func application(of service: OpenStackService) -> String {
        service.workloads.first?.application ?? service.name
    }

    private func jobSpec(
        _ name: String, _ services: [String], _ jobs: [String], _ service: OpenStackService
    ) -> Value {
        let labels: Value = [
            "application": .string(application(of: service)), "component": .string(name),
        ]
        let image = image(application(of: service), of: service)
        var pod: Value = [
            "restartPolicy": .string("OnFailure"),
            "nodeSelector": .map([Value.Field(key: Self.jobNode, value: .string("enabled"))]),
            "containers": .list([["name": .string(name), "image": .string(image)]]),
        ]
        pod["initContainers"] = waiting(services, jobs, service)
        return ["template": ["metadata": ["labels": labels], "spec": pod]]
    }

    private func podSpec(
        _ row: OpenStackWorkload, _ image: String, _ labels: Value, _ service: OpenStackService
    ) -> Value {
        let label = row.nodeLabel
        var pod: Value = ["nodeSelector": .map([Value.Field(key: label.key, value: .string(label.value))])]
        if row.tolerates {
            pod["hostNetwork"] = .bool(true)
            pod["tolerations"] = .list([["operator": .string("Exists")]])
        }
        if row.kind != .daemonSet { pod["affinity"] = ["podAntiAffinity": Self.apart(row.spread, labels)] }
        pod["terminationGracePeriodSeconds"] = .int(row.grace)
        pod["initContainers"] = waiting(row.services, row.jobs, service)
        pod["containers"] = .list(service.cache ? idle(row) : containers(row, image, service))
        return pod
    }

    private func containers(
        _ row: OpenStackWorkload, _ image: String, _ service: OpenStackService
    ) -> [Value] {
        var containers: [Value] = row.containers.map { name in
            let image = self.image("\(row.image ?? row.application)-\(name)", of: service)
            return ["name": .string(name), "image": .string(image)]
        }
        if containers.isEmpty { containers = [["name": .string(row.name), "image": .string(image)]] }
        for place in containers.indices {
            containers[place]["readinessProbe"] = Self.probe(row.readiness, row.threshold)
            containers[place]["livenessProbe"] = Self.probe(row.liveness, row.threshold)
        }
        return containers
    }

    /// The containers of a pod that holds images: one for each image of the pods that run on its nodes.
    ///
    /// Source: Mirantis/rockoon charts/infra/image-precaching; which images is inferred.
    private func idle(_ cache: OpenStackWorkload) -> [Value] {
        var images: [String] = []
        for service in services {
            let rows = workloads(of: service)
            var own = rows.filter { shares(cache, with: $0) }.map { image(of: $0, service) }
            if cache.node == Self.jobNode, !jobs(of: service).isEmpty {
                own.append(image(application(of: service), of: service))
            }
            for image in own where !images.contains(image) { images.append(image) }
        }
        return images.enumerated().map { place, image in
            ["name": .string("image-\(place)"), "image": .string(image)]
        }
    }

    /// Whether a workload's pods run on the nodes of a cache: agents of Open vSwitch do on computes and
    /// gateways.
    private func shares(_ cache: OpenStackWorkload, with row: OpenStackWorkload) -> Bool {
        row.node == cache.node || row.node == "openvswitch" && cache.node != Self.jobNode
    }

    /// The image of a workload: one for each project, as its charts have it.
    private func image(of row: OpenStackWorkload, _ service: OpenStackService) -> String {
        image(row.image ?? row.application, of: service)
    }

    /// The init container that waits for endpoints and Jobs; nil when there is nothing to wait for. What the
    /// cloud does not have is left out: nothing would ever end that wait (`missingDependencies`).
    ///
    /// Source: airshipit/kubernetes-entrypoint (DEPENDENCY_SERVICE, DEPENDENCY_JOBS), which charts derived
    /// from openstack-helm use; Mirantis/rockoon charts (dependencies.static).
    private func waiting(_ services: [String], _ jobs: [String], _ service: OpenStackService) -> Value? {
        let services = services.compactMap { endpoint($0, for: service) } + awaited(by: service)
        let jobs = jobs.filter(hasJob)
        guard !services.isEmpty || !jobs.isEmpty else { return nil }
        var variables: [Value] = []
        for (name, list) in [
            (StartTable.services, services), (StartTable.jobs, jobs),
        ] where !list.isEmpty {
            variables.append(["name": .string(name), "value": .string(list.joined(separator: ","))])
        }
        return .list([
            [
                "name": .string("init"),
                "image": .string("registry.example.org/openstack/dep-check:v1.2.0"),
                "env": .list(variables),
            ]
        ])
    }

    private func metadata(_ name: String, _ labels: Value?, _ service: OpenStackService) -> Value {
        var metadata: Value = ["name": .string(name), "namespace": .string(service.namespace)]
        metadata["labels"] = labels
        metadata["annotations"] = [
            Self.certainty: .string("\(service.certainty); \(service.source)")
        ]
        return metadata
    }

    private static func labels(_ row: OpenStackWorkload) -> Value {
        var labels: Value = [
            "application": .string(row.application), "component": .string(row.component),
        ]
        if let instance = row.instance { labels["instance"] = .string(instance) }
        return labels
    }

    private static func rolling(_ limits: KeyValuePairs<String, IntOrPercent>) -> Value {
        [
            "type": .string("RollingUpdate"),
            "rollingUpdate": .map(
                limits.map { Value.Field(key: $0.key, value: $0.value.encoded(over: nil)) }),
        ]
    }

    private static func probe(_ seconds: [Int64], _ threshold: Int64) -> Value? {
        guard seconds.count == 3 else { return nil }
        return [
            "initialDelaySeconds": .int(seconds[0]), "periodSeconds": .int(seconds[1]),
            "timeoutSeconds": .int(seconds[2]), "failureThreshold": .int(threshold),
        ]
    }

    private static func apart(_ spread: OpenStackWorkload.Spread, _ labels: Value) -> Value {
        let term: Value = [
            "topologyKey": .string("kubernetes.io/hostname"), "labelSelector": ["matchLabels": labels],
        ]
        return switch spread {
        case .required: ["requiredDuringSchedulingIgnoredDuringExecution": .list([term])]
        case .preferred:
            [
                "preferredDuringSchedulingIgnoredDuringExecution": .list([
                    ["weight": .int(10), "podAffinityTerm": term]
                ])
            ]
        }
    }
}
