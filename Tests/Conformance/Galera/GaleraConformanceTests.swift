import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Testing

extension WithPeers {
    /// What must hold of any Galera cluster, simulated or real.
    @Suite struct GaleraConformanceTests {
        @Test(arguments: GaleraArm.Kind.allCases)
        func membersAreInOneComponent(_ kind: GaleraArm.Kind) async throws {
            try await GaleraArm.with(kind) { arm in
                var statuses: [GaleraMemberStatus] = []
                for member in 0..<3 { statuses.append(try await arm.status(member)) }
                for status in statuses {
                    #expect(status.clusterStatus == .primary && status.clusterSize == 3)
                    #expect(status.localState == .synced && status.evsState == .operational)
                    #expect(status.isReady && status.isConnected && status.passesReadiness)
                    #expect(status.configurationID != nil)
                    #expect(status.configurationID == statuses[0].configurationID)
                    #expect(status.lastCommitted == statuses[0].lastCommitted && status.lastCommitted > 0)
                    #expect(status.receiveQueue == 0)
                }
                #expect(statuses.compactMap(\.localIndex).sorted() == [0, 1, 2])
                await #expect(throws: GaleraError.alreadyPrimary) {
                    try await arm.client.perform(.bootstrapComponent, on: GaleraArm.members[0])
                }
            }
        }

        @Test(arguments: GaleraArm.Kind.allCases)
        func whoLeavesInOrderIsOutAtOnce(_ kind: GaleraArm.Kind) async throws {
            try await GaleraArm.with(kind) { arm in
                let before = try await arm.status(0)
                try await arm.process(.stop, 2)
                for member in 0..<2 { #expect(await arm.waits(for: member) { $0.clusterSize == 2 }) }
                for member in 0..<2 {
                    let status = try await arm.status(member)
                    #expect(status.clusterStatus == .primary && status.passesReadiness)
                    #expect(status.configurationID == before.configurationID.map { $0 + 1 })
                }
                await #expect(throws: GaleraError.unreachable) { try await arm.status(2) }
                try await arm.restore()
                let after = try await arm.status(2)
                #expect(after.clusterSize == 3 && after.passesReadiness)
                #expect(after.configurationID == before.configurationID.map { $0 + 2 })
            }
        }

        @Test(arguments: GaleraArm.Kind.allCases)
        func whoIsHeldIsMissedAfterAWhile(_ kind: GaleraArm.Kind) async throws {
            try await GaleraArm.with(kind) { arm in
                try await arm.process(.pause, 1)
                // Nobody has missed it yet.
                let status = try await arm.status(0)
                #expect(status.clusterSize == 3 && status.passesReadiness)
                await #expect(throws: arm.silence) { try await arm.status(1) }
                #expect(await arm.waits(for: 0) { $0.clusterSize == 2 && $0.passesReadiness })
                try await arm.restore()
                #expect(try await arm.status(1).clusterSize == 3)
            }
        }

        @Test(arguments: GaleraArm.Kind.allCases)
        func oneOfThreeStopsUntilItIsToldOtherwise(_ kind: GaleraArm.Kind) async throws {
            try await GaleraArm.with(kind) { arm in
                try await arm.process(.kill, 1)
                try await arm.process(.kill, 2)
                #expect(await arm.waits(for: 0) { $0.clusterStatus == .nonPrimary })
                let alone = try await arm.status(0)
                #expect(alone.clusterSize == 1 && !alone.isReady && alone.isConnected)
                #expect(alone.localState == .initialized && alone.evsState == .operational)
                #expect(alone.configurationID == nil && alone.localIndex == nil)
                await #expect(throws: GaleraError.unreachable) {
                    try await arm.client.perform(.bootstrapComponent, on: GaleraArm.members[1])
                }
                #expect(
                    try await arm.client.perform(.bootstrapComponent, on: GaleraArm.members[0]) == .done)
                #expect(await arm.waits(for: 0) { $0.passesReadiness })
                let primary = try await arm.status(0)
                #expect(primary.clusterSize == 1 && primary.localIndex == 0)
                #expect(primary.configurationID != nil)
                // A real component's first view is a write-set of its own.
                #expect(primary.lastCommitted - alone.lastCommitted == (kind == .mariadb ? 1 : 0))
                try await arm.restore()
            }
        }
    }

    /// What only a real database can do.
    @Suite struct MariaDBPeerTests {
        private func failure(
            _ command: GaleraCommand = .status, user: String = "twin",
            password: String = GaleraArm.password, trust: TLSTrust? = nil
        ) async throws -> DeviceFailure<GaleraError>? {
            let peer = try await GaleraArm.cluster()
            let devices = try GaleraArm.devices(peer, user: user, password: password, trust: trust)
            do throws(DeviceFailure<GaleraError>) {
                _ = try await MariaDBClient(devices: devices).answer(command, of: GaleraArm.members[0])
                return nil
            } catch {
                #expect(!"\(error)".contains(password))
                return error
            }
        }

        @Test func credentialsAreProved() async throws {
            let wrong = try await failure(password: "battery-staple")
            #expect(wrong?.reason == .unauthorized)
            #expect(
                wrong?.description == """
                    member-1: SHOW GLOBAL STATUS LIKE 'wsrep\\_%': Access denied for user \
                    'twin'@'127.0.0.1' (using password: YES)
                    """)
            #expect(try await failure(user: "nobody")?.reason == .unauthorized)
        }

        @Test func whatItsProcessDoesIsNotAskedOfADatabase() async throws {
            let reason = GaleraError.unsupported("a database can't be asked for what its process or files do")
            for command in [GaleraCommand.kill, .start(newCluster: true), .readState, .wipe] {
                #expect(try await failure(command)?.reason == reason)
            }
        }

        @Test func aCertificateMustBeTrusted() async throws {
            let peer = try await GaleraArm.cluster()
            #expect(
                try await failure(trust: .machine)?.reason
                    == .untrusted("TLS/SSL error: self-signed certificate"))
            let trusted = TLSTrust.authorities(file: "\(peer.folder)/certificate.pem")
            #expect(try await failure(trust: trusted) == nil)
            #expect(try await failure(trust: .unverified) == nil)
        }

        /// A user who may read may not make a component primary.
        @Test func rightsAreNeeded() async throws {
            try await GaleraArm.with(.mariadb) { arm in
                try await arm.process(.kill, 1)
                try await arm.process(.kill, 2)
                #expect(await arm.waits(for: 0) { $0.clusterStatus == .nonPrimary })
                let failure = try await failure(.bootstrapComponent, user: "reader")
                #expect(failure?.reason == .unauthorized)
                #expect(failure?.detail.contains("SUPER privilege") == true)
                _ = try await arm.client.perform(.bootstrapComponent, on: GaleraArm.members[0])
                #expect(await arm.waits(for: 0) { $0.passesReadiness })
                try await arm.restore()
            }
        }
    }
}
