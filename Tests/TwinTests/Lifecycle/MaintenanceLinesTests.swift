import Kubernetes
import Simulation
import Testing

@testable import Controllers

/// Who stands before a node in the line for an inner lock.
@Suite struct MaintenanceLinesTests {
    private func place(_ number: Int) -> MaintenanceLines.Place {
        MaintenanceLines.Place(
            node: "node-\(number)", revision: UInt64(number),
            lock: ObjectKey(
                kind: NodeWorkloadLockSpec.kind, namespace: .empty, name: NameID(number: UInt32(number))))
    }

    /// As many go out as may, in the order of their requests, whoever is looked at first.
    @Test(arguments: 1...5)
    func nodesGoOutInTheOrderOfTheirRequests(limit: Int) {
        for out in 0...limit {
            let line = MaintenanceLines.Line(
                out: (1...10).prefix(out).map(place), waiting: (1...10).dropFirst(out).map(place))
            for number in out + 1...10 {
                let before = line.before("node-\(number)", askedAt: UInt64(number), limit: limit)
                // Those out and those that asked earlier: one more than fits means waiting, for the one that
                // went out last, or, when nobody is out, for the one that asked first.
                let isFree = number <= limit
                #expect((before == nil) == isFree, "\(number) of \(limit), \(out) out")
                if !isFree { #expect(before == place(out > 0 ? out : 1).lock) }
            }
        }
    }

    @Test func aNodeDoesNotWaitForItself() {
        let line = MaintenanceLines.Line(out: [place(1)], waiting: [place(2)])
        #expect(line.before("node-1", askedAt: 1, limit: 1) == nil)
        #expect(line.before("node-2", askedAt: 2, limit: 2) == nil)
        #expect(line.before("node-2", askedAt: 2, limit: 1) == place(1).lock)
    }
}
