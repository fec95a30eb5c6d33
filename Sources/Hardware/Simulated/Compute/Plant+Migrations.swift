import HardwareInterfaces
import Simulation

/// Moves of instances that run.
///
/// Source: nova nova/virt/libvirt/driver.py and migration.py (pre-copy, downtime, completion time-out);
/// nova nova/conductor/tasks/live_migrate.py (checks before it).
extension Plant {
    /// Begins to move an instance to the host that the scheduler picks, or says why not. As of microversion
    /// 2.30, which the OpenStack SDK asks for, the answer waits for the checks.
    mutating func beginMigration(
        _ number: UInt32, _ kernel: inout Kernel
    ) -> Result<ComputeReply, ComputeError> {
        guard let compute else { return .failure(.noEndpoint) }
        let instance = compute.instances[Int(number)]
        let flavor = compute.flavors[Int(instance.flavor)]
        guard instance.status == .active || instance.status == .paused else {
            return .failure(.wrongState(instance.status))
        }
        guard isServiceUp(instance.hypervisor, kernel), instance.isRunning else {
            return .failure(.serviceDown)
        }
        if flavor.hasPassthrough || instance.marks.contains(.directPort) {
            return .failure(.preCheckFailed(reason: "a device of the host is passed through"))
        }
        if compute.hasVolumeGroups {
            return .failure(.preCheckFailed(reason: "its disk is a logical volume of the host"))
        }
        let destination: Int32
        switch compute.schedule(number, outage: outage(of: Self.novaClient), kernel) {
        case .success(let place): destination = place
        case .failure(let error): return .failure(error)
        }
        let gibibytes = Int64(flavor.memoryMiB) / 1024 + (compute.hasLocalDisks ? Int64(flavor.diskGiB) : 0)
        var bytes = Int64(flavor.memoryMiB) << 20
        if compute.hasLocalDisks { bytes += Int64(flavor.diskGiB) << 30 }
        let host = kernel.names[compute.hypervisors[Int(destination)].name]
        let name = kernel.names[instance.name]
        let entry = kernel.recordAsCause(
            ComputeEntry.migrationBegan.kind, compute.subject(number), kernel.text(host))
        // The time in which a guest writes as much as its memory holds.
        let rewrite = kernel.duration("nova.instance.rewrite", occurrence: Kernel.occurrence(name))
        let dirty = Self.bytesPerSecond(Int64(flavor.memoryMiB) << 20, in: rewrite)
        let setup = kernel.duration(
            "nova.migration.setup", occurrence: Kernel.occurrence(name, Int64(compute.migrationCount)))
        // What was read lies behind: as long as there are two, a write copies all instances.
        self.compute?.migrationCount += 1
        self.compute?.instances[Int(number)].status = .migrating
        self.compute?.claim(flavor, 1, at: destination)
        self.compute?.hypervisors[Int(instance.hypervisor)].moves += 1
        self.compute?.hypervisors[Int(destination)].moves += 1
        let move = Migration(
            instance: number, source: instance.hypervisor, destination: destination,
            status: instance.status, began: kernel.now,
            deadline: kernel.now + ComputeConstants.completionTimeout * min(max(gibibytes, 2), 1_000_000),
            bytes: bytes,
            dirtyBytesPerSecond: dirty, entry: entry)
        let slot = keep(move)
        due(slot, after: setup, &kernel)
        return .success(.accepted)
    }

    /// How much is written in a second that takes so long in all.
    private static func bytesPerSecond(_ bytes: Int64, in time: SimDuration) -> Int64 {
        let milliseconds = max(time.nanoseconds / 1_000_000, 1)
        return bytes / milliseconds * 1000
    }

    private mutating func keep(_ move: Migration) -> Int {
        if let slot = compute?.migrations.firstIndex(where: { $0 == nil }) {
            compute?.migrations[slot] = move
            compute?.migrationEpochs[slot] &+= 1
            return slot
        }
        compute?.migrations.append(move)
        compute?.migrationEpochs.append(0)
        return (compute?.migrations.count ?? 1) - 1
    }

    private func due(_ slot: Int, after length: SimDuration, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + length, code: PlantEvent.migrationRound.rawValue, target: UInt32(slot),
            detail: compute?.migrationEpochs[slot] ?? 0)
    }

    /// A round of a move is over.
    mutating func migrationRound(_ slot: Int, epoch: UInt16, _ kernel: inout Kernel) {
        guard compute?.migrationEpochs[slot] == epoch, var move = compute?.migrations[slot] ?? nil else {
            return
        }
        switch move.phase {
        case .preparing: beginRound(slot, &move, .copying, &kernel)
        case .copying:
            guard kernel.now < move.deadline else {
                return failMigration(slot, "it writes faster than its memory can be copied", &kernel)
            }
            // What was written in the meantime is what is left.
            let whole = memoryBytes(of: move.instance)
            let (written, isHuge) = move.dirtyBytesPerSecond.multipliedReportingOverflow(
                by: move.length.nanoseconds / 1_000_000)
            move.bytes = isHuge ? whole : min(written / 1000, whole)
            let rest = transfer(move.bytes, move)
            if rest <= ComputeConstants.downtimeLimit {
                switchOver(slot, &move, rest, &kernel)
            } else {
                beginRound(slot, &move, .copying, &kernel)
            }
        case .switching: finishMigration(slot, move, &kernel)
        case .over: break
        }
    }

    private func memoryBytes(of instance: UInt32) -> Int64 {
        guard let compute else { return 0 }
        return Int64(compute.flavors[Int(compute.instances[Int(instance)].flavor)].memoryMiB) << 20
    }

    /// How long so many bytes take: moves of a host share its link evenly. How many there are is looked at
    /// when a round begins.
    private func transfer(_ bytes: Int64, _ move: Migration) -> SimDuration {
        guard let compute else { return .zero }
        let sharers = max(
            compute.hypervisors[Int(move.source)].moves, compute.hypervisors[Int(move.destination)].moves, 1)
        let rate = ComputeConstants.linkBytesPerSecond / Int64(sharers)
        // In microseconds, and no more than a pebibyte, so that it fits.
        return SimDuration(nanoseconds: min(bytes, 1 << 50) / max(rate / 1_000_000, 1) * 1000)
    }

    private mutating func beginRound(
        _ slot: Int, _ move: inout Migration, _ phase: MigrationPhase, _ kernel: inout Kernel
    ) {
        enter(phase, &move)
        var length = transfer(move.bytes, move)
        // One that gets no nearer is not looked at all the time.
        let isStandingStill = move.length > .zero && length >= move.length
        if isStandingStill { length = max(length, ComputeConstants.standstill) }
        if kernel.now + length > move.deadline { length = max(move.deadline - kernel.now, .zero) }
        move.length = length
        compute?.migrations[slot] = move
        due(slot, after: length, &kernel)
    }

    /// The instance stands still while the rest is copied and its host is changed.
    private mutating func switchOver(
        _ slot: Int, _ move: inout Migration, _ rest: SimDuration, _ kernel: inout Kernel
    ) {
        guard let compute else { return }
        enter(.switching, &move)
        let name = kernel.names[compute.instances[Int(move.instance)].name]
        let pause =
            rest
            + kernel.duration(
                "nova.migration.switch",
                occurrence: Kernel.occurrence(name, Int64(move.began.nanoseconds)))
        kernel.journal.cause = move.entry
        kernel.record(
            ComputeEntry.instancePaused.kind, compute.subject(move.instance), value: pause.nanoseconds)
        self.compute?.migrations[slot] = move
        due(slot, after: pause, &kernel)
    }

    private mutating func finishMigration(_ slot: Int, _ move: Migration, _ kernel: inout Kernel) {
        guard let compute else { return }
        let stream = kernel.random.derive("nova.migration").derive(UInt64(move.instance))
        let isFailing = stream.chance(
            ComputeConstants.failuresPerMille, in: 1000, UInt64(bitPattern: move.began.nanoseconds))
        guard !isFailing else { return failMigration(slot, "the hypervisor gave it up at its end", &kernel) }
        let flavor = compute.flavors[Int(compute.instances[Int(move.instance)].flavor)]
        let host = kernel.names[compute.hypervisors[Int(move.destination)].name]
        let subject = compute.subject(move.instance)
        end(slot, move)
        self.compute?.claim(flavor, -1, at: move.source)
        self.compute?.unlink(move.instance)
        self.compute?.link(move.instance, move.destination)
        kernel.journal.cause = move.entry
        kernel.record(
            ComputeEntry.instanceMoved.kind, subject, kernel.text(host),
            value: (kernel.now - move.began).nanoseconds)
    }

    /// A move comes to nothing: the instance stays, and runs on if its host does.
    mutating func failMigration(_ slot: Int, _ reason: String, _ kernel: inout Kernel) {
        guard let compute, let move = compute.migrations[slot] else { return }
        let flavor = compute.flavors[Int(compute.instances[Int(move.instance)].flavor)]
        let subject = compute.subject(move.instance)
        end(slot, move)
        self.compute?.claim(flavor, -1, at: move.destination)
        // An entry is caused by an earlier one only; what failed a host came after the begin of the move.
        kernel.record(
            ComputeEntry.migrationFailed.kind, subject,
            value: Int64(kernel.names.intern(reason).number))
    }

    private mutating func end(_ slot: Int, _ move: Migration) {
        MigrationPhase.table.check(move.phase, .over)
        compute?.migrations[slot] = nil
        compute?.migrationEpochs[slot] &+= 1
        compute?.instances[Int(move.instance)].status = move.status
        compute?.hypervisors[Int(move.source)].moves -= 1
        compute?.hypervisors[Int(move.destination)].moves -= 1
    }

    private func enter(_ phase: MigrationPhase, _ move: inout Migration) {
        MigrationPhase.table.check(move.phase, phase)
        move.phase = phase
    }
}
