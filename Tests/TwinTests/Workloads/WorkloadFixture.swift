import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What is done to workloads of a small cloud at rest.
extension BareMetalFixture {
    /// A cloud of one manager and so many workers. Durations are exact.
    static func workers(_ count: Int, _ extra: String = "") throws -> BareMetalFixture {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01"]
        builder.workers = (1...count).map { CloudBuilder.Worker(name: "cmp-0\($0)") }
        builder.extraMOSK = extra
        var fixture = try BareMetalFixture(builder)
        fixture.run(.minutes(10))
        return fixture
    }

    /// Writes spec and metadata of an object of the MOSK cluster, as a user does.
    mutating func putMOSK<Spec>(_ object: Resource<Spec>) throws { try world.putMOSK(object) }

    /// Writes the status of an object of the MOSK cluster.
    mutating func putStatus<Spec>(_ object: Resource<Spec>) throws {
        let key = world.state.substrate.key(object)
        try world.state.substrate.stores[1].update(
            Stored(key: key, object: object), part: .status, expected: nil, at: world.now,
            cause: world.state.substrate.kernel.journal.last)
        world.state.substrate.armCaches(cluster: 1)
    }

    /// Deletes an object of the MOSK cluster, as a user does; pods with grace.
    mutating func deleteMOSK<Spec>(_ object: Resource<Spec>, graceSeconds: Int64 = 0) throws {
        let key = world.state.substrate.key(object)
        try world.state.substrate.stores[1].delete(
            key, graceSeconds: graceSeconds, at: world.now, now: world.state.substrate.timestamp,
            cause: world.state.substrate.kernel.journal.last)
        world.state.substrate.armCaches(cluster: 1)
    }

    /// An object of the MOSK cluster; nil when there is none.
    func find<Spec>(_ type: Resource<Spec>.Type, _ name: String) -> Resource<Spec>? {
        world.objects(type, cluster: 1).first { $0.metadata.name == name }
    }

    /// An object of the MOSK cluster, which must be there.
    func get<Spec>(_ type: Resource<Spec>.Type, _ name: String) throws -> Resource<Spec> {
        let found = find(type, name)
        return try #require(found)
    }

    /// Changes the spec or metadata of an object of the MOSK cluster.
    mutating func change<Spec>(
        _ type: Resource<Spec>.Type, _ name: String, _ body: (inout Resource<Spec>) -> Void
    ) throws {
        let found = find(type, name)
        var object = try #require(found)
        body(&object)
        try putMOSK(object)
    }

    /// The pods of an application, by name.
    func pods(of app: String) -> [Pod] {
        world.objects(Pod.self, cluster: 1).filter { $0.metadata.labels["app"] == app }
            .sorted { $0.metadata.name < $1.metadata.name }
    }

    /// Lets things happen for so long, and looks after each event.
    mutating func watch(_ duration: SimDuration, _ look: (borrowing BareMetalFixture) -> Void) {
        let end = world.now + duration
        while let next = world.nextTime, next <= end, world.step() { look(self) }
        world.state.substrate.kernel.now = max(world.now, end)
    }

    /// A template of pods of an application with an image.
    static func template(_ app: String, image: String = "one") -> PodTemplate {
        var template = PodTemplate()
        template.metadata.labels = ["app": app]
        var container = Container()
        container.name = app
        container.image = image
        template.spec.containers = [container]
        return template
    }

    static func deployment(_ app: String, _ replicas: Int64) -> Deployment {
        var deployment = Deployment(metadata: ObjectMeta(name: app, namespace: "apps"))
        deployment.spec.replicas = replicas
        deployment.spec.selector = LabelSelector(matchLabels: ["app": app])
        deployment.spec.template = template(app)
        return deployment
    }

    static func statefulSet(_ app: String, _ replicas: Int64) -> StatefulSet {
        var set = StatefulSet(metadata: ObjectMeta(name: app, namespace: "apps"))
        set.spec.replicas = replicas
        set.spec.selector = LabelSelector(matchLabels: ["app": app])
        set.spec.template = template(app)
        return set
    }

    static func daemonSet(_ app: String) -> DaemonSet {
        var set = DaemonSet(metadata: ObjectMeta(name: app, namespace: "apps"))
        set.spec.selector = LabelSelector(matchLabels: ["app": app])
        set.spec.template = template(app)
        return set
    }

    static func job(_ app: String) -> Job {
        var job = Job(metadata: ObjectMeta(name: app, namespace: "apps"))
        job.spec.template = template(app)
        job.spec.template.spec.restartPolicy = .never
        return job
    }
}

extension Pod {
    /// The image of its first container.
    var image: String { spec.containers.first?.image ?? "" }
}
