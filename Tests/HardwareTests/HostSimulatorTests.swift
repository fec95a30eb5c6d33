import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct HostSimulatorTests {
    private func facts(_ fixture: PlantFixture) -> HostFacts { fixture.plant.hosts[0].facts }

    @Test func aRebootTakesShutdownSelfTestAndBoot() {
        var fixture = PlantFixture()
        let operation = fixture.send(.host(.reboot))
        fixture.run(.minutes(20))
        #expect(fixture.result(operation) == .success(.host(.rebooting)))
        #expect(fixture.answerTime(operation) == .milliseconds(200))
        // 200 ms, then 90 s to stop, 300 s of self test, 150 s to boot, and 45 s for the containers.
        #expect(
            fixture.timeline == [
                "0 host 0 down", "0 containers 0 down", "540 host 0 up", "585 containers 0 up",
            ])
        #expect(facts(fixture).boots == 2)
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func eachPhaseOfARebootLastsItsTime() {
        var fixture = PlantFixture()
        fixture.send(.host(.reboot))
        var phases: [HostPhase] = []
        fixture.run(.seconds(1))
        for wait in [80, 20, 280, 20, 130, 20] as [Int64] {
            phases.append(fixture.plant.hosts[0].phase)
            fixture.run(.seconds(wait))
        }
        #expect(phases == [.stopping, .stopping, .posting, .posting, .booting, .booting])
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func aNewKernelRunsAfterTheNextBoot() {
        var fixture = PlantFixture()
        let install = fixture.send(.host(.installPackages(distribution: "ubuntu/noble", kernel: "6.8")))
        fixture.run(.minutes(6))
        #expect(fixture.answerTime(install) == .minutes(5))
        #expect(facts(fixture).kernel == "5.15" && facts(fixture).isRebootRequired)
        #expect(fixture.result(install) == .success(.host(.packagesInstalled(facts(fixture)))))
        fixture.send(.host(.reboot))
        fixture.run(.minutes(20))
        #expect(facts(fixture).kernel == "6.8" && !facts(fixture).isRebootRequired)
        let read = fixture.send(.host(.readFacts))
        fixture.run(.seconds(1))
        #expect(fixture.result(read) == .success(.host(.facts(facts(fixture)))))
    }

    @Test func itemsTakeTheirOwnTimeOrThatOfOthers() {
        var fixture = PlantFixture()
        let known = fixture.send(.host(.run(name: "node-config", version: "1", attempt: 1)))
        let other = fixture.send(.host(.run(name: "unheard", version: "1", attempt: 1)))
        let agent = fixture.send(.host(.installAgent(version: "2")))
        fixture.run(.minutes(5))
        #expect(fixture.answerTime(known) == .minutes(4))
        #expect(fixture.answerTime(other) == .minutes(3))
        #expect(fixture.answerTime(agent) == .seconds(15))
        #expect(fixture.result(known) == .success(.host(.exited(0))))
        #expect(fixture.result(agent) == .success(.host(.agentInstalled(version: "2"))))
    }

    @Test(arguments: [HostPhase.off, .running, .hung, .stopping, .posting, .booting])
    func powerCanBeLostInAnyPhaseAndTheHostComesBackWhenSwitchedOn(phase: HostPhase) {
        var fixture = PlantFixture()
        switch phase {
        case .off:
            fixture.send(.bmc(.setPower(.off)))
            fixture.run(.seconds(2))
        case .running: break
        case .hung: fixture.begin(.hang(host: 0))
        case .stopping, .posting, .booting:
            fixture.send(.host(.reboot))
            fixture.run(.seconds(phase == .stopping ? 60 : phase == .posting ? 200 : 500))
        case .loading, .ramdisk, .unbootable:
            Issue.record("\(phase) is no phase of a host that runs a system")
        }
        #expect(fixture.plant.hosts[0].phase == phase)
        let boots = facts(fixture).boots
        fixture.begin(.powerLoss(host: 0))
        #expect(fixture.plant.hosts[0].phase == .off)
        fixture.run(.hours(2))
        #expect(fixture.plant.hosts[0].phase == .off)
        #expect(fixture.plant.runtimes[0].phase == .stopped)
        let refused = fixture.send(.bmc(.setPower(.on)))
        fixture.run(.minutes(1))
        #expect(fixture.result(refused) == nil)
        fixture.end(.powerLoss(host: 0))
        fixture.run(.minutes(1))
        #expect(fixture.plant.hosts[0].phase == .off)
        fixture.send(.bmc(.setPower(.on)))
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
        #expect(fixture.plant.runtimes[0].phase == .running)
        #expect(facts(fixture).boots == boots + 1)
    }

    @Test func aSlowSelfTestDelaysTheBoot() {
        var fixture = PlantFixture()
        fixture.begin(.slowBoot(host: 0, extra: .minutes(30)))
        fixture.send(.host(.reboot))
        fixture.run(.hours(1))
        #expect(fixture.timeline[2] == "2340 host 0 up")
    }

    @Test func aHostThatHangsAtBootComesUpOnceTheFaultIsOver() {
        var fixture = PlantFixture()
        fixture.begin(.bootHang(host: 0))
        fixture.send(.host(.reboot))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .hung)
        fixture.send(.bmc(.setPower(.off)))
        fixture.send(.bmc(.setPower(.on)))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .hung)
        fixture.end(.bootHang(host: 0))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func aFailingItemFailsSoManyTimes() {
        var fixture = PlantFixture()
        fixture.begin(.itemFails(host: 0, item: "setup", times: 2))
        func exitCodes(_ item: String, _ count: Int, _ fixture: inout PlantFixture) -> [EquipmentReply?] {
            (1...count).map { attempt in
                let operation = fixture.send(
                    .host(.run(name: item, version: "1", attempt: attempt)),
                    item: ItemRun(name: item, host: 0))
                fixture.run(.minutes(5))
                return try? fixture.result(operation)?.get()
            }
        }
        #expect(exitCodes("other", 1, &fixture) == [.host(.exited(0))])
        #expect(exitCodes("setup", 3, &fixture) == [.host(.exited(1)), .host(.exited(1)), .host(.exited(0))])
        // Several faults add up: each failure is used up by one run, the second's after the first's.
        fixture.begin(.itemFails(host: 0, item: "setup", times: 1))
        fixture.begin(.itemFails(host: 0, item: "setup", times: 1))
        #expect(exitCodes("setup", 3, &fixture) == [.host(.exited(1)), .host(.exited(1)), .host(.exited(0))])
        fixture.begin(.itemFails(host: 0, item: "setup", times: 5))
        fixture.end(.itemFails(host: 0, item: "setup", times: 5))
        #expect(exitCodes("setup", 1, &fixture) == [.host(.exited(0))])
    }
}
