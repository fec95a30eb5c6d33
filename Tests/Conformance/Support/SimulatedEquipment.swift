import HardwareClients
import HardwareInterfaces
import Simulation

@testable import HardwareSimulated

/// Three simulated hosts that are the managers of an engine, behind the interfaces of real equipment: a
/// command is answered at once, and the world's time goes on for as long as that takes.
actor SimulatedEquipment: ContainerRuntimeClient, KubernetesEngineClient {
    private var kernel: Kernel
    private var plant: Plant
    private var operations: UInt32 = 0

    init() {
        let timings = [
            ("host.command", SimDuration.milliseconds(200)), ("mcr.pull.image", .seconds(6)),
            ("mcr.upgrade", .minutes(2)), ("mcr.start", .seconds(45)), ("mke.command", .seconds(1)),
            ("mke.upgrade.manager", .minutes(12)), ("mke.manager.restart", .seconds(90)),
            ("disk.life.ssd", .hours(10_000)), ("disk.sync.ssd", .milliseconds(1)),
            ("mirror.origin.gigabyte", .seconds(16)), ("mirror.proxy.gigabyte", .milliseconds(800)),
            ("mirror.host.gigabyte", .seconds(4)),
        ].map { Timing(name: $0.0, median: $0.1, spreadMillionths: 0, certainty: .exact, source: "test") }
        kernel = Kernel(
            seed: 1, calendar: Calendar(epochUnixSeconds: 0), timings: Timings(timings), versions: ["test"])
        plant = Plant(&kernel)
        var members: [EngineMember] = []
        for number in 1...3 {
            let facts = HostFacts(
                distribution: "ubuntu/jammy", kernel: "5.15", installedKernel: "5.15", boots: 1)
            let name = "manager-\(number)"
            let host = HostSimulator(
                name: name, nameID: kernel.names.intern(name), cluster: 1, hardwareClass: nil, facts: facts)
            let index = plant.add(host, runtimeVersion: "23.0.15", ironic: nil)
            members.append(EngineMember(host: index, isManager: true, version: "3.7.12"))
        }
        _ = plant.add(
            KubernetesEngineSimulator(cluster: 1, nameID: kernel.names.intern("mosk"), members: members))
    }

    func begin(_ fault: HardwareFault) { plant.begin(fault, &kernel) }

    func end(_ fault: HardwareFault) { plant.end(fault, &kernel) }

    private func answer(
        _ command: EquipmentCommand, _ target: EquipmentID
    ) -> Result<EquipmentReply, EquipmentError>? {
        operations += 1
        let operation = OperationID(number: operations)
        _ = plant.takeNotices()
        plant.perform(
            Effect(operation: operation, target: target, command: command, timeout: .hours(1), item: nil),
            &kernel)
        plant.run(&kernel, for: .minutes(30))
        for notice in plant.takeNotices() {
            if case .answer(operation, let result) = notice { return result }
        }
        return nil
    }

    func perform(
        _ command: ContainerRuntimeCommand, on runtime: EquipmentID
    ) async throws(ContainerRuntimeError) -> ContainerRuntimeReply {
        switch answer(.containerRuntime(command), runtime) {
        case .success(.containerRuntime(let reply))?: return reply
        case .failure(.containerRuntime(let error))?: throw error
        case .success?, .failure?: throw .malformed("an answer that is none of a container runtime")
        case nil: throw .timedOut
        }
    }

    func perform(
        _ command: KubernetesEngineCommand, on engine: EquipmentID
    ) async throws(KubernetesEngineError) -> KubernetesEngineReply {
        switch answer(.kubernetesEngine(command), engine) {
        case .success(.kubernetesEngine(let reply))?: return reply
        case .failure(.kubernetesEngine(let error))?: throw error
        case .success?, .failure?: throw .malformed("an answer that is none of an engine")
        case nil: throw .timedOut
        }
    }
}
