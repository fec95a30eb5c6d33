import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

/// A fault that ends gives back what it took, and nothing else; then no fault is counted any more.
@Suite struct FaultEndTests {
    /// A text of each kind; crashes end otherwise.
    static let texts = [
        "power-loss:cmp-01", "hang:cmp-01", "panic:cmp-01", "network-down:cmp-01", "item-fails:cmp-01:mke:9",
        "runtime-hang:cmp-01",
        "bmc-unreachable:cmp-01", "bmc-unauthorized:cmp-01", "bmc-slow:cmp-01:7", "power-stuck:cmp-01",
        "bmc-lies:cmp-01", "slow-boot:cmp-01:30m", "boot-hang:cmp-01", "netboot-fails:cmp-01",
        "wrong-boot-device:cmp-01", "nic-down:cmp-01/eno1", "nic-flapping:cmp-01", "nic-lossy:cmp-01:50%",
        "mtu-mismatch:cmp-01/eno2", "switch-down:spine", "partition:cmp-01+mirror:managers:one",
        "rack-power-loss:no-rack", "feed-down:A", "disk-failed:cmp-01", "disk-slow:cmp-01/sda:4",
        "disk-full:cmp-01/sdb", "disk-read-only:cmp-01", "boot-loop:cmp-01:90s", "clock-skew:cmp-01:-2h",
        "ironic-down", "origin-down:images", "origin-corrupt:packages",
        "api-conflicts:mosk:30%", "api-errors:management:30%", "api-slow:mosk:2s", "etcd-slow:mosk:900ms",
        "api-watches-down:management", "watches-down:lcm-agent", "unseen-states:kubelet:20s",
        "stale-cache:helm-controller:10s", "kubelet-stop:cmp-01", "agent-stop:cmp-01", "slow-pulls:cmp-01:5",
        "manager-loss:ctl-01", "origin-slow:images:5", "galera-member-killed:cmp-01",
        "galera-member-paused:cmp-01", "galera-data-lost:cmp-01",
        "helm-release-stuck:mosk:openstack-keystone", "rabbitmq-broker-killed:cmp-01",
        "rabbitmq-memory-alarm:cmp-01", "rabbitmq-disk-alarm:cmp-01",
        "containers-crash:mosk:api:2",
    ]

    /// What equipment says of faults; phases and what follows from them are not part of it.
    private func marks(_ world: borrowing World) -> [String] {
        let plant = world.plant
        var marks = plant.hosts.indices.map { "\(plant.hosts[$0].faults)" }
        marks += plant.bmcs.indices.map { index in
            let bmc = plant.bmcs[index]
            return
                "\(bmc.outages) \(bmc.cuts) \(bmc.refusals) \(bmc.slowness) \(bmc.stuckPower) \(bmc.lies)"
        }
        let nodes = world.substrate.estate.nodes
        marks += nodes.indices.map { "\(nodes[$0].isKubeletRunning) \(nodes[$0].isAgentRunning)" }
        marks.append("\(world.substrate.apiFaultsOn)")
        marks.append("\(plant.network.marks) \(plant.engines.map(\.etcdSync))")
        return marks + [
            "\(plant.ironicOutages) \(plant.mirror.down) \(plant.mirror.corrupt) \(plant.mirror.slow)"
        ]
    }

    @Test func everyKindIsTried() {
        let tried = Set(Self.texts.map { String($0.prefix { $0 != ":" }) })
        #expect(tried.union(["controller-crash"]) == Set(FaultKind.all.map(\.name)))
    }

    @Test(arguments: texts)
    func endGivesBackWhatWasTaken(text: String) throws {
        let template = try CloudBuilder().template()
        let fault = try Fault(text, of: template)
        // Another one of the same kind is on throughout: it must be left as it is.
        var other = fault
        other.text = "another"
        var world = World(template, seed: 7)
        if !fault.kind.isMomentary { world.inbox.post(.begin(other, number: 1), at: .zero) }
        while world.now < .zero + .seconds(5), world.step() {}
        let (before, count) = (marks(world), world.faultCount)
        world.inbox.post(.begin(fault, number: 2), at: .zero + .minutes(1))
        world.inbox.post(.end(number: 2), at: .zero + .minutes(2))
        // The end of what is not on does nothing.
        world.inbox.post(.end(number: 2), at: .zero + .minutes(3))
        while let next = world.nextTime, next <= .zero + .seconds(90), world.step() {}
        if !fault.kind.isMomentary {
            let during = marks(world)
            #expect(during != before, "the fault leaves no mark")
            #expect(world.faultCount == count + 1)
        }
        while let next = world.nextTime, next <= .zero + .minutes(4), world.step() {}
        let after = marks(world)
        #expect(after == before)
        #expect(world.faultCount == count)
        world.inbox.post(.end(number: 1), at: .zero + .minutes(5))
        while let next = world.nextTime, next <= .zero + .minutes(6), world.step() {}
        #expect(world.faultCount == 0)
        let fresh = marks(World(template, seed: 7))
        let last = marks(world)
        #expect(last == fresh)
    }

    @Test func crashIsCountedUntilItHasCome() throws {
        let template = try CloudBuilder().template()
        var world = World(template, seed: 7)
        world.inbox.post(
            .begin(try Fault("controller-crash:cluster-controller:1", of: template), number: 0), at: .zero)
        while world.faultCount == 0, world.step() {}
        #expect(world.now == .zero)
        while let next = world.nextTime, next <= .zero + .hours(1), world.step() {}
        #expect(world.faultCount == 0)
    }

    @Test func triggeredFaultBeginsAfterItsEntryAndEndsInTime() throws {
        let template = try CloudBuilder().template()
        var options = RunOptions(seed: 7, limit: .hours(240))
        options.faults = try template.faults(["hang:cmp-01@after(stepStarted * k8s-controllers),5m+30m"])
        let rested = RunToRest(template, options)
        #expect(rested.outcome == .completed)
        let run = rested.run
        let began = try #require(run.entries(EquipmentEntry.faultBegan).first)
        let ended = try #require(run.entries(EquipmentEntry.faultEnded).first)
        let step = try #require(
            run.firstTime(LCMEntry.stepStarted, subject: nil, object: "k8s-controllers"))
        #expect(run[began].time - .zero == step + .minutes(5))
        #expect(run[ended].time - run[began].time == .minutes(30))
        #expect(rested.world.faultCount == 0)
    }
}
