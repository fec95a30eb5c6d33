import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import Testing

extension WithPeers {
    /// What must hold of any RabbitMQ broker, simulated or real.
    @Suite struct BrokerConformanceTests {
        @Test(arguments: BrokerArm.Kind.allCases)
        func messagesAndConnectionsAreCounted(_ kind: BrokerArm.Kind) async throws {
            try await BrokerArm.with(kind) { arm in
                try await arm.connect(true)
                #expect(await arm.waits { $0.connections == 1 && $0.alarms.isEmpty && $0.isAnswering })
                let before = try await arm.status().messages ?? 0
                try await arm.publish(3)
                #expect(await arm.waits { $0.messages == before + 3 })
                try await arm.connect(false)
            }
        }

        @Test(arguments: BrokerArm.Kind.allCases)
        func anAlarmIsToldAtOnce(_ kind: BrokerArm.Kind) async throws {
            try await BrokerArm.with(kind) { arm in
                try await arm.setAlarm(true)
                let status = try await arm.status()
                #expect(status.alarms == [.memory] && status.isAnswering)
                try await arm.setAlarm(false)
                #expect(await arm.waits(\.alarms.isEmpty))
            }
        }

        @Test(arguments: BrokerArm.Kind.allCases)
        func whatIsOnDiskOutlivesTheProcess(_ kind: BrokerArm.Kind) async throws {
            try await BrokerArm.with(kind) { arm in
                let before = try await arm.status().messages ?? 0
                try await arm.publish(2)
                #expect(await arm.waits { $0.messages == before + 2 })
                let messages = try await arm.status().messages
                for end in [RabbitMQCommand.stop, .kill] {
                    try await arm.process(end)
                    await #expect(throws: RabbitMQError.unreachable) { try await arm.status() }
                    try await arm.process(.start)
                    #expect(await arm.waits { $0.messages == messages && $0.alarms.isEmpty })
                }
            }
        }

        @Test(arguments: BrokerArm.Kind.allCases)
        func whoIsHeldDoesNotAnswerInTime(_ kind: BrokerArm.Kind) async throws {
            try await BrokerArm.with(kind) { arm in
                try await arm.process(.pause)
                await #expect(throws: RabbitMQError.timedOut) { try await arm.status() }
                try await arm.process(.resume)
                #expect(await arm.waits(\.isAnswering))
            }
        }

        @Test func aRealOneTellsItsNodes() async throws {
            try await BrokerArm.with(.rabbitmq) { arm in
                let status = try await arm.status()
                #expect(status.version?.wholeMatch(of: /\d+\.\d+\.\d+.*/) != nil)
                #expect(status.nodes.map(\.name) == ["broker@localhost"])
                let node = try #require(status.nodes.first)
                #expect(node.isRunning && node.partitions.isEmpty)
                for (used, limit) in [
                    (node.memory, node.memoryLimit), (node.diskFreeLimit, node.diskFree),
                    (node.descriptors, node.descriptorLimit),
                ] {
                    #expect(used ?? 0 > 0 && used ?? 0 < limit ?? 0)
                }
            }
        }

        /// Sets have no order of their own.
        @Test func equalStatusesAreWrittenAlike() throws {
            var status = RabbitMQStatus()
            status.alarms = Set(RabbitMQAlarm.allCases)
            status.messages = 3
            status.nodes = [RabbitMQNode(name: "a", isRunning: true)]
            let data = try JSONEncoder().encode(status)
            let alarms = #""alarms":["disk","file_descriptor_limit","memory"]"#
            #expect(String(decoding: data, as: UTF8.self).contains(alarms))
            #expect(try JSONDecoder().decode(RabbitMQStatus.self, from: data) == status)
        }

        @Test func aRealOneNeedsThePassword() async throws {
            let peer = try await Peers.shared.peer("RabbitMQ", script: "rabbitmq")
            let device = try BrokerArm.device(peer, password: "battery-staple")
            let client = RabbitMQManagementClient(devices: [BrokerArm.broker: device])
            await #expect(throws: RabbitMQError.unauthorized) {
                try await client.perform(.status, on: BrokerArm.broker)
            }
            await #expect(
                throws: RabbitMQError.unsupported("a broker's API can't be asked for what its process does")
            ) {
                try await client.perform(.stop, on: BrokerArm.broker)
            }
            await client.close()
        }
    }
}
