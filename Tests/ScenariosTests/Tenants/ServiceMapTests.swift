import Simulation
import Testing

@testable import Scenarios
@testable import Twin

/// How failures of workloads become failures of services.
@Suite struct ServiceMapTests {
    let rows: [TenantServiceRow] = {
        func row(_ name: String, _ workloads: [String], _ needs: [String]) -> TenantServiceRow {
            var row = TenantServiceRow()
            (row.name, row.workloads, row.needs, row.isAPI) = (name, workloads, needs, true)
            return row
        }
        return [
            row("database", ["mariadb"], []), row("identity", ["keystone"], ["database"]),
            row("dns", ["designate"], ["identity"]),
        ]
    }()

    func time(_ seconds: Int64) -> SimTime { .zero + .seconds(seconds) }
    func id(_ number: UInt32) -> EntryID { EntryID(number: number) }

    @Test func servicesThatTheCloudDoesNotHaveAreLeftOut() {
        let map = ServiceMap(rows, has: { $0 != "designate" }, from: .zero)
        #expect(map.services.map(\.row.name) == ["database", "identity"])
    }

    @Test func whatServesItsOwnNodeFailsWhereItIsMissing() throws {
        var row = TenantServiceRow()
        (row.name, row.workloads, row.isPerNode) = ("network", ["vrouter"], true)
        var map = ServiceMap([row], has: { _ in true }, from: .zero)
        // The others are ready, and serve nobody else.
        map.set("vrouter", ServiceMap.State(missing: 0.25), at: time(100), id(7))
        map.set("vrouter", ServiceMap.State(failing: 0.5), at: time(140), id(8))
        map.set("vrouter", ServiceMap.State(failing: 1, missing: 1), at: time(200), id(9))
        map.set("vrouter", ServiceMap.State(), at: time(210), id(10))
        map.finish(at: time(1000))
        let health = try #require(map.health.first)
        #expect(health.outages == [ServiceOutage(start: time(200), end: time(210), entry: id(9))])
        #expect(health.failing == .seconds(20) && health.degraded == .seconds(40))
    }

    @Test func anOutageReachesWhatNeedsIt() throws {
        var map = ServiceMap(rows, has: { _ in true }, from: .zero)
        map.set("mariadb", .failing(1), at: time(100), id(7))
        map.set("mariadb", .failing(0), at: time(130), id(9))
        map.finish(at: time(1000))
        for health in map.health {
            #expect(health.outages == [ServiceOutage(start: time(100), end: time(130), entry: id(7))])
            #expect(health.failing == .seconds(30) && health.degraded == .zero)
            #expect(health.failedPerThousand == 30)
        }
        #expect(map.spans.filter { $0.signal == .serviceDown }.count == 3)
    }

    @Test func sharesMultiply() throws {
        var map = ServiceMap(rows, has: { _ in true }, from: .zero)
        map.set("mariadb", .failing(0.5), at: time(0), id(1))
        map.set("keystone", .failing(0.5), at: time(0), id(2))
        map.finish(at: time(100))
        let identity = try #require(map.health.first { $0.name == "identity" })
        #expect(identity.failing == .seconds(75) && identity.degraded == .seconds(100))
        #expect(identity.outages.isEmpty && identity.longest == nil)
    }

    @Test func whatComesAndGoesAtOneInstantIsNoOutage() {
        var map = ServiceMap(rows, has: { _ in true }, from: .zero)
        map.set("mariadb", .failing(1), at: time(5), id(1))
        map.set("mariadb", .failing(0), at: time(5), id(2))
        map.finish(at: time(10))
        #expect(map.health.allSatisfy { $0.outages.isEmpty && $0.failing == .zero } && map.spans.isEmpty)
    }

    @Test func whereTheRunTellsOfOutagesWorkloadsDoNotCount() throws {
        var rows = rows
        rows[0].outage = .sql
        for tells in [false, true] {
            var map = ServiceMap(rows, has: { _ in true }, outages: tells ? [.sql] : [], from: .zero)
            map.set("mariadb", .failing(0.5), at: time(10), id(1))
            map.set("mariadb", .failing(0), at: time(20), id(2))
            map.set(.sql, isOut: true, at: time(50), id(3))
            map.set(.sql, isOut: false, at: time(53), id(4))
            map.finish(at: time(100))
            for health in map.health {
                #expect(health.failing == .seconds(tells ? 3 : 5), "\(health.name)")
                #expect(health.unavailable == .seconds(tells ? 3 : 0), "\(health.name)")
            }
        }
    }

    @Test func aBrokerStandsForThoseThatHaveNoneOfTheirOwn() throws {
        func row(_ name: String, _ workload: String, needs: [String] = []) -> TenantServiceRow {
            var row = TenantServiceRow()
            (row.name, row.workloads, row.needs) = (name, [workload], needs)
            return row
        }
        var rows = [row("messages", "shared"), row("messages of compute", "own")]
        rows[0].outage = .messages
        rows[1].outage = .messages
        rows[1].otherwise = "messages"
        rows.append(row("compute", "nova-api", needs: ["messages of compute"]))
        for hasOwn in [false, true] {
            var map = ServiceMap(
                rows, has: { hasOwn || $0 != "own" }, outages: [.messages], from: .zero)
            map.set(.messages, of: "shared", isOut: true, at: time(50), id(3))
            map.set(.messages, of: "shared", isOut: false, at: time(53), id(4))
            map.set(.messages, of: "own", isOut: true, at: time(60), id(3))
            map.set(.messages, of: "own", isOut: false, at: time(61), id(4))
            map.finish(at: time(100))
            let compute = try #require(map.health.first { $0.name == "compute" })
            #expect(compute.unavailable == .seconds(hasOwn ? 1 : 3))
        }
    }

    @Test func whatWasBeforeTheTimeLookedAtDoesNotCount() throws {
        var map = ServiceMap(rows, has: { _ in true }, from: time(50))
        map.set("mariadb", .failing(1), at: time(40), id(1))
        map.set("mariadb", .failing(0), at: time(60), id(2))
        map.finish(at: time(150))
        let health = try #require(map.health.first)
        #expect(health.unavailable == .seconds(10) && health.failing == .seconds(10))
        #expect(health.failedPerThousand == 100)
    }

    @Test func withoutAMajorityNobodyIsServedWhereOneIsNeeded() throws {
        for needsMajority in [false, true] {
            var rows = rows
            rows[0].needsMajority = needsMajority
            var map = ServiceMap(rows, has: { _ in true }, from: .zero)
            map.set("mariadb", ServiceMap.State(failing: 0.5, hasMajority: false), at: time(10), id(1))
            map.set("mariadb", ServiceMap.State(failing: 0.5, hasMajority: true), at: time(30), id(2))
            map.set("mariadb", .failing(0), at: time(50), id(3))
            map.finish(at: time(100))
            for health in map.health {
                #expect(health.unavailable == .seconds(needsMajority ? 20 : 0), "\(health.name)")
                #expect(health.degraded == .seconds(needsMajority ? 20 : 40), "\(health.name)")
                #expect(health.failing == .seconds(needsMajority ? 30 : 20), "\(health.name)")
            }
        }
    }

    @Test func withoutACacheServicesAndThoseThatNeedThemAreSlower() throws {
        var rows = rows
        rows.insert(TenantServiceRow(), at: 0)
        (rows[0].name, rows[0].workloads) = ("cache", ["memcached"])
        rows[2].slowedBy = ["cache"]
        var map = ServiceMap(rows, has: { _ in true }, from: .zero)
        map.set("memcached", .failing(1), at: time(10), id(1))
        map.set("keystone", .failing(1), at: time(20), id(2))
        map.set("keystone", .failing(0), at: time(50), id(3))
        map.set("memcached", .failing(0), at: time(70), id(4))
        map.finish(at: time(100))
        let slowed = Dictionary(uniqueKeysWithValues: map.health.map { ($0.name, $0.slowed) })
        // While a service fails altogether, nothing of it is slow.
        #expect(slowed["identity"] == .seconds(30) && slowed["dns"] == .seconds(30))
        #expect(slowed["database"] == .zero && slowed["cache"] == .zero)
        let identity = try #require(map.health.first { $0.name == "identity" })
        #expect(identity.unavailable == .seconds(30) && identity.failing == .seconds(30))
    }

    @Test func anOutageThatDoesNotEndLastsToTheEnd() throws {
        var map = ServiceMap(rows, has: { _ in true }, from: .zero)
        map.set("keystone", .failing(1), at: time(90), id(4))
        map.finish(at: time(100))
        let identity = try #require(map.health.first { $0.name == "identity" })
        #expect(identity.unavailable == .seconds(10))
        #expect(map.spans.contains { $0.signal == .serviceDown && $0.name == "dns" && $0.end == .never })
    }
}

extension ServiceMap.State {
    /// A workload whose pods fail that share of the requests, and are enough.
    fileprivate static func failing(_ share: Double) -> Self { Self(failing: share) }
}
