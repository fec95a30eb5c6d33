import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Message brokers in the world: what their pods, hosts and faults make of them.
@Suite struct BrokerWorldTests {
    private static let shared = "openstack-rabbitmq-rabbitmq"
    private static let names = [
        "openstack-neutron-rabbitmq-rabbitmq", "openstack-nova-rabbitmq-rabbitmq", shared,
    ]
    private static let pod = "\(shared)-0"

    /// A cloud of size small, which has all three brokers, after ten minutes.
    private func fixture(seed: UInt64 = 7, ticks: Bool = false) throws -> DatabaseFixture {
        var fixture = try DatabaseFixture(seed: seed, ticks: ticks, hasMembers: true) { builder in
            builder.extraMOSK = """
                apiVersion: lcm.mirantis.com/v1alpha1
                kind: OpenStackDeployment
                metadata: {name: osdpl, namespace: openstack}
                spec:
                  openstack_version: antelope
                  preset: core
                  size: small
                  public_domain_name: cloud.example.org
                  features: {neutron: {tunnel_interface: a}, nova: {live_migration_interface: a}}

                """
        }
        fixture.run(.minutes(10))
        return fixture
    }

    private func place(_ name: String, _ fixture: borrowing DatabaseFixture) throws -> RabbitMQPlace {
        try #require(fixture.world.plant.brokers.first { $0.workload == name })
    }

    private func isReady(_ pod: String, _ fixture: borrowing DatabaseFixture) throws -> Bool {
        try fixture.find(Pod.self, pod).status.isReady
    }

    @Test func eachPodHasABrokerThatRunsWithTheServicesThatTalkByIt() throws {
        var fixture = try fixture()
        #expect(fixture.world.plant.brokers.map(\.workload) == Self.names)
        #expect(fixture.world.plant.brokers.allSatisfy { $0.isDelivering && $0.broker.isAnswering })
        let clients = fixture.world.plant.brokers.map { $0.broker.clients.map(\.name) }
        #expect(clients[0] == ["networking"] && clients[1] == ["compute"])
        #expect(clients[2] == ["block-storage", "orchestration", "load-balancer", "dns"])
        let (count, events) = (fixture.count, fixture.world.eventCount)
        fixture.run(.hours(24))
        #expect(fixture.count == count, "a day at rest costs nothing")
        #expect(fixture.world.eventCount == events)
    }

    @Test func aKilledBrokerBootsInItsPodAndIsReadyLaterThanItsClientsAreBack() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: Self.pod)
        let before = fixture.world.now
        fixture.begin(.brokerKilled(host: host, broker: Self.shared))
        fixture.run(.seconds(1))
        #expect(try !isReady(Self.pod, fixture))
        let uid = try fixture.find(Pod.self, Self.pod).metadata.uid
        fixture.run(.minutes(3))
        #expect(try isReady(Self.pod, fixture))
        #expect(try fixture.find(Pod.self, Self.pod).metadata.uid == uid)
        let started = try #require(fixture.entries(MessageEntry.brokerStarted).first)
        #expect(started.object == "the data of its pod")
        let answers = try #require(fixture.entries(MessageEntry.brokerAnswers).first)
        #expect(answers.time - started.time == .seconds(12))
        let flow = try #require(fixture.entries(MessageEntry.messagesFlow).first)
        #expect(flow.time - before > .seconds(12) && flow.time - before < .seconds(50))
        let ready = try #require(
            fixture.entries(LCMEntry.podReady).last { $0.subject == Self.pod })
        #expect(ready.time - started.time >= .seconds(60) && ready.time - started.time <= .seconds(121))
        // The others are not touched.
        #expect(fixture.entries(MessageEntry.messagesStopped).map(\.subject) == [Self.pod])
        fixture.run(.hours(2))
        let failed = fixture.entries(MessageEntry.callsFailed)
        let times = ["block-storage", "orchestration", "load-balancer", "dns"].map { client in
            failed.first { $0.object == client }.map { $0.time - before }
        }
        #expect(times == [.hours(1), .minutes(10), .minutes(1), .minutes(1)])
    }

    @Test func endsInARowMakeItWait() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: Self.pod)
        for _ in 0..<3 {
            fixture.begin(.brokerKilled(host: host, broker: Self.shared))
            fixture.run(.minutes(1))
        }
        let (lost, started) = (
            fixture.entries(MessageEntry.brokerLost), fixture.entries(MessageEntry.brokerStarted)
        )
        try #require(lost.count == 3 && started.count == 3)
        #expect(started[0].time - lost[0].time < .seconds(1))
        #expect(started[1].time - lost[1].time == .seconds(10))
        #expect(started[2].time - lost[2].time == .seconds(20))
    }

    @Test func aNewPodBeginsWithNothing() throws {
        var fixture = try fixture()
        let pod = try fixture.find(Pod.self, Self.pod)
        let key = fixture.world.state.substrate.key(pod)
        _ = fixture.world.state.substrate.delete(key, cluster: 1)
        fixture.world.state.substrate.armCaches(cluster: 1)
        fixture.run(.minutes(5))
        #expect(try isReady(Self.pod, fixture))
        #expect(try fixture.find(Pod.self, Self.pod).metadata.uid != pod.metadata.uid)
        #expect(fixture.entries(MessageEntry.brokerStarted).map(\.object) == ["no data"])
        #expect(fixture.entries(MessageEntry.messagesFlow).count == 1)
        #expect(try place(Self.shared, fixture).isDelivering)
    }

    @Test func withoutPowerOfItsHostItStaysAwayUntilTheHostIsBack() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: Self.pod)
        fixture.begin(.powerLoss(host: host))
        fixture.run(.minutes(30))
        #expect(try !place(Self.shared, fixture).isDelivering)
        // Nobody told the clients: they find out by their heartbeats.
        let lost = try #require(fixture.entries(MessageEntry.brokerLost).first { $0.subject == Self.pod })
        let noticed = fixture.entries(MessageEntry.connectionsLost).filter { $0.subject == Self.pod }
        #expect(noticed.count == 4 && noticed.allSatisfy { $0.time - lost.time == .minutes(1) })
        fixture.end(.powerLoss(host: host))
        let isBack = try fixture.run(atMost: .hours(2)) { try isReady(Self.pod, $0) }
        #expect(isBack)
        #expect(try place(Self.shared, fixture).isDelivering)
    }

    @Test func anAlarmHoldsUpMessagesWhileThePodStaysReady() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: Self.pod)
        let fault = HardwareFault.brokerAlarm(host: host, broker: Self.shared, .memory)
        fixture.begin(fault)
        fixture.run(.minutes(10))
        #expect(try isReady(Self.pod, fixture))
        #expect(try !place(Self.shared, fixture).isDelivering)
        #expect(fixture.entries(MessageEntry.messagesStopped).map(\.object) == ["memory alarm"])
        // It comes back with the process as long as it lasts.
        fixture.begin(.brokerKilled(host: host, broker: ""))
        fixture.run(.minutes(5))
        #expect(try !place(Self.shared, fixture).isDelivering)
        fixture.end(fault)
        #expect(try place(Self.shared, fixture).isDelivering)
        let alarms = (
            fixture.entries(MessageEntry.alarmBegan).count, fixture.entries(MessageEntry.alarmEnded).count
        )
        #expect(alarms == (2, 2))
    }

    @Test func nobodyReachesTheBrokerOfAHostThatIsCutOff() throws {
        var fixture = try fixture()
        let host = try fixture.host(of: Self.pod)
        fixture.begin(.network(.detached(host: host)))
        #expect(try !place(Self.shared, fixture).isDelivering)
        fixture.run(.minutes(2))
        fixture.end(.network(.detached(host: host)))
        fixture.run(.minutes(2))
        #expect(try place(Self.shared, fixture).isDelivering)
        #expect(fixture.entries(MessageEntry.brokerStarted).isEmpty)
    }

    /// Six faults one after the other, each of which ends.
    private func chaos(_ seed: UInt64, ticks: Bool) throws -> RecordedRun {
        var fixture = try fixture(seed: seed, ticks: ticks)
        let stream = RandomStream(seed: seed).derive("broker chaos")
        for number in 0..<6 {
            let bits = stream.bits(UInt64(number))
            let host = try fixture.host(of: "\(Self.names[Int(bits % 3)])-0")
            let fault: HardwareFault =
                switch bits >> 4 & 7 {
                case 0, 1, 2: .brokerKilled(host: host, broker: "")
                case 3: .brokerAlarm(host: host, broker: "", .disk)
                case 4: .network(.detached(host: host))
                case 5: .runtimeHang(host: host)
                default: .powerLoss(host: host)
                }
            fixture.world.state.substrate.kernel.journal.cause = EntryID(number: 1)
            fixture.begin(fault)
            fixture.run(.milliseconds(Int64(bits >> 8 % 200_000)))
            fixture.world.state.substrate.kernel.journal.cause = EntryID(number: 1)
            fixture.end(fault)
            fixture.run(.milliseconds(Int64(bits >> 32 % 900_000)))
        }
        let isWell = try fixture.run(atMost: .hours(3)) { fixture in
            try Self.names.allSatisfy { try isReady("\($0)-0", fixture) && place($0, fixture).isDelivering }
        }
        #expect(isWell, "seed \(seed)")
        fixture.run(.seconds(30))
        let (stopped, flow) = (
            fixture.entries(MessageEntry.messagesStopped), fixture.entries(MessageEntry.messagesFlow)
        )
        #expect(stopped.count == flow.count && !stopped.isEmpty, "seed \(seed)")
        return fixture.recorded()
    }

    @Test(arguments: 0..<4)
    func computedAndTickingBrokersHaveTheSameJournal(seed: UInt64) throws {
        let (computed, ticking) = (try chaos(seed, ticks: false), try chaos(seed, ticks: true))
        guard let found = Comparison.firstDifference(computed, ticking) else { return }
        Issue.record("\(Comparison.render(found, computed, ticking, "computed", "ticking"))")
    }

    @Test func aCrashOfTheKubeletsIsMadeGood() throws {
        for write in [1, 2, 3] {
            var fixture = try fixture()
            let host = try fixture.host(of: Self.pod)
            fixture.world.state.substrate.beginCrash(
                CrashPlan(controller: .kubelet, afterWrite: write, downtime: .seconds(30)), fault: 1)
            fixture.begin(.brokerKilled(host: host, broker: ""))
            let isWell = try fixture.run(atMost: .minutes(10)) { fixture in
                try isReady(Self.pod, fixture) && place(Self.shared, fixture).isDelivering
            }
            #expect(isWell, "after \(write)")
        }
    }

    @Test func aForkHasBrokersOfItsOwn() throws {
        let fixture = try fixture()
        var fork = fixture.world.fork()
        let host = try fixture.host(of: Self.pod)
        fork.state.plant.begin(.brokerKilled(host: host, broker: ""), &fork.state.substrate.kernel)
        #expect(!fork.plant.brokers[2].isDelivering)
        #expect(fixture.world.plant.brokers[2].isDelivering)
    }
}
