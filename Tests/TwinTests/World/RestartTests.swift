import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What a controller does when it starts depends on what it finds, not on when it starts: once a cloud is
/// quiet, another start finds nothing to do.
@Suite struct RestartTests {
    /// Clouds whose addresses are made up, are all there, are too few, and can't be had of the template.
    static let networks = [
        "", BareMetalFixture.network(last: 19), BareMetalFixture.network(last: 10),
        BareMetalFixture.network(
            last: 19,
            template: "bridges: {k8s-lcm: {interfaces: [{{ nic 1 }}], "
                + "addresses: [{{ ip \"k8s-lcm:nowhere\" }}]}}"),
    ]

    @Test(arguments: ControllerID.allCases)
    func aStartInAQuietCloudChangesNothing(controller: ControllerID) throws {
        for (place, network) in Self.networks.enumerated() {
            var fixture = try BareMetalFixture(network)
            fixture.run(.hours(1))
            let before = NormalState.of(fixture.world)
            let last = fixture.world.state.substrate.kernel.journal.last
            fixture.world.state.substrate.crash(controller, downtime: .minutes(1))
            fixture.run(.hours(1))
            let expected = [KubernetesEntry.controllerCrashed, .controllerStarted].map(\.kind)
            var (kinds, found): ([EntryKind], [String]) = ([], [])
            let kernel = fixture.world.state.substrate.kernel
            kernel.journal.forEach(after: last) { _, entry in
                // Ironic may be asked how its nodes are.
                if EquipmentEntry.allCases.contains(where: { $0.kind == entry.kind }) { return }
                kinds.append(entry.kind)
                found.append("\(entry.kind.rawValue) \(kernel.names[entry.subject.name])")
            }
            #expect(kinds == expected, "network \(place): \(found)")
            let differences = NormalState.differences(before, NormalState.of(fixture.world))
            #expect(differences.isEmpty, "network \(place)")
        }
    }

    @Test func aTemplateThatARunningHostCanNotSatisfyIsANoteAndNoWait() throws {
        var fixture = try BareMetalFixture(Self.networks[3])
        fixture.run(.minutes(10))
        let results = fixture.world.objects(IpamHost.self).map(\.status.l2RenderResult)
        #expect(results.count == 2 && results.allSatisfy { $0.hasPrefix("ERR") }, "\(results)")
        fixture.world.state.substrate.crash(.ipam, downtime: .minutes(1))
        fixture.run(.minutes(10))
        #expect(fixture.count(SimulationEntry.waitBegan) == 0)
    }
}
