import ArgumentParser
import Kubernetes
import Twin

/// `twin generate`.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make up a cloud: the objects that its operator would write, as YAML.",
        discussion: """
            The same options give the same bytes. What it writes is what --cloud takes:

              twin generate --workers 500 --racks 12 | twin rehearse --cloud - --to mosk-21-0-0-25-2
            """)

    @Option(help: "The name of the Cluster.")
    var name: String = "mosk-generated"
    @Option(parsing: .unconditional, help: "Managers; an odd number, or updates are known to break.")
    var managers: Int = 3
    @Option(
        parsing: .unconditional,
        help: "Workers that carry OpenStack's control plane and gateway; with 0 the managers do.")
    var controllers: Int = 5
    @Option(parsing: .unconditional, help: "Workers for StackLight; with 0 the first controllers carry it.")
    var stacklight: Int = 0
    @Option(parsing: .unconditional, help: "Computes, those with Ceph storage among them.")
    var workers: Int = 50
    @Option(parsing: .unconditional, help: "Computes with Ceph storage (default: one of 20, 3 at least).")
    var storage: Int?
    @Option(parsing: .unconditional, help: "Racks; of several, each has networks of its own.")
    var racks: Int = 3
    @Option(
        name: .customLong("group-size"), parsing: .unconditional,
        help: "Computes of an update group, at most; as many update at a time.")
    var groupSize: Int = 20
    @Option(
        parsing: .unconditional,
        help: "Further DaemonSets with a pod on every node; with 31 a compute has 40 pods.")
    var agents: Int = 0
    @Option(
        parsing: .unconditional,
        help: "Instances, spread evenly over the computes; as the OpenStack client lists them.")
    var instances: Int = 0
    @Flag(help: "OpenSDN (Tungsten Fabric) does the networking of OpenStack, in place of Open vSwitch.")
    var opensdn = false
    @Option(help: "The ClusterRelease that the cluster is at.")
    var release: String = "mosk-17-4-0-25-1"
    @Flag(help: "The cluster is still to be deployed: its hosts are blank, and nothing runs.")
    var new = false
    @Option(help: "Give racks unlike hardware and network cards addresses by chance, from this seed.")
    var seed: UInt64?

    func validate() throws {
        let storage = storage ?? CloudShape.usualStorage(workers: workers)
        for (name, value, range) in [
            ("--managers", managers, 1...99), ("--controllers", controllers, 0...99),
            ("--stacklight", stacklight, 0...99), ("--workers", workers, 0...CloudShape.maxWorkers),
            ("--storage", storage, 0...max(workers, 0)), ("--racks", racks, 1...99),
            ("--group-size", groupSize, 1...CloudShape.maxWorkers), ("--agents", agents, 0...99),
            ("--instances", instances, 0...1_000_000),
        ] where !range.contains(value) {
            throw ValidationError(
                "\(name) must be from \(range.lowerBound) to \(range.upperBound)"
                    + (name == "--storage" ? ": each is one of the workers" : ""))
        }
        let isName = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, !name.isEmpty, !name.hasPrefix("-"), !name.hasSuffix("-"), name.utf8.count <= 40 else {
            throw ValidationError("--name must be of up to 40 small letters, digits and dashes")
        }
    }

    func run() throws {
        let catalogue: Catalogue
        do throws(CloudError) { catalogue = try Catalogue.builtIn() } catch {
            throw Failure(error.description, .internalFault)
        }
        var shape = try Self.shape(at: release, catalogue)
        shape.name = name
        (shape.managers, shape.controllers, shape.stacklight) = (managers, controllers, stacklight)
        (shape.workers, shape.racks, shape.groupSize) = (workers, racks, groupSize)
        shape.storage = storage ?? CloudShape.usualStorage(workers: workers)
        (shape.seed, shape.isNew, shape.agents) = (seed, new, agents)
        (shape.instances, shape.hasOpenSDN) = (instances, opensdn)
        var text = "# Made up by `twin \(arguments.joined(separator: " "))`.\n"
        CloudGenerator.run(shape) { document in
            text += document
            guard text.utf8.count > 1 << 20 else { return }
            Output.write(text)
            text = ""
        }
        Output.write(text)
    }

    /// A cloud at a release, under the newest release of the management plane that offers an update from
    /// it.
    private static func shape(at release: String, _ catalogue: Catalogue) throws(Failure) -> CloudShape {
        let graph = ReleaseGraph(catalogue.kaasReleases)
        let supporting = catalogue.kaasReleases.filter { kaas in
            kaas.spec.supportedClusterReleases.contains { $0.name == release }
        }
        guard
            let kaas = supporting.last(where: { !graph.targets(from: release, under: $0).isEmpty })
                ?? supporting.last
        else {
            let known = catalogue.clusterReleases.map(\.metadata.name)
            throw Failure(
                "--release \(release): unknown release"
                    + (NearestName.find(release, among: known).map { "; did you mean \($0)?" }
                        ?? "; `twin releases` lists them"),
                .badInput)
        }
        return CloudShape(
            release: release, kaasRelease: kaas.metadata.name, managementRelease: kaas.spec.clusterRelease)
    }

    /// The command line that gives the same bytes.
    private var arguments: [String] {
        var words = [
            "generate", "--name", name, "--managers", "\(managers)", "--controllers", "\(controllers)",
        ]
        words += ["--stacklight", "\(stacklight)", "--workers", "\(workers)"]
        words += ["--storage", "\(storage ?? CloudShape.usualStorage(workers: workers))"]
        words += ["--racks", "\(racks)", "--group-size", "\(groupSize)", "--release", release]
        if agents > 0 { words += ["--agents", "\(agents)"] }
        if instances > 0 { words += ["--instances", "\(instances)"] }
        if opensdn { words.append("--opensdn") }
        if new { words.append("--new") }
        return words + (seed.map { ["--seed", "\($0)"] } ?? [])
    }
}
