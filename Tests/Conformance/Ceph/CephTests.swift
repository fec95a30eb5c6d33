import Foundation
import HardwareAdapters
import HardwareInterfaces
import PeerPrograms
import Testing

/// What `ceph` answered of a cluster whose third OSD was killed, and what it means. Recorded of Ceph 16.2.15
/// with `Peers/ceph.sh`; of details the first two are kept.
@Suite(.timeLimit(.minutes(2))) struct CephTests {
    private static let recordings = PeerScript.top.appending(path: "Tests/Conformance/Ceph/Recordings").path

    /// A client whose program answers what was recorded, but for one answer.
    private func with<Value>(
        _ changed: (name: String, text: String)? = nil, _ body: (CephClient) async throws -> Value
    ) async throws -> Value {
        let change = changed.map { "*\" \($0.name)\") printf '%s' '\($0.text)' ;;" } ?? ""
        let program = try FakeProgram(
            """
            cd '\(Self.recordings)' || exit 9
            case " $*" in
            \(change)
            *" health detail") cat health.json ;;
            *" osd tree") cat osd-tree.json ;;
            *" osd df") cat osd-df.json ;;
            *" df") cat df.json ;;
            *" status") cat status.json ;;
            *) exit 8 ;;
            esac
            """)
        return try await body(CephClient(cluster: CephCluster(name: "ceph"), program: program.path))
    }

    @Test func aStatusIsRead() async throws {
        let status = try await with { try await $0.status() }
        #expect(status.fsid.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
        #expect(status.health.status == .warning)
        #expect(status.health.checks.map(\.code) == ["OSD_DOWN", "OSD_HOST_DOWN", "PG_DEGRADED"])
        #expect(status.health.checks[0].summary == "1 osds down" && status.health.checks[2].count == 12)
        #expect(status.monitors == 1 && status.quorum == ["a"] && status.hasManager)
        #expect(status.osds == 4 && status.osdsUp == 3 && status.osdsIn == 4)
        #expect(status.pools == 2 && status.objects == 20 && status.dataBytes == 81920)
        #expect(status.totalBytes == 1_073_741_824 && status.usedBytes == 398_995)
        #expect(status.degradedObjects == 16 && status.misplacedObjects == 0)
        #expect(status.groups.map(\.count) == [15, 12, 6])
        #expect(status.groups.map(\.isClean) == [false, false, true])
        #expect(status.groups.allSatisfy { $0.isActive })
    }

    @Test func healthHasDetail() async throws {
        let health = try await with { try await $0.health() }
        #expect(health.status == .warning)
        #expect(health.checks[0].detail == ["osd.2 (root=default,host=h2) is down"])
        #expect(health.checks.allSatisfy { $0.severity == .warning && !$0.isMuted })
    }

    @Test func osdsAreReadOfTheTreeAndOfTheirDisks() async throws {
        let osds = try await with { try await $0.osds() }
        #expect(osds.map(\.id) == [0, 1, 2, 3])
        #expect(osds.map(\.place) == (0..<4).map { ["default", "h\($0)"] })
        #expect(osds.map(\.isUp) == [true, true, false, true] && osds.allSatisfy(\.isIn))
        #expect(osds.map(\.groups) == [22, 23, 0, 27] && osds.allSatisfy { $0.deviceClass == "hdd" })
        #expect(osds[0].bytes == 268_435_456 && osds[0].usedBytes == 104_448)
    }

    @Test func poolsAreRead() async throws {
        let pool = try #require(try await with { try await $0.pools() }.first)
        #expect(
            pool
                == CephPool(
                    id: 1, name: "twin", objects: 20, storedBytes: 81920, usedBytes: 81920,
                    freeBytes: 463_447_104))
    }

    @Test(arguments: [
        ("<html>", "ceph osd tree is not JSON: a `<`, as of HTML at byte 0"),
        ("", "ceph osd tree is not JSON: the end at byte 0"),
        (#"{"nodes": {}}"#, "ceph osd tree: nodes is an object, not a list"),
        (
            #"{"nodes": [{"id": 1, "type": "osd", "name": "osd.1"}]}"#,
            "ceph osd tree: nodes/0/status is not there"
        ),
        (
            #"{"nodes": [{"id": -1, "type": "host", "name": "a", "children": [-2]}, "#
                + #"{"id": -2, "type": "host", "name": "b", "children": [-1, 1]}, "#
                + #"{"id": 1, "type": "osd", "name": "osd.1", "status": "up", "reweight": 1}]}"#,
            "ceph osd tree: nodes/2/children lead in a circle or deeper than 64"
        ),
    ])
    func whatIsNoTreeIsMalformed(_ text: String, _ words: String) async throws {
        let failure = try await with(("osd tree", text)) { client in
            do throws(DeviceFailure<CephError>) {
                _ = try await client.osds()
                return DeviceFailure<CephError>?.none
            } catch { return error }
        }
        #expect(failure?.reason == .malformed(words))
        #expect(failure?.description == "ceph: ceph osd tree: Ceph's answer is malformed: \(words)")
    }

    @Test func aTreeIsNoDeeperThanItsBound() async throws {
        for (depth, isRead) in [(64, true), (65, false)] {
            let buckets = (1...depth).map {
                #"{"id": -\#($0), "type": "b", "name": "b", "children": [\#($0 == depth ? 1 : -$0 - 1)]}"#
            }
            let osd = #"{"id": 1, "type": "osd", "name": "osd.1", "status": "up", "reweight": 1}"#
            let tree = #"{"nodes": [\#((buckets + [osd]).joined(separator: ","))]}"#
            let count = try await with(("osd tree", tree)) { client in
                do throws(DeviceFailure<CephError>) { return try await client.osds().count } catch {
                    return 0
                }
            }
            #expect(count == (isRead ? 1 : 0))
        }
    }

    @Test(arguments: [
        ("kb", #""kb": 9000000000000000000"#), ("kb_used", #""kb": 1, "kb_used": -9000000000000000000"#),
    ])
    func aDiskIsNoLargerThanIsCounted(_ name: String, _ fields: String) async throws {
        let failure = try await with(("osd df", #"{"nodes": [{"id": 0, \#(fields)}]}"#)) { client in
            do throws(DeviceFailure<CephError>) {
                _ = try await client.osds()
                return DeviceFailure<CephError>?.none
            } catch { return error }
        }
        #expect(failure?.reason == .malformed("ceph osd df: nodes/0/\(name) is more than can be counted"))
    }

    @Test(arguments: [
        ("timed out", CephError.unreachable),
        (
            "Error initializing cluster client: ObjectNotFound('RADOS object not found (error calling conf_read_file)')",
            .unreachable
        ),
        ("[errno 13] RADOS permission denied (error connecting to the cluster)", .unauthorized),
        ("Error EACCES: access denied", .unauthorized),
        ("Error EINVAL: invalid command", .refused("Error EINVAL: invalid command")),
        ("", .refused("it ended with 1")),
    ])
    func refusalsAreToldApart(_ words: String, _ reason: CephError) async throws {
        let program = try FakeProgram("cat >&2 << 'END'\nnoise\n\(words)\nEND\nexit 1")
        let quiet = try FakeProgram("exit 1")
        let path = words.isEmpty ? quiet.path : program.path
        let client = CephClient(cluster: CephCluster(name: "ceph"), program: path)
        let error = await #expect(throws: DeviceFailure<CephError>.self) { try await client.status() }
        #expect(error?.reason == reason && error?.description.hasPrefix("ceph: ceph status: ") == true)
    }

    @Test func aProgramThatHangsOrIsMissingIsSaid() async throws {
        let program = try FakeProgram("exec sleep 60")
        let start = ContinuousClock.now
        let hanging = CephClient(
            cluster: CephCluster(name: "ceph"), program: program.path, limit: .seconds(1))
        let late = await #expect(throws: DeviceFailure<CephError>.self) { try await hanging.status() }
        #expect(late?.reason == .timedOut && ContinuousClock.now - start < .seconds(30))
        let missing = CephClient(cluster: CephCluster(name: "ceph"), program: "/nonexistent")
        let error = await #expect(throws: DeviceFailure<CephError>.self) { try await missing.status() }
        #expect(error?.description == "ceph: ceph status: the program /nonexistent is not installed")
    }
}

extension WithPeers {
    /// A real cluster of four OSDs.
    @Suite struct CephPeerTests {
        @Test func aLostOSDIsTold() async throws {
            let peer = try await Peers.shared.peer("Ceph", script: "ceph")
            var cluster = CephCluster(name: "ceph")
            cluster.configuration = peer.address
            let client = CephClient(cluster: cluster, limit: .seconds(20))
            var before = try await client.status()
            // The manager makes a pool of its own when it has the time.
            for _ in 0..<60 where !before.groups.allSatisfy({ $0.isClean }) || before.pools < 2 {
                try await Task.sleep(for: .milliseconds(500))
                before = try await client.status()
            }
            #expect(before.health == CephHealth(status: .ok))
            #expect(before.osds == 4 && before.osdsUp == 4 && before.osdsIn == 4)
            #expect(before.groups.allSatisfy { $0.isActive && $0.isClean })
            #expect(try await client.osds().allSatisfy { $0.isUp && $0.isIn && $0.groups ?? 0 > 0 })
            #expect(try await client.pools().contains { $0.name == "twin" && $0.objects == 0 })

            _ = try await PeerScript.run("ceph", ["write", "10"], folder: peer.folder)
            _ = try await PeerScript.run("ceph", ["kill", "1"], folder: peer.folder)
            var after = try await client.status()
            for _ in 0..<30 where after.degradedObjects == 0 {
                try await Task.sleep(for: .milliseconds(500))
                after = try await client.status()
            }
            #expect(after.osdsUp == 3 && after.osdsIn == 4 && after.degradedObjects > 0)
            #expect(after.groups.contains { $0.isActive && !$0.isClean })
            let health = try await client.health()
            #expect(health.status == .warning)
            let down = health.checks.first { $0.code == "OSD_DOWN" }
            #expect(down?.detail == ["osd.1 (root=default,host=h1) is down"])
            #expect(try await client.osds().map(\.isUp) == [true, false, true, true])
        }

        @Test(.timeLimit(.minutes(1))) func nobodyThereIsUnreachable() async throws {
            try await Peers.need("ceph")
            var cluster = CephCluster(name: "ceph")
            cluster.configuration = "/nonexistent"
            let none = CephClient(cluster: cluster, limit: .seconds(20))
            let error = await #expect(throws: DeviceFailure<CephError>.self) { try await none.status() }
            #expect(error?.reason == .unreachable)
            #expect(error?.detail == "/nonexistent is no configuration of a cluster")
            // Nobody listens there.
            let file = FileManager.default.temporaryDirectory.appending(path: "ceph-\(UUID().uuidString)")
            try Data("[global]\nmon host = [v2:127.0.0.1:9]\nkeyring = /dev/null\n".utf8).write(to: file)
            defer { do { try FileManager.default.removeItem(at: file) } catch { print("left: \(file)") } }
            cluster.configuration = file.path
            let silent = CephClient(cluster: cluster, limit: .seconds(4))
            let late = await #expect(throws: DeviceFailure<CephError>.self) { try await silent.status() }
            #expect(late?.reason == .unreachable, "\(String(describing: late))")
        }
    }
}
