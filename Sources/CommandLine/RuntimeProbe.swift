import HardwareInterfaces

/// What a container runtime told, and what stood against the rest.
struct RuntimeProbe: ProbeResult {
    var socket: String
    var facts: ContainerRuntimeFacts?
    var containers: [RuntimeContainer] = []
    var failures: [String] = []

    var isTold: Bool { facts != nil }

    var text: String { RuntimeReport.text(self) }
}
