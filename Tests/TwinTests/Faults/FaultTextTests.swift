import Controllers
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Twin

@Suite struct FaultTextTests {
    static let facts: CloudFacts = {
        var facts = CloudFacts(nodes: ["ctl-01", "cmp-01", "cmp-02"], items: ["host-os", "mcr", "mke"])
        facts.sites[1].rack = "rack-01"
        facts.sites[1].labels = ["role": "compute"]
        facts.sites[2].rack = "rack-01"
        facts.racks = ["rack-01"]
        facts.helmReleases = ["keystone"]
        facts.brokers = ["nova-rabbitmq"]
        facts.workloads = ["horizon"]
        facts.sites[0].isManager = true
        for place in facts.sites.indices {
            facts.sites[place].disks = ["sda", "sdb"]
            facts.sites[place].interfaces = ["eno1", "eno2"]
        }
        return facts
    }()

    @Test func everyFormIsRead() throws {
        let texts: KeyValuePairs<String, [FaultArgument]> = [
            "power-loss:cmp-01": [], "hang:cmp-01": [], "panic:cmp-01": [], "network-down:cmp-01": [],
            "slow-boot:cmp-01:30m": [.duration(.minutes(30))], "boot-hang:*": [],
            "item-fails:cmp-01:host-os:2": [.item("host-os"), .count(2)], "runtime-hang:cmp-01": [],
            "bmc-unreachable:cmp-01": [], "bmc-unauthorized:cmp-01": [], "bmc-slow:cmp-01:9": [.count(9)],
            "power-stuck:cmp-01": [], "bmc-lies:cmp-01": [], "netboot-fails:cmp-01": [],
            "wrong-boot-device:cmp-01": [], "ironic-down": [], "origin-down:images": [],
            "origin-corrupt:packages": [],
            "nic-down:cmp-01/eno2": [], "nic-flapping:cmp-01:10m": [.duration(.minutes(10))],
            "nic-lossy:rack=rack-01:20%": [.share(20)], "mtu-mismatch:cmp-01": [],
            "switch-down:rack-01/tor-a": [], "rack-power-loss:rack-01": [], "feed-down:rack-01/B": [],
            "disk-failed:cmp-01/sdb": [], "disk-slow:cmp-01:8": [.count(8)], "disk-full:*": [],
            "disk-read-only:cmp-01/sda": [], "boot-loop:cmp-01:5m": [.duration(.minutes(5))],
            "clock-skew:cmp-01:-2h": [.duration(.hours(-2))],
            "partition:cmp-01+mirror:rack=rack-01+managers": [
                .group(try FaultGroup("rack=rack-01+managers", Self.facts)), .ways(isOne: false),
            ],
            "controller-crash:helm-controller:3": [.count(3), .duration(.seconds(30))],
            "controller-crash:kubelet:1:2m": [.count(1), .duration(.minutes(2))],
            "item-fails:cmp-01:mke": [.item("mke"), .count(.max)],
            "api-conflicts:mosk:30%": [.share(30)], "api-errors:management:100%": [.share(100)],
            "api-slow:mosk:2s": [.duration(.seconds(2))], "etcd-slow:mosk:2s": [.duration(.seconds(2))],
            "api-watches-down:management": [], "watches-down:lcm-agent": [],
            "unseen-states:kubelet": [.duration(.minutes(1))],
            "unseen-states:kubelet:2m": [.duration(.minutes(2))],
            "stale-cache:helm-controller:5m": [.duration(.minutes(5)), .duration(.seconds(30))],
            "kubelet-stop:cmp-01": [], "agent-stop:*": [], "slow-pulls:cmp-01:5": [.count(5)],
            "manager-loss:ctl-01": [], "origin-slow:images:5": [.count(5)],
            "galera-member-killed:cmp-01": [], "galera-member-paused:cmp-01": [],
            "galera-data-lost:cmp-01": [], "helm-release-stuck:mosk:keystone": [.item("keystone")],
            "rabbitmq-broker-killed:cmp-01": [.item("")],
            "rabbitmq-memory-alarm:cmp-01:nova-rabbitmq": [.item("nova-rabbitmq")],
            "rabbitmq-disk-alarm:*": [.item("")],
            "containers-crash:mosk:horizon": [.item("horizon"), .count(.max)],
            "containers-crash:mosk:horizon:3": [.item("horizon"), .count(3)],
        ]
        for (text, arguments) in texts {
            let fault = try Fault(text, Self.facts)
            #expect(fault.arguments == arguments)
            #expect(fault.kind.name == text.prefix { $0 != ":" })
            #expect(fault.start == .zero && fault.length == nil)
        }
        let names = Set(texts.map { String($0.key.prefix { $0 != ":" }) })
        #expect(names == Set(FaultKind.all.map(\.name)))
        #expect(try Fault("controller-crash:helm-controller:3", Self.facts).crash?.controller == .helm)
    }

    @Test func timesAreRead() throws {
        let fault = try Fault("power-loss:cmp-01@2h+30m", Self.facts)
        #expect(fault.start == .hours(2))
        #expect(fault.length == .minutes(30))
        #expect(fault.target == .nodes(.named("cmp-01"), part: nil))
    }

    @Test func targetsAreReadOnce() throws {
        func target(_ text: String) throws -> FaultTarget { try Fault(text, Self.facts).target }
        #expect(try target("hang:*") == .nodes(.all, part: nil))
        #expect(try target("disk-full:cmp-01/sdb") == .nodes(.named("cmp-01"), part: "sdb"))
        let half = NodeChoice.fitting(labels: [], rack: "rack-01", sharePercent: 50)
        #expect(try target("nic-down:rack=rack-01,share=50%") == .nodes(half, part: nil))
        #expect(try target("switch-down:rack-01/tor-b") == .networkSwitch(.top(rack: "rack-01", isB: true)))
        #expect(try target("feed-down:rack-01/B") == .feed(rack: "rack-01", .b))
        #expect(try target("feed-down:A") == .feed(rack: nil, .a))
        #expect(try target("rack-power-loss:rack-01") == .rack("rack-01"))
        #expect(try target("etcd-slow:mosk:1s") == .cluster(1))
        #expect(try target("watches-down:helm-controller") == .controller(.helm))
        #expect(try target("ironic-down") == .service)
    }

    @Test func triggersAreRead() throws {
        let after = try Fault("hang:cmp-01@after(machineAdmitted * cmp-01),5m+30m", Self.facts)
        #expect(after.trigger.description == "after(machineAdmitted * cmp-01)")
        #expect(after.delay == .minutes(5) && after.length == .minutes(30) && after.start == nil)
        let when = try Fault("hang:cmp-01@when(Node/cmp-01 spec.unschedulable=true)", Self.facts)
        #expect(when.trigger.description == "when(Node/cmp-01 spec.unschedulable=true)")
        #expect(when.delay == .zero && when.length == nil)
    }

    @Test func aGroupOfNobodyIsRefused() throws {
        let facts = CloudFacts(nodes: ["cmp-01"], items: [])
        for text in ["partition:cmp-01:managers", "partition:managers:cmp-01"] {
            #expect(throws: CloudError.self) { try Fault(text, facts) }
            #expect(try Fault(text, Self.facts).kind.name == "partition")
        }
        _ = try Fault("partition:cmp-01:managers+mirror", facts)
    }

    @Test func nodesAreChosen() throws {
        func chosen(_ text: String, seed: UInt64 = 1) throws -> [String] {
            let fault = try Fault(text, Self.facts)
            let nodes = try #require(fault.target.nodes)
            return nodes.choose(Self.facts.sites, RandomStream(seed: seed), draw: fault.text)
                .map { Self.facts.sites[$0].name }
        }
        #expect(try chosen("hang:*") == ["cmp-01", "cmp-02", "ctl-01"])
        #expect(try chosen("hang:rack=rack-01") == ["cmp-01", "cmp-02"])
        #expect(try chosen("hang:role=compute") == ["cmp-01"])
        #expect(try chosen("hang:rack=rack-01,role=compute") == ["cmp-01"])
        let draws = try (1...40).map { try chosen("hang:share=50%", seed: $0) }
        #expect(draws.allSatisfy { $0.count == 2 && $0 == $0.sorted() }, "half of three, rounded up")
        #expect(Set(draws).count == 3, "every pair is drawn by some seed")
        #expect(try chosen("hang:share=50%", seed: 3) == chosen("hang:share=50%", seed: 3))
    }

    @Test(arguments: [
        ("power-loss", "there is no KIND:TARGET"), ("power-los:cmp-01", "did you mean power-loss?"),
        ("power-loss:cmp-0l", "did you mean cmp-01?"),
        ("power-loss:cmp-01:x", "wrong number of arguments; write it as power-loss:NODE"),
        ("power-loss:cmp-01@soon", "when it begins is no duration"),
        ("power-loss:cmp-01@1h+0s", "how long it lasts is no duration"),
        ("slow-boot:cmp-01:long", "EXTRA is no duration"), ("origin-down:image", "did you mean images?"),
        ("origin-down:moon", "the origins are packages, "),
        ("item-fails:cmp-01:host-oss:2", "there is no state item host-oss; did you mean host-os?"),
        ("item-fails:cmp-01:whatever:2", "the items are host-os, mcr, mke"),
        ("power-loss:everything", "there is no node everything; use * for all nodes"),
        ("controller-crash:helm-controler:1", "did you mean helm-controller?"),
        ("controller-crash:helm-controller:0", "WRITE is no positive number"),
        ("controller-crash:helm-controller:1:soon", "DOWNTIME is no duration"),
        ("api-errors:moks:30%", "did you mean mosk?"), ("api-errors:mosk:30", "SHARE is not from 1% to 100%"),
        ("api-errors:mosk:0%", "SHARE is not from 1% to 100%"),
        ("api-slow:mosk", "wrong number of arguments"),
        ("watches-down:mosk", "there is no controller mosk"),
        ("item-fails:cmp-01:host-os:0", "TIMES is no positive number"),
        ("power-loss:cmp-01@1h+1h+1h", "no duration"), ("slow-boot:cmp-01:-5m", "EXTRA is no duration"),
        ("panic:cmp-01@1h+5m", "a panic ends by itself"), ("ironic-down:cmp-01", "wrong number of arguments"),
        ("hang:rack=rack-1", "there is no rack rack-1; did you mean rack-01?"),
        ("hang:role=computes", "did you mean compute?"), ("hang:rolle=compute", "did you mean role?"),
        ("hang:share=110%", "the share is not from 1% to 100%"),
        ("origin-down:share=50%", "only nodes are placed by label, rack or share"),
        ("disk-failed:cmp-01/sdx", "did you mean sda?"), ("nic-down:cmp-01/eno3", "did you mean eno1?"),
        ("nic-down:*/eno1", "name the node"), ("disk-full:cmp-0l/sda", "did you mean cmp-01?"),
        ("switch-down:rack-01/tor-c", "did you mean rack-01/tor-a?"),
        ("switch-down:rack=rack-01", "only nodes are placed by label, rack or share"),
        ("rack-power-loss:rack-1", "did you mean rack-01?"), ("feed-down:C", "the feeds are A, B, rack-01/A"),
        ("nic-lossy:cmp-01:0%", "LOSS is not from 1% to 100%"),
        ("clock-skew:cmp-01:0s", "OFFSET is no duration"),
        ("partition:cmp-01:miror", "did you mean mirror?"), ("partition:cmp-01", "wrong number of arguments"),
        ("partition:ctl-01:cmp-01:ones", "did you mean one?"),
        ("partition:ctl-1:cmp-01", "did you mean ctl-01?"),
        ("partition:rack=rack-2+cmp-01:ctl-01", "there is no rack rack-2"),
        ("disk-slow:cmp-01:9223372036854775807@0s", "FACTOR is not from 1 to 1000"),
        ("bmc-slow:cmp-01:1001", "FACTOR is not from 1 to 1000"),
        ("slow-pulls:cmp-01:1001", "FACTOR is not from 1 to 1000"),
        ("origin-slow:images:1001", "FACTOR is not from 1 to 1000"),
        ("nic-flapping:cmp-01:0s", "PERIOD is not from 1"),
        ("unseen-states:kubelet:999ms", "GAP is not from 1"),
        ("slow-boot:cmp-01:8761h", "EXTRA is not from 0"),
        ("clock-skew:cmp-01:-87601h", "OFFSET is not from -"),
        ("controller-crash:kubelet:9223372036854775807", "WRITE is not from 1 to 1000000000"),
        ("hang:cmp-01@after(machineAdmited)", "did you mean machineAdmitted?"),
        ("hang:cmp-01@after(machineAdmitted * cmp-9)", "there is no machine cmp-9"),
        ("hang:cmp-01@after(machineAdmitted", "a bracket is not closed"),
        ("hang:cmp-01@when(Node/cmp-01 spec.nothing=1)", "there is no field nothing"),
    ])
    func mistakeIsNamed(text: String, problem: String) {
        do {
            _ = try Fault(text, Self.facts)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
        }
    }
}
