import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Every state that a machine, a cluster, a host or the rest can be in is reached by some world.
@Suite struct ReachedStatesTests {
    /// A state machine: what its states are called, and those that no world reaches, with the reason.
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var states: [String]
        var excused: [String: String] = [:]

        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "LCMMachineState", states: LCMMachineState.allCases.map(\.rawValue)),
        Row(name: "PrepareDeletionPhase", states: PrepareDeletionPhase.allCases.map(\.rawValue)),
        Row(
            name: "Machine",
            states: ["Provision", "Disabled"] + LCMMachineState.allCases.map(\.rawValue)),
        Row(
            name: "Machine condition",
            states: ["ProviderInstance true", "ProviderInstance false"]),
        Row(
            name: "Cluster condition",
            states: ["Nodes", "Helm", "LoadBalancer"].flatMap { ["\($0) true", "\($0) false"] }
                + ["UpdateAutoPause false"]),
        Row(
            name: "UpdateStepState", states: UpdateStepState.allCases.map(\.rawValue),
            excused: [
                "Scheduled": "steps begin when they are commenced; schedules have no model",
                "Stuck": "no source says after how long a step is called so",
            ]),
        Row(
            name: "BareMetalHostState", states: BareMetalHostState.allCases.map(\.rawValue),
            excused: [
                "ready": "of old operators: left under its modern name at the first look",
                "match profile": "of old operators: left under its modern name at the first look",
            ]),
        Row(name: "HostPhase", states: HostPhase.allCases.map(\.rawValue)),
        Row(name: "ContainerRuntimePhase", states: ContainerRuntimePhase.allCases.map(\.rawValue)),
        Row(name: "BareMetalHostCredential", states: ["untried", "valid", "refused"]),
        Row(name: "HostOSConfiguration", states: ["isValid true", "isValid false"]),
        Row(name: "HostOSItemState", states: HostOSItemState.allCases.map(\.rawValue)),
        Row(name: "HostOSModuleState", states: HostOSModuleState.allCases.map(\.rawValue)),
    ]

    /// What all worlds reach, found once.
    static let reached = Result {
        var reached = ReachedStates()
        try laterLife(&reached)
        try deletionTakenBack(&reached)
        try update(&reached)
        try deployment(&reached)
        try hosts(&reached)
        try hostConfiguration(&reached)
        return reached
    }

    @Test(arguments: rows)
    func everyStateIsReached(row: Row) throws {
        let found = try Self.reached.get().words[row.name] ?? []
        let missing = row.states.filter { !found.contains($0) && row.excused[$0] == nil }
        #expect(missing.isEmpty, "no world reaches \(missing)")
        let unknown = found.subtracting(row.states).sorted()
        #expect(unknown.isEmpty, "the table does not know \(unknown)")
        let needless = row.excused.keys.filter { found.contains($0) || !row.states.contains($0) }
        #expect(needless.isEmpty, "\(needless) need no excuse")
    }

    /// A machine joins, one is disabled, one reboots, one goes.
    private static func laterLife(_ reached: inout ReachedStates) throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.put(BareMetalFixture.newMachine("cmp-03"))
        reached.watch(&fixture, .hours(4))
        try fixture.changeMachine("cmp-03") { $0.disable = true }
        reached.watch(&fixture, .hours(1))
        var request = GracefulRebootRequest(metadata: ObjectMeta(name: "lab", namespace: "lab"))
        request.spec.machines = ["cmp-01"]
        try fixture.put(request)
        reached.watch(&fixture, .hours(2))
        try fixture.changeMachine("cmp-02") { $0.delete = true }
        reached.watch(&fixture, .hours(3))
        // There is no host left for it.
        try fixture.put(BareMetalFixture.newMachine("cmp-04"))
        try fixture.put(BareMetalFixture.newMachine("cmp-05"))
        reached.watch(&fixture, .hours(1))
        reached.take(fixture)
    }

    /// A deletion is taken back while there is no quorum.
    private static func deletionTakenBack(_ reached: inout ReachedStates) throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.changeMachine("cmp-01") { $0.delete = true }
        let isAsked = fixture.run(atMost: .hours(1)) { fixture in
            fixture.world.objects(LCMClusterState.self).contains { $0.spec.type == .swarmDrain }
        }
        try #require(isAsked)
        for name in ["bm-ctl-02", "bm-ctl-03"] { try fixture.begin({ .powerLoss(host: $0) }, name) }
        reached.watch(&fixture, .minutes(2))
        try fixture.changeMachine("cmp-01") { $0.delete = false }
        reached.watch(&fixture, .minutes(5))
        for name in ["bm-ctl-02", "bm-ctl-03"] { try fixture.end({ .powerLoss(host: $0) }, name) }
        reached.watch(&fixture, .hours(2))
        reached.take(fixture)
    }

    /// A cluster goes from one release to the next, with pauses.
    private static func update(_ reached: inout ReachedStates) throws {
        var builder = CloudBuilder()
        builder.extra = """
            ---
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: UpdateAutoPause
            metadata: {name: lab, namespace: lab}
            spec: {alerts: [KubeAPIDown]}

            """
        var fixture = try BareMetalFixture(builder)
        var isCommenced = false
        for _ in 0..<120 where !isCommenced {
            reached.watch(&fixture, .minutes(1))
            isCommenced = fixture.world.state.substrate.commence(target: builder.target, steps: nil)
        }
        try #require(isCommenced)
        for _ in 0..<6 {
            fixture.world.state.substrate.armCaches(cluster: 0)
            reached.watch(&fixture, .hours(2))
            _ = fixture.world.state.substrate.commence(target: builder.target, steps: nil)
        }
        reached.take(fixture)
    }

    /// A cluster comes to be.
    private static func deployment(_ reached: inout ReachedStates) throws {
        var fixture = try BareMetalFixture(DeploymentTests.builder(managers: 1, workers: 1))
        reached.watch(&fixture, .hours(6))
        reached.take(fixture)
    }

    /// Hosts without a cluster, and what befalls them.
    private static func hosts(_ reached: inout ReachedStates) throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare")
                + BareMetalFixture.host("blank", state: "available")
                + BareMetalFixture.host("outer", spec: "online: true\n  externallyProvisioned: true"))
        var bare = BareMetalHost(metadata: ObjectMeta(name: "bare", namespace: "lab"))
        bare.spec.online = false
        try fixture.put(bare)
        reached.watch(&fixture, .hours(2))
        try fixture.delete(try fixture.host("spare"))
        reached.watch(&fixture, .hours(1))
        try fixture.begin({ .hang(host: $0) }, "outer")
        reached.watch(&fixture, .minutes(10))
        try fixture.end({ .hang(host: $0) }, "outer")
        reached.watch(&fixture, .minutes(10))
        reached.take(fixture)
        var cloud = try BareMetalFixture.cloud()
        try cloud.begin({ .runtimeHang(host: $0) }, "bm-cmp-01")
        try cloud.begin({ .hang(host: $0) }, "bm-cmp-02")
        reached.watch(&cloud, .minutes(10))
        try cloud.end({ .runtimeHang(host: $0) }, "bm-cmp-01")
        try cloud.end({ .hang(host: $0) }, "bm-cmp-02")
        reached.watch(&cloud, .hours(1))
        reached.take(cloud)
    }

    /// Modules are applied, one of them fails at first; credentials are changed.
    private static func hostConfiguration(_ reached: inout ReachedStates) throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.begin(
            { .itemFails(host: $0, item: "host-os-ntp-ntp-1.0.0", times: 1) }, "bm-cmp-01")
        try fixture.begin({ .bmcUnauthorized(host: $0) }, "bm-cmp-02")
        try fixture.put(BareMetalFixture.hostConfiguration("ntp", [BareMetalFixture.hostConfig("ntp")]))
        var credential = try fixture.credential("none")
        credential.spec.username = .string("another")
        try fixture.put(credential)
        reached.watch(&fixture, .minutes(5))
        var modules = BareMetalFixture.hostModules
        modules.spec.modules[1].sha256sum = ""
        var replaced = HostOSModuleName()
        (replaced.name, replaced.version) = ("package", "1.0.0")
        modules.spec.modules[0].deprecates = [replaced]
        try fixture.put(modules)
        reached.watch(&fixture, .hours(1))
        reached.take(fixture)
    }
}
