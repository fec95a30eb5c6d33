import Controllers
import Simulation
import Testing
import Twin

@Suite struct FaultTextTests {
    static let nodes = ["ctl-01", "cmp-01"]
    static let items = ["host-os", "mcr", "mke"]

    @Test func everyFormIsRead() throws {
        let kinds: KeyValuePairs<String, Fault.Kind> = [
            "power-loss:cmp-01": .powerLoss, "hang:cmp-01": .hang,
            "slow-boot:cmp-01:30m": .slowBoot(extra: .minutes(30)), "boot-hang:*": .bootHang,
            "item-fails:cmp-01:host-os:2": .itemFails(item: "host-os", times: 2),
            "runtime-hang:cmp-01": .runtimeHang, "bmc-unreachable:cmp-01": .bmcUnreachable,
            "bmc-unauthorized:cmp-01": .bmcUnauthorized, "origin-down:images": .originDown,
            "origin-corrupt:packages": .originCorrupt,
            "controller-crash:helm-controller:3": .controllerCrash(
                CrashPlan(controller: .helm, afterWrite: 3, downtime: .seconds(30))),
            "controller-crash:kubelet:1:2m": .controllerCrash(
                CrashPlan(controller: .kubelet, afterWrite: 1, downtime: .minutes(2))),
        ]
        for (text, kind) in kinds {
            let fault = try Fault(text, nodes: Self.nodes, items: Self.items)
            #expect(fault.kind == kind)
            #expect(fault.start == .zero)
            #expect(fault.length == nil)
        }
        let forms = Set(kinds.map { String($0.key.prefix { $0 != ":" }) })
        #expect(forms == Set(Fault.forms.map { String($0.prefix { $0 != ":" }) }))
    }

    @Test func timesAreRead() throws {
        let fault = try Fault("power-loss:cmp-01@2h+30m", nodes: Self.nodes, items: Self.items)
        #expect(fault.start == .hours(2))
        #expect(fault.length == .minutes(30))
        #expect(fault.target == "cmp-01")
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
        ("item-fails:cmp-01:host-os:0", "TIMES is no positive number"),
        ("power-loss:cmp-01@1h+1h+1h", "no duration"), ("slow-boot:cmp-01:-5m", "EXTRA is no duration"),
    ])
    func mistakeIsNamed(text: String, problem: String) {
        do {
            _ = try Fault(text, nodes: Self.nodes, items: Self.items)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
        }
    }
}
