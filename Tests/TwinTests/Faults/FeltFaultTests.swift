import HardwareInterfaces
import Scenarios
import Simulation
import Testing
import Twin

/// A fault counts as felt when it has changed what happens, not when it has begun.
@Suite struct FeltFaultTests {
    func run(_ faults: [String]) throws -> RecordedRun {
        let template = try CloudBuilder().template()
        var options = RunOptions(seed: 7)
        options.faults = try template.faults(faults)
        return RunDriver.record(template, options)
    }

    @Test(arguments: [
        "disk-slow:cmp-01:3@0s", "disk-full:cmp-01@0s+6h", "disk-read-only:cmp-01@0s+6h",
        "clock-skew:cmp-01:10m@0s", "network-down:cmp-01@1h+10m", "nic-down:cmp-01@1h+10m",
        "nic-flapping:cmp-01:10m@1h+1h", "nic-lossy:cmp-01:30%@0s", "mtu-mismatch:cmp-01@0s+6h",
        "partition:cmp-01:mirror@0s+6h", "switch-down:spine@1h+10m", "hang:cmp-01@1h+10m",
        "slow-pulls:cmp-01:3@0s", "origin-slow:images:3@0s", "origin-down:images@0s+6h",
        "runtime-hang:cmp-01@1h+10m", "manager-loss:ctl-01@1h+10m", "panic:cmp-01@1h",
    ])
    func whatChangesTheRunIsFeltOnce(fault: String) throws {
        let run = try run([fault])
        #expect(IdleFault.all(in: run).isEmpty)
        let felt = run.entries(EquipmentEntry.faultFelt)
        #expect(felt.count == 1)
        let begins = run.entries(EquipmentEntry.faultBegan)
        #expect(felt.allSatisfy { begins.contains(run[$0].cause) }, "its cause is the begin")
    }

    @Test(arguments: [
        // Another disk than the system's, and one of two interfaces of a bond.
        "disk-slow:cmp-01/sdb:9@0s", "disk-full:cmp-01/sdb@0s", "nic-down:cmp-01/eno1@0s",
        "nic-flapping:cmp-01/eno1@1h+10m", "switch-down:no-rack/tor-a@0s",
        // Nothing is asked of these in an update.
        "netboot-fails:cmp-01@0s", "wrong-boot-device:cmp-01@0s", "partition:cmp-01:ironic@300h",
        "clock-skew:cmp-01:10m@1m+1s",
    ])
    func whatChangesNothingIsIdle(fault: String) throws {
        #expect(IdleFault.all(in: try run([fault])).map(\.fault) == [fault])
    }

    @Test func faultIsNotFeltByAnothers() throws {
        let idle = "disk-slow:ctl-02/sdb:9@0s"
        let run = try run(["disk-slow:cmp-01:9@0s", idle, "power-loss:cmp-01@1h+1h"])
        #expect(IdleFault.all(in: run).map(\.fault) == [idle])
    }
}
