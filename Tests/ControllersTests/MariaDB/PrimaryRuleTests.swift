import Controllers
import Simulation
import Testing

/// The rule of the database's controller, against one that is stated otherwise: pass by pass over random
/// lives of pods.
@Suite struct PrimaryRuleTests {
    /// How many lives are looked at in each form.
    static let lives = 100_000
    /// How many passes a life has.
    static let passes = 6

    private func pods(_ stream: RandomStream, _ life: Int, _ pass: Int, count: Int) -> [DatabasePod] {
        // In any order, so that the rule has to sort.
        let bits = stream.bits(UInt64(life * Self.passes + pass))
        var all: [DatabasePod] = []
        for ordinal in 0..<count {
            // Pods are ready mostly, as in life.
            let isReady = (bits >> UInt64(2 * ordinal)) & 3 != 0
            let isTerminating = (bits >> UInt64(24 + 3 * ordinal)) & 7 == 0
            let name = "mariadb-server-\(ordinal)"
            all.append(DatabasePod(name: name, isReady: isReady, isTerminating: isTerminating))
        }
        let turn = Int(bits >> 62) % count
        return Array(all[turn...] + all[..<turn])
    }

    @Test(arguments: [3, 3, 5, 11])
    func theSelectorFollowsTheFirstReadyPodByNameAsText(count: Int) {
        let stream = RandomStream(seed: UInt64(count)).derive("selector")
        // The order that a list sorted by name has: 10 stands before 2.
        let order = (0..<count).map { "mariadb-server-\($0)" }
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        var moves = 0
        for life in 0..<(Self.lives / 4) {
            var (rule, stated): (String?, String?) = (order[0], order[0])
            for pass in 0..<Self.passes {
                let pods = pods(stream, life, pass, count: count)
                if let next = PrimaryRule.pointer(for: pods, current: rule) {
                    #expect(next != rule)
                    (rule, moves) = (next, moves + 1)
                }
                // As the real loop has it: the first ready one ends the pass.
                for name in order {
                    guard let pod = pods.first(where: { $0.name == name }) else { continue }
                    if pod.isReady && !pod.isTerminating {
                        if stated != name { stated = name }
                        break
                    }
                }
                if rule != stated {
                    Issue.record("life \(life), pass \(pass): \(rule ?? "") is not \(stated ?? "")")
                }
            }
        }
        #expect(moves > Self.lives / 8, "\(moves)")
    }

    @Test(arguments: [3, 3, 5, 11])
    func labelsNameOnePrimaryAtMostAfterEachWrite(count: Int) {
        let stream = RandomStream(seed: UInt64(count)).derive("labels")
        var moves = 0
        for life in 0..<(Self.lives / 4) {
            var roles = [DatabaseRole?](repeating: nil, count: count)
            var stated: Int?
            for pass in 0..<Self.passes {
                var pods = pods(stream, life, pass, count: count)
                for index in pods.indices { pods[index].role = roles[pods[index].ordinal] }
                for change in PrimaryRule.roles(for: pods) {
                    guard let pod = pods.first(where: { $0.name == change.pod }) else {
                        Issue.record("\(change.pod) is not there")
                        continue
                    }
                    roles[pod.ordinal] = change.role
                    if change.role == .primary { moves += 1 }
                    // At no moment are there two.
                    if roles.count(where: { $0 == .primary }) > 1 {
                        Issue.record("life \(life): two primaries")
                    }
                }
                // The documented rule: ready, not terminating, the lowest ordinal of those; else as before.
                let eligible = (0..<count).filter { ordinal in
                    pods.contains { $0.ordinal == ordinal && $0.isReady && !$0.isTerminating }
                }
                if let lowest = eligible.first { stated = lowest }
                if roles.firstIndex(of: .primary) != stated {
                    Issue.record("life \(life), pass \(pass): \(roles)")
                }
                // Nothing is left to do, and everybody has a role once there was a primary.
                for index in pods.indices { pods[index].role = roles[pods[index].ordinal] }
                if !PrimaryRule.roles(for: pods).isEmpty { Issue.record("a second pass finds more") }
                if stated != nil, roles.contains(nil) { Issue.record("a pod has no role") }
            }
        }
        #expect(moves > Self.lives / 8, "\(moves)")
    }

    @Test func elevenPodsTellTextFromNumber() {
        let pods = [2, 10].map { DatabasePod(name: "mariadb-server-\($0)", isReady: true) }
        #expect(PrimaryRule.selector.primary(of: pods) == "mariadb-server-10")
        #expect(PrimaryRule.labels.primary(of: pods) == "mariadb-server-2")
    }

    @Test func noReadyPodChangesNothing() {
        let pods = (0..<3).map {
            DatabasePod(name: "mariadb-server-\($0)", isReady: $0 == 1, isTerminating: true, role: .primary)
        }
        #expect(PrimaryRule.pointer(for: pods, current: "mariadb-server-2") == nil)
        #expect(PrimaryRule.roles(for: pods).isEmpty)
    }
}
