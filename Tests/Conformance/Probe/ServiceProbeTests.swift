import Foundation
import PeerPrograms
import Testing

/// `twin probe galera`, `rabbitmq`, `ceph` and `host`, run as a user runs them.
@Suite(.timeLimit(.minutes(2))) struct ServiceProbeTests {
    private static let rows = """
        wsrep_local_state\t4
        wsrep_local_state_comment\tSynced
        wsrep_cluster_status\tPrimary
        wsrep_cluster_size\t3
        wsrep_cluster_conf_id\t17
        wsrep_ready\tON
        wsrep_connected\tON
        wsrep_evs_state\tOPERATIONAL
        wsrep_local_index\t1
        wsrep_last_committed\t4711
        wsrep_local_recv_queue\t0
        """

    private static func broker() throws -> ScriptedServer {
        try ScriptedServer { request in
            switch request.line.split(separator: " ")[1] {
            case "/api/health/checks/alarms":
                let body = #"{"status": "failed", "alarms": [{"node": "rabbit@a", "resource": "disk"}]}"#
                return [.answer(503, body)]
            case "/api/overview":
                let body = """
                    {"rabbitmq_version": "4.0.6\\u001b[2J", "object_totals": {"connections": 12},
                    "queue_totals": {"messages": 7}}
                    """
                return [.answer(200, body)]
            default:
                let body = """
                    [{"name": "rabbit@a", "running": true, "mem_used": 134549504, "mem_limit": 10110605721,
                    "disk_free": 40000000, "disk_free_limit": 50000000, "fd_used": 41, "fd_total": 20000,
                    "partitions": []}]
                    """
                return [.answer(200, body)]
            }
        }
    }

    @Test func aMemberOfAClusterIsShown() async throws {
        // It fails where the password is not in the environment, or is among the words.
        let program = try FakeProgram(
            """
            [ "$MYSQL_PWD" = 'correct horse' ] || exit 7
            case "$*" in *horse*) exit 8 ;; esac
            cat << 'END'
            \(Self.rows)
            END
            """, name: "mariadb")
        let variables = program.variables.merging(["P": "correct horse"]) { $1 }
        let words = ["probe", "galera", "db-1:3307", "--user", "u", "--password-env", "P"]
        let answer = try await TwinProgram.run(words, variables)
        #expect(
            answer.text == """
                db-1:3307
                  component      Primary, 3 members, this is number 1, change 17
                  state          Synced
                  takes queries  yes
                  connected      yes
                  group          operational
                  last write     4711
                  to be applied  0

                """)
        #expect(answer.code == 0)
        let status = try await TwinProgram.run(words + ["--json"], variables).object()["status"]
        let fields = try #require(status as? [String: Any])
        #expect(fields["clusterSize"] as? Int == 3 && fields["localState"] as? String == "Synced")
    }

    @Test func aMemberThatRefusesIsNamed() async throws {
        let program = try FakeProgram(
            "echo \"ERROR 1045 (28000): Access denied for user 'u'@'a' (using password: YES)\" >&2; exit 1",
            name: "mariadb")
        let variables = program.variables.merging(["P": "correct horse"]) { $1 }
        let answer = try await TwinProgram.run(
            ["probe", "galera", "db-1", "--user", "u", "--password-env", "P"], variables)
        #expect(
            answer.text == """
                db-1: SHOW GLOBAL STATUS LIKE 'wsrep\\_%': Access denied for user \
                'u'@'a' (using password: YES)

                """)
        #expect(answer.code == 1)
    }

    @Test func aBrokerIsShown() async throws {
        let server = try Self.broker()
        let words = [
            "probe", "rabbitmq", "http://127.0.0.1:\(server.port)", "--user", "u", "--password-env", "P",
        ]
        let answer = try await TwinProgram.run(words, ["P": "correct horse"])
        #expect(
            answer.text == """
                http://127.0.0.1:\(server.port)
                  RabbitMQ       4.0.6\\u001b[2J
                  alarms         disk
                  connections    12
                  messages       7

                nodes
                  NAME      RUNS    MEMORY    LIMIT  DISK FREE    LIMIT  FILES  LIMIT
                  rabbit@a  yes   134.5 MB  10.1 GB    40.0 MB  50.0 MB     41  20000

                """)
        #expect(answer.code == 0)
        let object = try await TwinProgram.run(words + ["--json"], ["P": "correct horse"]).object()
        let status = try #require(object["status"] as? [String: Any])
        #expect(status["alarms"] as? [String] == ["disk"] && status["messages"] as? Int == 7)
    }

    @Test func aBrokerThatIsNotThereIsNamed() async throws {
        let port = try ScriptedServer { _ in [] }.port
        let words = ["probe", "rabbitmq", "http://127.0.0.1:\(port)", "--user", "u", "--password-env", "P"]
        let answer = try await TwinProgram.run(words, ["P": "correct horse"])
        #expect(
            answer.text == """
                http://127.0.0.1:\(port): GET /api/health/checks/alarms: the connection is refused

                """)
        #expect(answer.code == 1)
    }

    @Test func aCephClusterIsShown() async throws {
        let recordings = PeerScript.top.appending(path: "Tests/Conformance/Ceph/Recordings").path
        let program = try FakeProgram(
            """
            cd '\(recordings)' || exit 9
            case " $*" in
            *" health detail") cat health.json ;;
            *" osd tree") cat osd-tree.json ;;
            *" osd df") cat osd-df.json ;;
            *" df") exit 4 ;;
            *) cat status.json ;;
            esac
            """, name: "ceph")
        let answer = try await TwinProgram.run(["probe", "ceph"], program.variables)
        let text = """
              health         HEALTH_WARN
              monitors       1, of which agree: a
              OSDs           4, 3 up, 4 in
              data           81.9 kB in 20 objects
              disks          398.9 kB of 1.0 GB used
              degraded       16 copies missing

            checks
              OSD_DOWN (HEALTH_WARN): 1 osds down
                osd.2 (root=default,host=h2) is down
            """
        #expect(answer.text.contains(text), "\(answer.text)")
        #expect(
            answer.text.contains("    2  default/h2  hdd    no   yes   63.4 kB  268.4 MB       0\n"),
            "\(answer.text)")
        // What was told is shown, though the last question was refused.
        #expect(answer.text.contains("ceph: ceph df: Ceph refused: it ended with 4") && answer.code == 1)
        let status = try await TwinProgram.run(["probe", "ceph", "--json"], program.variables)
        #expect(status.text.contains(#""code" : "OSD_DOWN""#))
    }

    @Test func badInputIsSaid() async throws {
        let cases: [([String], String)] = [
            (
                ["galera", "u:hidden@x", "--user", "u", "--password-env", "HOME"],
                "the address with a user in it"
            ),
            (["galera", "x", "--user", "u"], "--user needs its password"),
            (["galera", "x", "--password-env", "HOME"], "--user"),
            (["galera", "x:0", "--user", "u", "--password-env", "HOME"], "x:0: no address of a database"),
            (
                ["galera", "x", "--user", "u", "--password-env", "HOME", "--ca-file", "/nonexistent"],
                "cannot be read"
            ),
            (
                ["rabbitmq", "ftp://x", "--user", "u", "--password-env", "HOME"],
                "ftp://x: no address of a broker"
            ),
            (
                ["rabbitmq", "http://u:hidden@x", "--user", "u", "--password-env", "HOME"],
                "the address with a user"
            ),
            (["ceph", "--conf", "/nonexistent"], "--conf /nonexistent: cannot be read"),
            (["host", "--timeout", "0"], "not in 1...3600"),
        ]
        for (words, message) in cases {
            let answer = try await TwinProgram.run(["probe"] + words)
            #expect(
                answer.text.contains(message) && !answer.text.contains("hidden") && answer.code == 2,
                "\(words): \(answer)")
        }
    }

    @Test func aMachineIsShown() async throws {
        let program = try FakeProgram(
            """
            case $(basename "$0") in
            lsblk) echo '{"blockdevices": [{"kname": "sda", "type": "disk", "size": 960197124096, "rota": true}]}' ;;
            ip) echo '[{"ifname": "eth0", "flags": ["UP", "LOWER_UP"], "link_type": "ether", "mtu": 1500}]' ;;
            esac
            """, name: "lsblk")
        for name in ["ip", "smartctl"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(program.folder)/\(name)", withDestinationPath: program.path)
        }
        let root = try FakeProgram("", name: "none")
        let answer = try await TwinProgram.run(["probe", "host", "--root", root.folder], program.variables)
        #expect(
            answer.text == """
                this machine

                disks
                  NAME  KIND      SIZE  TURNS
                  sda   disk  960.1 GB  yes

                network interfaces
                  NAME  KIND   ON   LINK   MTU
                  eth0  ether  yes  up    1500
                this machine: read os-release: the host's answer is malformed: os-release has no ID

                """)
        #expect(answer.code == 1)
    }
}
