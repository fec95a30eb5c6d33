internal import Controllers
internal import Foundation
internal import Kubernetes
internal import Scenarios
internal import Simulation
internal import Twin

/// The figures of worlds with 40 pods a node.
enum PodBench {
    /// Further DaemonSets, so that a compute has 40 pods.
    static let agents = 31

    private static func template(workers: Int, agents: Int) throws -> WorldTemplate {
        var shape = MadeUpCloud.shape(workers: workers)
        shape.agents = agents
        return try WorldBench.template(try MadeUpCloud.cloud(shape))
    }

    private static func resting() -> RunOptions {
        var options = RunOptions(seed: 7)
        options.operatorPlan.commencements = []
        return options
    }

    /// 10,000 nodes with 400,000 pods: memory by the pod, the import, and a quiet day from rest.
    static func run() throws {
        let bare = try measure(agents: 0)
        let full = try measure(agents: agents)
        let pods = full.pods - bare.pods
        print("pods_in_estate \(full.pods) pods")
        print("pods_bytes_each \((full.kilobytes - bare.kilobytes) * 1000 / pods) B")
        print("pods_resident_megabytes \(full.kilobytes / 1000) MB")
        print("pods_to_rest_seconds \(full.seconds) s")
        print("pods_quiet_day_milliseconds \(full.quiet) ms")
    }

    private struct Figures {
        var pods: Double
        var kilobytes: Double
        var seconds: Double
        var quiet: Double
    }

    /// Measures in a process of its own, since each leaves memory behind.
    private static func measure(agents: Int) throws -> Figures {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["pods-of", "\(agents)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let words = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard process.terminationStatus == 0, words.count == 4 else {
            fatalError("the measurement failed: \(output)")
        }
        return Figures(pods: words[0], kilobytes: words[1], seconds: words[2], quiet: words[3])
    }

    /// Imports an estate, lets it come to rest, and prints its pods, the memory in use, how long that took,
    /// and how long a day of rest takes.
    static func measureHere(agents: Int) throws {
        var template: WorldTemplate?
        let imported = try WorldBench.seconds { template = try Self.template(workers: 9_992, agents: agents) }
        guard let template else { return }
        var driver = RunDriver(template, resting(), goal: Goal(after: .hours(1)), observers: [])
        var outcome: RunOutcome?
        let rested = WorldBench.seconds { outcome = driver.run() }
        guard outcome == .completed else { fatalError("the cloud has not come to rest") }
        let resident = try MemoryBench.residentKilobytes()
        let quiet = WorldBench.seconds {
            var world = driver.world.fork()
            while let next = world.nextTime, next <= .zero + .hours(25) {
                guard world.step() else { fatalError("the day ended otherwise") }
            }
        }
        let pods = driver.world.state.substrate.stores[1].count(PodSpec.kind)
        print(pods, resident, imported + rested, quiet * 1000)
    }

    /// A fork of 1,000 nodes with 40,000 pods, and its first write.
    static func fork() throws {
        var driver = RunDriver(
            try template(workers: 992, agents: agents), resting(), goal: Goal(after: .hours(1)),
            observers: [])
        guard driver.run() == .completed else { fatalError("the cloud has not come to rest") }
        guard let pod = driver.world.state.substrate.stores[1].list(PodSpec.kind).last else { return }
        var times: [Double] = []
        for _ in 0..<201 {
            times.append(
                WorldBench.seconds {
                    var world = driver.world.fork()
                    guard case .success = world.state.substrate.delete(pod.key, cluster: 1) else {
                        fatalError("the pod can't be deleted")
                    }
                })
        }
        print("pods_fork_and_first_write_milliseconds \(times.sorted()[times.count / 2] * 1000) ms")
    }

    /// 200 Deployments of 100 pods each on 1,000 nodes, until all have a node: how many a second, with all
    /// that happens around it.
    static func scheduler() throws {
        var driver = RunDriver(
            try template(workers: 992, agents: 0), resting(), goal: Goal(after: .minutes(30)), observers: [])
        guard driver.run() == .completed else { fatalError("the cloud has not come to rest") }
        var world = driver.world.fork()
        var reader = YAMLReader(file: "memory")
        for number in 0..<200 {
            let text = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: bench-\(number), namespace: bench}
                spec:
                  replicas: 100
                  selector: {matchLabels: {app: bench-\(number)}}
                  template:
                    metadata: {labels: {app: bench-\(number)}}
                    spec:
                      nodeSelector: {openstack-compute-node: enabled}
                      containers: [{name: a, image: b, resources: {requests: {cpu: 100m, memory: 256Mi}}}]
                """
            guard let document = try reader.read(text).first else { continue }
            let key = world.state.substrate.key(Deployment.self, "bench-\(number)", namespace: "bench")
            guard case .success = world.state.substrate.create(document, key, cluster: 1) else {
                fatalError("a Deployment can't be created")
            }
            world.state.substrate.armCaches(cluster: 1)
        }
        let before = world.state.substrate.stores[1].count(PodSpec.kind)
        func unbound(_ world: borrowing World) -> Bool {
            let store = world.state.substrate.stores[1]
            return store.count(PodSpec.kind) < before + 20_000
                || !store.isEmpty(PodSpec.kind, by: IndexKey("node", ""))
        }
        let took = WorldBench.seconds {
            while unbound(world) {
                for _ in 0..<1000 where !world.step() { fatalError("nothing is due") }
            }
        }
        print("scheduler_pods_a_second \(20_000 / took) pods")
    }
}
