import Kubernetes

/// Machines in the order of updates, by index, then by name, with a mark of each: what is known of its
/// progress.
struct UpdateOrder<Mark: Sendable>: Sendable {
    /// The machines.
    private(set) var machines: ContiguousArray<Stored<LCMMachineSpec>> = []
    /// The index of each.
    private(set) var indices: ContiguousArray<Int64> = []
    /// The mark of each.
    private(set) var marks: ContiguousArray<Mark> = []

    /// Puts a machine at its place. One that is there is replaced; answers what it was, with its mark.
    mutating func insert(
        _ machine: Stored<LCMMachineSpec>, _ mark: Mark
    ) -> (machine: Stored<LCMMachineSpec>, mark: Mark)? {
        let index = machine.updateIndex
        let place = place(of: machine, index)
        if place < machines.count, machines[place].key == machine.key {
            let old = (machines[place], marks[place])
            machines[place] = machine
            marks[place] = mark
            return old
        }
        machines.insert(machine, at: place)
        indices.insert(index, at: place)
        marks.insert(mark, at: place)
        return nil
    }

    /// Takes a machine out, given as it was inserted; answers what it was, with its mark, or nil when it is
    /// not there.
    mutating func remove(
        _ machine: Stored<LCMMachineSpec>
    ) -> (machine: Stored<LCMMachineSpec>, mark: Mark)? {
        let place = place(of: machine, machine.updateIndex)
        guard place < machines.count, machines[place].key == machine.key else { return nil }
        indices.remove(at: place)
        return (machines.remove(at: place), marks.remove(at: place))
    }

    /// Gives each machine the mark that it has by now.
    mutating func mark(_ judge: (Stored<LCMMachineSpec>) -> Mark) {
        for place in machines.indices { marks[place] = judge(machines[place]) }
    }

    /// The place of a machine, or where it belongs.
    private func place(of machine: Stored<LCMMachineSpec>, _ index: Int64) -> Int {
        let name = machine.object.metadata.name
        var (low, high) = (0, machines.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore =
                indices[middle] != index
                ? indices[middle] < index : machines[middle].object.metadata.name < name
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
