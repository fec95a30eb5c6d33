import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import HardwareSimulated
@testable import Twin

/// What faults of parts come to in a whole cloud.
@Suite struct PartFaultTests {
    let template: WorldTemplate

    init() throws { template = try CloudBuilder().template() }

    private func run(_ faults: String...) throws -> RunToRest {
        var options = RunOptions(seed: 7, limit: .hours(240))
        options.faults = try template.faults(faults)
        return RunToRest(template, options)
    }

    /// When cmp-01 got the items of its deployment.
    private func deploy() throws -> SimDuration {
        let plain = RunDriver.record(template, RunOptions(seed: 7))
        return try #require(plain.firstTime(LCMEntry.itemsAssigned, subject: "cmp-01", object: "deploy"))
    }

    private func rules(_ run: RecordedRun, of machine: String) -> Set<String> {
        Set(Wait.all(run).filter { run.names[$0.waiter.name] == machine }.map(\.rule.text))
    }

    @Test func networkDownIsAHostThatIsDetached() throws {
        let start = try deploy() + .minutes(1)
        let named = try run("network-down:cmp-01@\(start)+30m")
        let links = try run("nic-down:cmp-01@\(start)+30m")
        #expect(named.outcome == .completed && links.outcome == .completed)
        func silences(_ run: RecordedRun) -> [SimDuration] {
            run.entries(LCMEntry.nodeReady, subject: "cmp-01").map { run[$0].time - .zero }
        }
        #expect(silences(named.run) == silences(links.run) && !silences(named.run).isEmpty)
        #expect(rules(named.run, of: "cmp-01") == rules(links.run, of: "cmp-01"))
        #expect(rules(named.run, of: "cmp-01").contains("the host has no network"))
    }

    @Test func oneSwitchOfABondIsNotMissed() throws {
        let plain = RunDriver.record(template, RunOptions(seed: 7))
        let rested = try run("switch-down:no-rack/tor-b", "nic-lossy:cmp-01/eno2:100%")
        #expect(rested.outcome == .completed)
        #expect(
            rested.run.firstTime(LCMEntry.releaseReached, subject: "lab")
                == plain.firstTime(LCMEntry.releaseReached, subject: "lab"))
    }

    @Test func anAgentThatCannotReachTheManagementClusterWaitsAndItsNodeStaysReady() throws {
        let start = try deploy() + .minutes(1)
        let rested = try run("partition:cmp-01:management:one@\(start)+90m")
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, template) == [])
        #expect(rules(rested.run, of: "cmp-01").contains("the management cluster is out of reach"))
        // It is not heard of while it reboots, with the fault as without.
        let plain = RunDriver.record(template, RunOptions(seed: 7))
        let silences = [rested.run, plain].map {
            $0.entries(LCMEntry.nodeReady, subject: "cmp-01", object: "Unknown").count
        }
        #expect(silences[0] == silences[1])
    }

    @Test func managersApartFromEachOtherLoseTheirQuorumUntilTheyMeetAgain() throws {
        let rested = try run(
            "partition:ctl-01:ctl-02+ctl-03@1m+40m", "partition:ctl-02:ctl-03@1m+20m")
        #expect(rested.outcome == .completed)
        let (lost, regained) = (
            rested.run.firstTime(EquipmentEntry.quorumLost, subject: "lab"),
            rested.run.firstTime(EquipmentEntry.quorumRegained, subject: "lab")
        )
        #expect(lost == .minutes(1) && regained == .minutes(21))
    }

    @Test func managersAreThoseThatTheEngineHas() throws {
        func begin(without gone: [String]) throws -> (cuts: [NetworkCut], missed: Int) {
            var world = World(template, seed: 7)
            for name in gone {
                world.state.plant.engines[0].remove(host: try index(name))
            }
            let fault = try Fault("partition:cmp-01:managers", of: template)
            world.inbox.post(.begin(fault, number: 1), at: .zero)
            while world.faultCount == 0, world.step() {}
            var missed = 0
            world.state.substrate.kernel.journal.forEach(after: .none) { _, entry in
                if entry.kind == EquipmentEntry.faultMissed.kind { missed += 1 }
            }
            return (world.plant.network.cuts, missed)
        }
        let two = try begin(without: ["ctl-03"])
        #expect(two.cuts.count == 1 && two.missed == 0)
        #expect(two.cuts[0].to.contains(.host(try index("ctl-01"))))
        #expect(!two.cuts[0].to.contains(.host(try index("ctl-03"))))
        let none = try begin(without: ["ctl-01", "ctl-02", "ctl-03"])
        #expect(none.cuts == [] && none.missed == 1)
    }

    private func index(_ host: String) throws -> UInt32 {
        UInt32(try #require(template.hosts.firstIndex { $0.name == host }))
    }

    @Test func aFullDiskHoldsTheItemsAndNamesWhy() throws {
        let start = try deploy()
        let rested = try run("disk-full:cmp-01@\(start)+2h")
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, template) == [])
        #expect(rules(rested.run, of: "cmp-01").contains("no space is left on the host's disk"))
    }

    @Test func aDiskWithoutANameIsThatOfTheFaultsBeginning() throws {
        let host = try #require(template.hosts.firstIndex { $0.name == "cmp-01" })
        var world = World(template, seed: 7)
        world.inbox.post(.begin(try Fault("disk-full:cmp-01", of: template), number: 1), at: .zero)
        while world.faultCount == 0, world.step() {}
        #expect(world.plant.hosts[host].faults.disks.map(\.disk) == ["sda"])
        world.state.plant.hosts[host].rootDevice = "sdb"
        world.inbox.post(.end(number: 1), at: world.now)
        while world.faultCount > 0, world.step() {}
        #expect(world.plant.hosts[host].faults.disks == [])
    }

    @Test func itemsOfAHostWithAWrongClockHaveWrongTimes() throws {
        let rested = try run("clock-skew:cmp-01:30d")
        #expect(rested.outcome == .completed)
        let machines = rested.world.objects(LCMMachine.self)
        func finished(_ name: String) throws -> Timestamp {
            let machine = try #require(machines.first { $0.metadata.name == name })
            return try #require(machine.status.stateItemStatuses["node-config"]?.finishedAt)
        }
        let (wrong, right) = (try finished("cmp-01"), try finished("ctl-03"))
        #expect(wrong.unixSeconds - right.unixSeconds > 29 * 86_400)
    }

    @Test func aSlowMajorityOfManagersSlowsWritesToTheirCluster() throws {
        var world = World(template, seed: 7)
        for (number, text) in ["disk-slow:ctl-01:50", "disk-slow:ctl-02:50"].enumerated() {
            world.inbox.post(.begin(try Fault(text, of: template), number: number), at: .zero)
        }
        while world.faultCount < 2, world.step() {}
        let syncs = world.state.substrate.estate.clusters.map(\.etcdSync)
        #expect(syncs[0] == .sound)
        #expect(syncs[1].usual > .zero && syncs[1].now == syncs[1].usual * 50)
        world.inbox.post(.end(number: 1), at: world.now)
        while world.faultCount > 1, world.step() {}
        #expect(world.state.substrate.estate.clusters[1].etcdSync == .sound)
    }

    @Test func drawnLivesAreOffUnlessAskedForAndCountedAsFaults() throws {
        func dead(_ speed: Int64?) -> (failures: Int, count: Int, disks: Set<String>) {
            var options = RunOptions(seed: 7, limit: .hours(48))
            options.hardwareLives = speed
            var driver = RunDriver(template, options)
            _ = driver.run()
            let world = driver.world.fork()
            let (count, failed) = (world.faultCount, world.plant.deadDisks)
            let run = driver.recorded(.completed)
            let entries = run.entries(EquipmentEntry.faultBegan)
            return (failed, count, Set(entries.map { run.names[run[$0].subject.name] }))
        }
        #expect(dead(nil) == (0, 0, []))
        let drawn = dead(20_000)
        #expect(drawn.failures > 0 && drawn.count == drawn.failures && drawn.disks.count == drawn.failures)
        #expect(drawn.disks == dead(20_000).disks)
    }

    @Test func aForkGoesItsOwnWayThroughAPartition() throws {
        var world = World(template, seed: 7)
        let fault = try Fault("partition:cmp-01:managers", of: template)
        world.inbox.post(.begin(fault, number: 1), at: .zero)
        while world.faultCount == 0, world.step() {}
        var fork = world.fork()
        fork.inbox.post(.end(number: 1), at: fork.now)
        while fork.faultCount > 0, fork.step() {}
        #expect(fork.plant.network.isQuiet && !world.plant.network.isQuiet)
        let host = try #require(template.hosts.firstIndex { $0.name == "cmp-01" })
        #expect(fork.plant.hosts[host].isConnected && !world.plant.hosts[host].isConnected)
    }
}
