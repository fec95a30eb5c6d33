import Scenarios
import Simulation
import Testing

@testable import Twin

/// A fork copies a world's values and shares its objects: nothing that a world reaches may be an object that
/// changes.
@Suite struct SharedStateTests {
    /// The classes that a world may reach. They never change, or copy themselves when they are shared. A new
    /// one belongs here only if the same holds of it. By itself a StoredObject is the mark of a deletion.
    static let known: Set<String> = ["Stored", "PackedObject", "StoredObject"]

    @Test func worldReachesNoOtherClassesThanThese() throws {
        let template = try ExampleCloud.small()
        let faults = try template.faults(["power-loss:\(template.nodes[5].name)@2h"])
        var driver = RunDriver(template, RunOptions(seed: 7, faults: faults))
        _ = driver.run(events: 12_000)
        var walk = Walk()
        walk.visit(driver.world.state)
        #expect(walk.values > 10_000, "\(walk.values)")
        #expect(walk.classes.isSubset(of: Self.known), "\(walk.classes)")
        #expect(walk.classes.isSuperset(of: ["Stored", "PackedObject"]), "\(walk.classes)")
    }

    /// Goes through all that a value holds.
    struct Walk {
        private(set) var classes: Set<String> = []
        private(set) var values = 0
        private var seen: Set<String> = []

        /// Of long collections, so many elements are looked at.
        static let most = 300

        mutating func visit(_ value: Any) {
            values += 1
            let mirror = Mirror(reflecting: value)
            if mirror.displayStyle == .class {
                // What one object of a class holds, another one does too.
                let name = "\(type(of: value))"
                guard seen.insert(name).inserted else { return }
                classes.insert(String(name.prefix { $0 != "<" }))
            }
            var next: Mirror? = mirror
            while let each = next {
                for (count, child) in each.children.enumerated() where count < Self.most {
                    visit(child.value)
                }
                next = each.superclassMirror
            }
        }
    }
}
