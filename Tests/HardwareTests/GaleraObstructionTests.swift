import HardwareInterfaces
import HardwareSimulated
import Simulation
import Testing

/// A process that is back before its former life was given up holds its peers up.
@Suite struct GaleraObstructionTests {
    private static func at(_ seconds: Int64) -> SimTime { .zero + .seconds(seconds) }

    private static func cluster(_ options: GaleraOptions, _ count: Int = 3) -> GaleraSimulator {
        var cluster = GaleraSimulator(members: count, options: options, isRunning: true)
        for member in 0..<count { cluster.setWrites(every: .milliseconds(500), member: member, at: .zero) }
        return cluster
    }

    private static func words(_ cluster: GaleraSimulator, _ members: [Int]) -> [String] {
        members.map { member in
            guard let status = cluster.status(member) else { return "-" }
            return "\(status.clusterStatus.rawValue) \(status.clusterSize) \(status.localState.rawValue)"
        }
    }

    /// What is not primary and what is, of `members`, by notices.
    private static func turns(_ cluster: inout GaleraSimulator, _ members: [Int]) -> [(Bool, Int, SimTime)] {
        cluster.takeNotices().compactMap { notice in
            guard members.contains(notice.member), case .component(let isPrimary, let size) = notice.change
            else { return nil }
            return (isPrimary, size, notice.at)
        }
    }

    @Test func withTheValuesOfMOSKTheSurvivorsLoseEachOther() throws {
        var cluster = Self.cluster(.mosk)
        try cluster.perform(.kill, member: 2, at: Self.at(10))
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(13))
        cluster.advance(to: Self.at(33))
        let written = [0, 1].map { cluster.members[$0].acknowledged }
        #expect(Self.words(cluster, [0, 1]) == Array(repeating: "Primary 3 Synced", count: 2))
        // 15 s until the former life is given up, 7.5 s until patience with the new one is lost.
        cluster.advance(to: Self.at(35))
        #expect(Self.words(cluster, [0, 1]) == Array(repeating: "non-Primary 1 Initialized", count: 2))
        #expect([0, 1].map { cluster.members[$0].acknowledged } == written)
        cluster.advance(to: Self.at(45))
        #expect(Self.words(cluster, [0, 1, 2]) == Array(repeating: "Primary 3 Synced", count: 3))
        cluster.advance(to: Self.at(60))
        #expect(cluster.members[0].acknowledged > written[0])
        #expect(cluster.lostWrites == 0)
        let turns = Self.turns(&cluster, [0])
        #expect(turns.first?.0 == false)
        #expect(turns.last.map { $0.0 && $0.1 == 3 } ?? false)
        #expect(!turns.contains { $0.1 == 2 }, "nobody is told of the component of two")
    }

    @Test func withTheDefaultsTheyOnlyWait() throws {
        var cluster = Self.cluster(GaleraOptions())
        try cluster.perform(.kill, member: 2, at: Self.at(10))
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(12))
        cluster.advance(to: Self.at(60))
        let turns = Self.turns(&cluster, [0, 1])
        #expect(turns.allSatisfy { $0.0 && $0.1 == 3 })
        let joined = try #require(turns.first).2
        #expect((Self.at(23)...Self.at(28)).contains(joined), "\(joined)")
        #expect(Self.words(cluster, [0, 1, 2]) == Array(repeating: "Primary 3 Synced", count: 3))
    }

    @Test func aNewcomerThatIsHeardLateFindsTheComponentWithoutIt() throws {
        var cluster = Self.cluster(.mosk)
        cluster.durations.newcomer = .seconds(1)
        try cluster.perform(.kill, member: 2, at: Self.at(10))
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(20))
        cluster.advance(to: Self.at(28))
        #expect(Self.words(cluster, [0, 1]) == Array(repeating: "Primary 2 Synced", count: 2))
        cluster.advance(to: Self.at(60))
        let turns = Self.turns(&cluster, [0])
        #expect(turns.first.map { $0.0 && $0.1 == 2 } ?? false)
        #expect(turns.contains { !$0.0 }, "it is lost all the same")
        #expect(Self.words(cluster, [0, 1, 2]) == Array(repeating: "Primary 3 Synced", count: 3))
    }

    @Test func withoutItsIdentityOrOnceItWasGivenUpNobodyIsHeldUp() throws {
        var options = GaleraOptions.mosk
        options.recoversComponent = false
        for (options, start) in [(options, 13), (.mosk, 30)] as [(GaleraOptions, Int64)] {
            var cluster = Self.cluster(options)
            try cluster.perform(.kill, member: 2, at: Self.at(10))
            try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(start))
            cluster.advance(to: Self.at(90))
            #expect(Self.turns(&cluster, [0, 1]).allSatisfy { $0.0 })
            #expect(Self.words(cluster, [0, 1]) == Array(repeating: "Primary 3 Synced", count: 2))
        }
    }

    /// A process that is shut out for a while is no reason to mend a link that is cut meanwhile.
    @Test func aLinkThatIsCutMeanwhileStaysCut() throws {
        var cluster = Self.cluster(.mosk)
        cluster.durations.newcomer = .seconds(1)
        try cluster.perform(.kill, member: 2, at: Self.at(10))
        try cluster.perform(.start(newCluster: false), member: 2, at: Self.at(20))
        for other in 0..<2 { cluster.cut(2, other, at: Self.at(27)) }
        cluster.advance(to: Self.at(200))
        #expect(Self.words(cluster, [0, 1]) == Array(repeating: "Primary 2 Synced", count: 2))
        for other in 0..<2 { cluster.heal(2, other, at: Self.at(200)) }
        cluster.advance(to: Self.at(300))
        #expect(Self.words(cluster, [0, 1, 2]) == Array(repeating: "Primary 3 Synced", count: 3))
    }

    @Test func aLinkThatIsCutWhileItRecoversStaysCut() {
        var cluster = Self.cluster(GaleraOptions())
        for other in 0..<2 {
            cluster.cut(2, other, at: Self.at(10))
            cluster.heal(2, other, at: Self.at(10))
            cluster.cut(2, other, at: Self.at(10))
        }
        cluster.advance(to: Self.at(60))
        #expect(Self.words(cluster, [0, 1]) == Array(repeating: "Primary 2 Synced", count: 2))
        #expect(Self.words(cluster, [2]) == ["non-Primary 1 Initialized"])
    }

    @Test(arguments: [26, 27, 28, 30] as [Int64], [false, true])
    func whoeverDiesMeanwhileLeavesAClusterThatGoesOn(second: Int64, dies: Bool) throws {
        for victim in 0..<5 {
            var cluster = Self.cluster(.mosk, 5)
            try cluster.perform(.kill, member: 4, at: Self.at(10))
            try cluster.perform(.start(newCluster: false), member: 4, at: Self.at(13))
            try cluster.perform(dies ? .kill : .pause, member: victim, at: Self.at(second))
            cluster.advance(to: Self.at(100))
            let left = (0..<5).filter { $0 != victim }
            #expect(Self.words(cluster, left) == Array(repeating: "Primary 4 Synced", count: 4))
            try cluster.perform(dies ? .start(newCluster: false) : .resume, member: victim, at: Self.at(200))
            cluster.advance(to: Self.at(300))
            #expect(Self.words(cluster, left) == Array(repeating: "Primary 5 Synced", count: 4))
            #expect(cluster.lostWrites == 0)
            #expect(cluster.nextDue == .never)
        }
    }
}
