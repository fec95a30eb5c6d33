import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Modules that configure the operating systems of machines.
@Suite struct HostOSConfigurationTests {
    private typealias Fixture = BareMetalFixture

    /// The name of the item that runs the module `ntp` of the object `ntp`.
    private static let ntp = "host-os-ntp-ntp-1.0.0"

    @Test func workersGetWhatSelectsThemAndManagersDoNot() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.hours(1))
        for name in ["cmp-01", "cmp-02"] {
            let machine = try fixture.lcm(name)
            #expect(machine.status.state == .ready)
            #expect(machine.hostItems == ["host-os-download-ntp-ntp-1.0.0", Self.ntp])
            #expect(fixture.texts(LCMEntry.machineState, of: name) == ["Reconfigure", "Ready"])
            #expect(
                fixture.texts(LCMEntry.itemFinished, of: name) == [
                    "host-os-download-ntp-ntp-1.0.0", Self.ntp,
                ])
        }
        let managers = try ["ctl-01", "ctl-02", "ctl-03"].map { try fixture.lcm($0).hostItems }
        #expect(managers == [[], [], []])
        let status = try fixture.hostConfiguration("ntp").status
        #expect(status.isValid)
        #expect(status.configs.map(\.modulesReference) == ["mcc-modules"])
        #expect(status.machinesStates.names == ["lab/cmp-01", "lab/cmp-02"])
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Success", "Success"])
        let modules = try #require(fixture.world.objects(HostOSConfigurationModules.self).first)
        #expect(modules.status.modules.allSatisfy { $0.state == "available" && $0.error.isEmpty })
    }

    @Test func orderOfObjectsThenOfTheirEntries() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        var late = Fixture.hostConfig("ntp")
        late.order = 7
        var early = Fixture.hostConfig("sysctl")
        early.order = 2
        try fixture.put(Fixture.hostConfiguration("a", [Fixture.hostConfig("package"), late, early]))
        var first = Fixture.hostConfiguration("z", [Fixture.hostConfig("irqbalance")])
        first.spec.order = 1
        try fixture.put(first)
        fixture.run(.hours(1))
        let done = fixture.texts(LCMEntry.itemFinished, of: "cmp-01").filter { !$0.contains("download") }
        #expect(
            done == [
                "host-os-z-irqbalance-1.0.0", "host-os-a-sysctl-1.0.0", "host-os-a-ntp-1.0.0",
                "host-os-a-package-1.0.0",
            ])
    }

    @Test func moduleThatFailsIsSaidAndTriedAgain() throws {
        var fixture = try Fixture.cloud()
        try fixture.begin({ .itemFails(host: $0, item: Self.ntp, times: 2) }, "bm-cmp-01")
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        let hasFailed = fixture.run(atMost: .hours(1)) {
            (try? $0.itemStates("ntp", "cmp-01")) == ["Success", "Failed"]
        }
        #expect(hasFailed)
        #expect(try fixture.lcm("cmp-01").status.state == .reconfigure)
        #expect(try fixture.nodeCount().ready < 5)
        fixture.run(.hours(1))
        let item = try fixture.lcm("cmp-01").status.stateItemStatuses[Self.ntp]
        #expect(item?.exitCode == 0)
        #expect(item?.attempt == 3)
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Success", "Success"])
        #expect(try fixture.nodeCount().ready == 5)
    }

    @Test func otherValuesAreTriedThoughTheModuleFailed() throws {
        var fixture = try Fixture.cloud()
        try fixture.begin({ .itemFails(host: $0, item: Self.ntp, times: .max) }, "bm-cmp-01")
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.minutes(30))
        let old = try fixture.lcm("cmp-01").status.stateItemStatuses[Self.ntp]
        #expect(old?.exitCode == 1)
        try fixture.end({ .itemFails(host: $0, item: Self.ntp, times: .max) }, "bm-cmp-01")
        var object = try fixture.hostConfiguration("ntp")
        object.spec.configs[0].values = .map(["servers": .list([.string("other.example")])])
        try fixture.put(object)
        fixture.run(.hours(1))
        let new = try fixture.lcm("cmp-01").status.stateItemStatuses[Self.ntp]
        #expect(new?.exitCode == 0)
        #expect(new?.attempt == 1)
        #expect(new?.hash != old?.hash)
    }

    @Test func objectIsLeftOutUntilItIsValid() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.minutes(10))
        var status = try fixture.hostConfiguration("ntp").status
        #expect(!status.isValid)
        #expect(status.configs.map(\.messages) == [["there is no module ntp-1.0.0"]])
        #expect(try fixture.lcm("cmp-01").hostItems.isEmpty)
        // A custom module needs a URL; the vendor's do not.
        var custom = Fixture.hostModules
        custom.metadata.name = "custom"
        try fixture.put(custom)
        fixture.run(.minutes(10))
        status = try fixture.hostConfiguration("ntp").status
        #expect(!status.isValid)
        #expect(
            status.configs.map(\.messages) == [
                ["the module ntp-1.0.0 can't be used: a custom module needs a url"]
            ])
        for index in custom.spec.modules.indices {
            custom.spec.modules[index].url = "https://modules.example/\(index).tgz"
        }
        var replacing = HostOSModule()
        (replacing.name, replacing.version, replacing.sha256sum) = ("ntp", "2.0.0", "ef")
        replacing.url = "https://modules.example/ntp2.tgz"
        var replaced = HostOSModuleName()
        (replaced.name, replaced.version) = ("ntp", "1.0.0")
        replacing.deprecates = [replaced]
        custom.spec.modules.append(replacing)
        let stored = fixture.world.objects(HostOSConfigurationModules.self).first
        var again = try #require(stored)
        again.spec = custom.spec
        try fixture.put(again)
        fixture.run(.hours(1))
        status = try fixture.hostConfiguration("ntp").status
        #expect(status.isValid && status.containsDeprecatedModules)
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Success", "Success"])
    }

    @Test func emptySelectorSelectsNothingAndSelectingAgainAppliesAgain() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.hours(1))
        #expect(fixture.texts(LCMEntry.itemFinished, of: "cmp-01").count == 2)
        var object = try fixture.hostConfiguration("ntp")
        let selector = object.spec.machineSelector
        object.spec.machineSelector = LabelSelector()
        object.spec.configs[0].description = "nothing that counts"
        try fixture.put(object)
        fixture.run(.hours(1))
        let machine = try fixture.lcm("cmp-01")
        #expect(machine.hostItems.isEmpty)
        #expect(machine.status.stateItemStatuses.names.allSatisfy { !$0.hasPrefix("host-os-") })
        #expect(try fixture.hostConfiguration("ntp").status.machinesStates.count == 0)
        #expect(fixture.texts(LCMEntry.itemFinished, of: "cmp-01").count == 2)
        object = try fixture.hostConfiguration("ntp")
        object.spec.machineSelector = selector
        try fixture.put(object)
        fixture.run(.hours(1))
        #expect(fixture.texts(LCMEntry.itemFinished, of: "cmp-01").count == 4)
    }

    @Test func machineInMaintenanceIsPassedOverUntilItIsReady() throws {
        var fixture = try Fixture.cloud()
        var request = GracefulRebootRequest(metadata: ObjectMeta(name: "lab", namespace: "lab"))
        request.spec.machines = ["cmp-01"]
        try fixture.put(request)
        let isAsked = fixture.run(atMost: .hours(1)) { $0.count(LCMEntry.rebootRequested) == 1 }
        #expect(isAsked)
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.seconds(30))
        #expect(fixture.waits(of: "cmp-01").contains("the machine is in maintenance"))
        #expect(try fixture.lcm("cmp-01").hostItems.isEmpty)
        #expect(try !fixture.lcm("cmp-02").hostItems.isEmpty)
        fixture.run(.hours(3))
        #expect(fixture.count(LCMEntry.rebootsCompleted) == 1)
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Success", "Success"])
    }

    @Test func machineThatIsEnabledAgainGetsTheModulesAnew() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        fixture.run(.hours(1))
        try fixture.changeMachine("cmp-01") { $0.disable = true }
        fixture.run(.hours(1))
        #expect(try fixture.lcm("cmp-01").hostItems.isEmpty)
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Not Started", "Not Started"])
        try fixture.changeMachine("cmp-01") { $0.disable = false }
        fixture.run(.hours(4))
        #expect(try fixture.lcm("cmp-01").status.state == .ready)
        #expect(try fixture.itemStates("ntp", "cmp-01") == ["Success", "Success"])
        let done = fixture.texts(LCMEntry.itemFinished, of: "cmp-01")
        #expect(done.count { $0 == Self.ntp } == 2)
        #expect(try fixture.nodeCount().ready == 5)
    }

    @Test func newMachineGetsTheModulesOnceItIsReady() throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
        try fixture.put(Fixture.newMachine("cmp-03"))
        fixture.run(.hours(5))
        #expect(try fixture.itemStates("ntp", "cmp-03") == ["Success", "Success"])
        let states = fixture.texts(LCMEntry.machineState, of: "cmp-03")
        #expect(states.suffix(3) == ["Ready", "Reconfigure", "Ready"])
    }

    @Test(arguments: [false, true])
    func moduleMayAskForAReboot(isSilent: Bool) throws {
        var fixture = try Fixture.cloud()
        try fixture.put(Fixture.hostModules)
        var config = Fixture.hostConfig("grub_settings")
        if isSilent { config.values = .map(["disable_reboot_request": .bool(true)]) }
        try fixture.put(Fixture.hostConfiguration("grub", [config]))
        fixture.run(.hours(1))
        #expect(fixture.count(EquipmentEntry.phaseEntered) == 0)
        #expect(fixture.machine("cmp-01")?.status.providerStatus.reboot.required == !isSilent)
        guard !isSilent else { return }
        var request = GracefulRebootRequest(metadata: ObjectMeta(name: "lab", namespace: "lab"))
        request.spec.machines = ["cmp-01"]
        try fixture.put(request)
        fixture.run(.hours(3))
        #expect(fixture.machine("cmp-01")?.status.providerStatus.reboot.required == false)
        #expect(fixture.machine("cmp-02")?.status.providerStatus.reboot.required == true)
        #expect(try fixture.equipment("bm-cmp-01").facts.hasRebootRequest == false)
    }

    @Test(arguments: [ControllerID.hostOSConfiguration, .lcmAgent, .lcmMachine])
    func aCrashAfterAnyWriteHoldsNothingUp(controller: ControllerID) throws {
        for write in 1...9 {
            var fixture = try Fixture.cloud()
            let plan = CrashPlan(controller: controller, afterWrite: write, downtime: .minutes(1))
            fixture.world.state.substrate.beginCrash(plan, fault: 0)
            try fixture.put(Fixture.hostModules)
            try fixture.put(Fixture.hostConfiguration("ntp", [Fixture.hostConfig("ntp")]))
            fixture.run(.hours(2))
            for name in ["cmp-01", "cmp-02"] {
                #expect(try fixture.itemStates("ntp", name) == ["Success", "Success"], "write \(write)")
                #expect(try fixture.lcm(name).status.state == .ready, "write \(write)")
            }
        }
    }

    @Test func updateKeepsWhatWasAppliedBeforeAndAppliesNothingAnew() throws {
        var builder = CloudBuilder()
        builder.extra = """
            ---
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: HostOSConfigurationModules
            metadata: {name: mcc-modules}
            spec: {modules: [{name: ntp, version: 1.0.0, sha256sum: ab}]}
            ---
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: HostOSConfiguration
            metadata: {name: ntp, namespace: lab}
            spec:
              machineSelector: {matchLabels: {\(CloudBuilder.clusterLabel): lab}}
              configs: [{module: ntp, moduleVersion: 1.0.0}]

            """
        let rested = RunToRest(try builder.template())
        #expect(rested.outcome == .completed)
        #expect(rested.run.entries(LCMEntry.itemFinished, subject: nil, object: Self.ntp).isEmpty)
        for machine in rested.world.objects(LCMMachine.self) {
            #expect(machine.hostItems == ["host-os-download-ntp-ntp-1.0.0", Self.ntp])
            #expect(machine.status.state == .ready)
            #expect(machine.status.release == "21.0.0+25.2")
        }
    }
}
