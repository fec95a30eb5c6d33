import HardwareInterfaces

/// In what the engines that speak Docker's API differ, as data.
///
/// Source: measured, dockerd 20.10.24 and podman 4.3.1 (docs/equipment.md).
struct DockerDialect: Hashable, Sendable {
    /// The name of the first of the components in `/version`.
    var component: String
    /// The product's name; nil where `Platform` has it.
    var product: String?
    /// Whether `OOMKilled` says what happened.
    var tellsOutOfMemory = true
    /// Whether it knows of swarms.
    var hasSwarm = true

    /// Docker's own, and MCR's.
    static let docker = DockerDialect(component: "Engine")

    /// The others. Podman's `Platform` is the distribution of its host; its containers that were ended for
    /// want of memory say the contrary.
    static let table: [DockerDialect] = [
        DockerDialect(component: "Podman Engine", product: "Podman", tellsOutOfMemory: false, hasSwarm: false)
    ]

    /// That of the engine with this component; Docker's where it is none of the table.
    static func of(_ component: String?) -> DockerDialect {
        table.first { $0.component == component } ?? docker
    }
}
