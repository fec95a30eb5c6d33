import HardwareInterfaces
import Simulation

/// Transfers from the artifact mirror to hosts: what the network and the host's disk make of them.
extension Plant {
    /// Begins a transfer.
    mutating func beginTransfer(
        _ operation: OperationID, _ command: ArtifactMirrorCommand, _ kernel: inout Kernel
    ) {
        if let host = receiver(of: command, kernel) {
            if !hosts[Int(host)].links.contains(.mirror) {
                feelNetwork(at: host, &kernel)
                return end(operation, .connectionLost, after: Self.connectTimeout, &kernel)
            }
            if isMTUTooSmall(host, flow: flow(operation, kernel)) {
                feel(&kernel) { if case .network(.smallMTU(host, _)) = $0 { true } else { false } }
                return end(operation, .stalled, after: Self.stallTimeout, &kernel)
            }
        }
        if case .fetch(let origin, let name, _, _) = command, !unfelt.isEmpty,
            !mirror.hasCached(name, kernel)
        {
            feel(&kernel) { fault in
                switch fault {
                case .originDown(origin), .originCorrupt(origin), .originSlow(origin, 2...): true
                default: false
                }
            }
        }
        if let error = mirror.begin(operation, command, &kernel) {
            answer(operation, .failure(.artifactMirror(error)))
        }
    }

    /// The mirror has delivered: it arrives at once, unless packets get lost or the disk is slow.
    mutating func delivered(_ operation: OperationID, _ kernel: inout Kernel) {
        guard case .artifactMirror(let command)? = operations[operation.number]?.command,
            let host = receiver(of: command, kernel)
        else { return answer(operation, .success(.artifactMirror(.fetched))) }
        let loss = loss(host, flow: flow(operation, kernel), kernel)
        let slowness = hosts[Int(host)].diskSlowness
        if loss > 0 {
            feel(&kernel) { if case .network(.interfaceLoses(host, _, _)) = $0 { true } else { false } }
        }
        feelDisk(of: Int(host), &kernel)
        guard loss > 0 || slowness > 1 else { return arrived(operation, host, &kernel) }
        guard case .fetch(_, _, let megabytes, _) = command else { return arrived(operation, host, &kernel) }
        // What a link without losses and a sound disk take has passed already.
        let usual = kernel.duration("mirror.host.gigabyte", occurrence: 0) * Int64(megabytes) / 1_000
        let lossy = PacketLoss.duration(bytes: Int64(megabytes) * 1_000_000, percent: loss) - usual
        let slow = usual * (slowness - 1)
        end(operation, .late, after: max(lossy, slow, .zero), &kernel)
    }

    /// A transfer ends otherwise than with the mirror's part of it.
    mutating func transferEnds(_ operation: OperationID, _ how: UInt16, _ kernel: inout Kernel) {
        guard case .artifactMirror(let command)? = operations[operation.number]?.command,
            let host = receiver(of: command, kernel), let how = TransferEnd(rawValue: how)
        else { return }
        switch how {
        case .connectionLost: answer(operation, .failure(.artifactMirror(.connectionLost)))
        case .stalled: answer(operation, .failure(.artifactMirror(.stalled)))
        case .late where !hosts[Int(host)].links.contains(.mirror):
            answer(operation, .failure(.artifactMirror(.connectionLost)))
        case .late: arrived(operation, host, &kernel)
        }
    }

    /// All of it is there and is written to the disk.
    private mutating func arrived(_ operation: OperationID, _ host: UInt32, _ kernel: inout Kernel) {
        if let refusal = hosts[Int(host)].writeRefusal {
            feelDisk(of: Int(host), refused: true, &kernel)
            return answer(operation, .failure(.artifactMirror(refusal.ofTransfer)))
        }
        answer(operation, .success(.artifactMirror(.fetched)))
    }

    /// Transfers to a host come to a halt that go over an interface which large packets no longer pass.
    mutating func stallTransfers(of host: UInt32, _ kernel: inout Kernel) {
        let root = kernel.random
        let (network, node) = (network, hosts[Int(host)].nodeName)
        let stalled = mirror.interrupt(node: node, &kernel) { operation in
            let hash = Self.flow(operation, root)
            guard let interface = network.interface(of: host, flow: hash) else { return false }
            return network.smallMTU.contains(Network.interface(host, interface))
        }
        if !stalled.isEmpty {
            feel(&kernel) { if case .network(.smallMTU(host, _)) = $0 { true } else { false } }
        }
        for operation in stalled { end(operation, .stalled, after: Self.stallTimeout, &kernel) }
    }

    private func end(
        _ operation: OperationID, _ how: TransferEnd, after duration: SimDuration, _ kernel: inout Kernel
    ) {
        kernel.schedule(
            at: kernel.now + duration, code: PlantEvent.transferEnds.rawValue, target: 0,
            operand: operation.number, detail: how.rawValue)
    }

    /// The host that a command is to deliver to; nil when no node has this name.
    private func receiver(of command: ArtifactMirrorCommand, _ kernel: Kernel) -> UInt32? {
        guard case .fetch(_, _, _, let node) = command, let name = kernel.names.find(node) else { return nil }
        for engine in engines {
            if let host = place(of: name, cluster: engine.cluster) { return host }
        }
        return nil
    }

    /// The hash of the flow that an operation's transfer goes by.
    private func flow(_ operation: OperationID, _ kernel: Kernel) -> UInt64 {
        Self.flow(operation, kernel.random)
    }

    private static func flow(_ operation: OperationID, _ root: RandomStream) -> UInt64 {
        root.derive("network.flow").bits(UInt64(operation.number))
    }
}
