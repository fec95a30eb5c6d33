import Controllers
import Kubernetes
public import Simulation
public import Twin

/// The vendor's older formula for the length of a maintenance window, as a check beside the twin's own
/// numbers.
///
/// Source: page "Calculate a maintenance window duration for update" (OVS backend; minutes).
public struct VendorFormula: Hashable, Sendable {
    /// The parts, in minutes.
    public struct Part: Hashable, Sendable {
        public var name: String
        public var minutes: Int
    }

    /// The parts.
    public let parts: [Part]
    /// What was assumed.
    public let assumptions: [String]

    /// The formula for a cloud. `density` is the number of instances a compute.
    public init(_ template: WorldTemplate, density: Int) {
        let nodes = template.nodes
        func count(_ label: String, _ value: String) -> Int { nodes.count { $0.labels[label] == value } }
        let computes = count("openstack-compute-node", "enabled")
        let gateways = count("openstack-gateway", "enabled")
        let managers = nodes.count(where: \.isManager)
        let workers = nodes.count - managers
        let reboots = template.rebootsNodes ? 1 : 0
        let isMajor = template.changesCephMajor
        let openStack = (780 * density + 359_000) * (computes + gateways) / 60_000
        parts = [
            Part(name: "LCM modules", minutes: 45),
            Part(name: "OpenStack and TF components", minutes: openStack),
            Part(name: "Ceph", minutes: 35 + (isMajor ? 50 : 15)),
            Part(name: "host OS on masters", minutes: 15 * managers),
            Part(name: "Kubernetes on masters", minutes: 40),
            Part(name: "workers", minutes: (20 * computes + 40 * workers) * reboots),
        ]
        assumptions = [
            "\(density) instances a compute", "one worker after the other",
            isMajor ? "Ceph major" : "Ceph minor",
            reboots == 1 ? "with reboots" : "without reboots",
        ]
    }

    /// All parts together.
    public var total: SimDuration { .minutes(Int64(parts.reduce(0) { $0 + $1.minutes })) }
}
