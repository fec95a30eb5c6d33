import HardwareInterfaces
import HardwareSimulated
import Simulation
import Testing

@Suite struct GaleraSimulatorTests {
    private static func at(_ seconds: Int64) -> SimTime { .zero + .seconds(seconds) }

    private static func cluster(_ options: GaleraOptions = GaleraOptions()) -> GaleraSimulator {
        var cluster = GaleraSimulator(members: 3, options: options, isRunning: true)
        for member in 0..<3 { cluster.setWrites(every: .milliseconds(500), member: member, at: .zero) }
        return cluster
    }

    private static func words(_ cluster: GaleraSimulator, _ member: Int) -> String {
        guard let status = cluster.status(member) else { return "-" }
        return "\(status.clusterStatus.rawValue) \(status.clusterSize) \(status.localState.rawValue)"
    }

    @Test func nothingIsDueWhileAllIsQuietAndWritesAreCountedAllTheSame() {
        var cluster = Self.cluster()
        #expect(cluster.nextDue == .never)
        cluster.advance(to: Self.at(100))
        #expect(cluster.members.map(\.acknowledged) == [200, 200, 200])
        #expect(cluster.status(0)?.lastCommitted == 601)
    }

    @Test func withTheValuesOfMOSKTheInactiveTimerFiresFirst() throws {
        var cluster = Self.cluster(.mosk)
        try cluster.perform(.kill, member: 2, at: Self.at(10))
        cluster.advance(to: Self.at(24))
        #expect(Self.words(cluster, 0) == "Primary 3 Synced")
        let written = cluster.members[0].acknowledged
        cluster.advance(to: Self.at(27))
        #expect(Self.words(cluster, 0) == "Primary 2 Synced")
        // Writes stood still until the new component, then went on.
        #expect(cluster.members[0].acknowledged - written <= 4)
        #expect(cluster.members[0].acknowledged > written)
    }

    @Test func aMinorityRefusesAndComesBackByItselfWhenTheLinksAreWhole() {
        var cluster = Self.cluster()
        cluster.cut(2, 0, at: Self.at(10))
        cluster.cut(2, 1, at: Self.at(10))
        cluster.advance(to: Self.at(20))
        #expect(Self.words(cluster, 2) == "non-Primary 1 Initialized")
        #expect(Self.words(cluster, 0) == "Primary 2 Synced")
        cluster.heal(2, 0, at: Self.at(30))
        cluster.heal(2, 1, at: Self.at(30))
        cluster.advance(to: Self.at(40))
        #expect((0..<3).map { Self.words(cluster, $0) } == Array(repeating: "Primary 3 Synced", count: 3))
        #expect(cluster.nextDue == .never)
    }

    @Test func aLinkThatIsCutIsGoneRoundByWayOfTheThird() {
        var cluster = Self.cluster()
        cluster.cut(0, 1, at: Self.at(10))
        cluster.advance(to: Self.at(60))
        #expect((0..<3).map { Self.words(cluster, $0) } == Array(repeating: "Primary 3 Synced", count: 3))
    }

    @Test func whatOnlyOthersHadIsLostWhenTheOneThatIsBehindBegins() throws {
        var cluster = Self.cluster()
        try cluster.perform(.stop, member: 2, at: Self.at(10))
        try cluster.perform(.kill, member: 0, at: Self.at(60))
        try cluster.perform(.kill, member: 1, at: Self.at(60))
        #expect(throws: GaleraError.notSafeToBootstrap) {
            try cluster.perform(.start(newCluster: true), member: 2, at: Self.at(70))
        }
        try cluster.perform(.markSafeToBootstrap, member: 2, at: Self.at(70))
        try cluster.perform(.start(newCluster: true), member: 2, at: Self.at(70))
        cluster.advance(to: Self.at(72))
        #expect(Self.words(cluster, 2) == "Primary 1 Synced")
        // Two clients wrote two rows a second each, for nearly fifty seconds.
        #expect((190...200).contains(cluster.lostWrites))
        #expect(cluster.takeNotices().contains { $0.change == .writesLost(cluster.lostWrites) })
    }

    @Test func afterALossOfAllNobodyIsPrimaryUntilAllOfTheLastComponentAreBack() throws {
        var cluster = Self.cluster()
        for member in 0..<3 { try cluster.perform(.kill, member: member, at: Self.at(10)) }
        for member in 0..<2 {
            try cluster.perform(.start(newCluster: false), member: member, at: Self.at(20))
        }
        cluster.advance(to: Self.at(80))
        #expect((0..<3).map { Self.words(cluster, $0) } == ["-", "-", "-"])
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(80))
        cluster.advance(to: Self.at(85))
        #expect((0..<3).map { Self.words(cluster, $0) } == Array(repeating: "Primary 3 Synced", count: 3))
    }

    @Test func aMemberWithoutAMemoryGivesUpAfterThirtySecondsAlone() throws {
        var cluster = GaleraSimulator(members: 3, isRunning: false)
        try cluster.perform(.start(newCluster: false), member: 0, at: Self.at(0))
        cluster.advance(to: Self.at(29))
        #expect(cluster.members[0].process == .starting)
        cluster.advance(to: Self.at(32))
        #expect(cluster.members[0].process == .off)
        #expect(cluster.takeNotices().contains { $0.change == .processEnded(.noPrimaryComponent) })
    }

    @Test func aNewClusterIsBegunAndJoinedWithAFullTransfer() throws {
        var cluster = GaleraSimulator(members: 3, options: .mosk, isRunning: false)
        try cluster.perform(.start(newCluster: true), member: 0, at: Self.at(0))
        try cluster.perform(.start(newCluster: false), member: 1, at: Self.at(5))
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(15))
        cluster.advance(to: Self.at(30))
        #expect((0..<3).map { Self.words(cluster, $0) } == Array(repeating: "Primary 3 Synced", count: 3))
        #expect(cluster.status(0)?.configurationID == 3)
        #expect(cluster.nextDue == .never)
    }
}
