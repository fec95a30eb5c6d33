import HardwareInterfaces
import Simulation

/// Instances that are built anew elsewhere, since their host has failed.
///
/// Source: Compute API reference, "Evacuate Server"; openstack/masakari
/// masakari/engine/drivers/taskflow/host_failure.py (disable the service, wait, evacuate all instances).
extension Plant {
    /// Builds an instance anew on the host that the scheduler picks, or says why not.
    mutating func beginEvacuation(
        _ number: UInt32, _ kernel: inout Kernel
    ) -> Result<ComputeReply, ComputeError> {
        guard let compute else { return .failure(.noEndpoint) }
        let instance = compute.instances[Int(number)]
        guard !isServiceUp(instance.hypervisor, kernel) else { return .failure(.serviceUp) }
        switch instance.status {
        case .active, .paused, .error, .shutOff: break
        case .migrating, .suspended, .shelved: return .failure(.wrongState(instance.status))
        }
        switch compute.schedule(number, outage: outage(of: Self.novaClient), kernel) {
        case .failure(let error): return .failure(error)
        case .success(let destination):
            let flavor = compute.flavors[Int(instance.flavor)]
            self.compute?.claim(flavor, -1, at: instance.hypervisor)
            self.compute?.claim(flavor, 1, at: destination)
            self.compute?.unlink(number)
            self.compute?.link(number, destination)
            let host = kernel.names[compute.hypervisors[Int(destination)].name]
            let entry = kernel.record(
                ComputeEntry.evacuationBegan.kind, compute.subject(number), kernel.text(host))
            let length = kernel.duration(
                "nova.instance.evacuate",
                occurrence: Kernel.occurrence(kernel.names[instance.name], kernel.now.nanoseconds))
            // An instance that still runs behind a network that is cut goes down now.
            if instance.isRunning {
                self.compute?.instances[Int(number)].isRunning = false
                self.compute?.instances[Int(number)].downSince = kernel.now
            }
            let before = kernel.journal.cause
            kernel.journal.cause = entry
            kernel.schedule(
                at: kernel.now + length, code: PlantEvent.evacuationDue.rawValue, target: number,
                operand: UInt32(instance.hypervisor), detail: compute.hypervisors[Int(destination)].epoch)
            kernel.journal.cause = before
            return .success(.accepted)
        }
    }

    /// An instance has been built anew, unless its new host has failed in the meantime.
    mutating func evacuationDue(
        _ number: UInt32, from source: Int32, epoch: UInt16, _ kernel: inout Kernel
    ) {
        guard let compute else { return }
        let place = compute.instances[Int(number)].hypervisor
        if compute.hypervisors[Int(place)].epoch == epoch { comesUp(number, &kernel) }
        guard compute.hypervisors[Int(source)].isRecovering else { return }
        self.compute?.hypervisors[Int(source)].recoveries -= 1
        recover(source, &kernel)
    }

    /// Masakari takes a host as failed.
    mutating func beginRecovery(
        _ place: Int32, _ kernel: inout Kernel
    ) -> Result<ComputeReply, ComputeError> {
        guard let compute, compute.hasInstanceHA else { return .failure(.noEndpoint) }
        guard !compute.hypervisors[Int(place)].isRecovering else { return .failure(.duplicate) }
        self.compute?.hypervisors[Int(place)].isRecovering = true
        kernel.recordAsCause(ComputeEntry.hostFailureTaken.kind, compute.service(place))
        disable(place, ComputeConstants.masakariReason, &kernel)
        kernel.schedule(
            at: kernel.now + ComputeConstants.masakariWait, code: PlantEvent.recoveryDue.rawValue,
            target: UInt32(place))
        return .success(.accepted)
    }

    /// Masakari builds the instances of a failed host anew, a few at a time.
    mutating func recover(_ place: Int32, _ kernel: inout Kernel) {
        guard let compute, compute.hypervisors[Int(place)].isRecovering else { return }
        let running = Int(compute.hypervisors[Int(place)].recoveries)
        var left = ComputeConstants.recoveryThreads - running
        var begun = 0
        for number in compute.servers(on: place).sorted()
        where left > 0 && compute.instances[Int(number)].isDown {
            switch beginEvacuation(number, &kernel) {
            case .success:
                self.compute?.hypervisors[Int(place)].recoveries += 1
                left -= 1
                begun += 1
            case .failure(let error):
                kernel.record(
                    ComputeEntry.evacuationFailed.kind, compute.subject(number),
                    value: Int64(kernel.names.intern(error.summary).number))
            }
        }
        if running == 0, begun == 0 { self.compute?.hypervisors[Int(place)].isRecovering = false }
    }
}
