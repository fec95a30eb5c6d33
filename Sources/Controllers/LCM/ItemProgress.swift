import Kubernetes

/// The items of a machine and how they went, apart from the machine: to look at them does not copy it.
struct ItemProgress {
    /// The items, in order.
    var items: [StateItem]
    /// How each went, by name.
    var statuses: OrderedMap<StateItemStatus>

    /// Whether the item at an index was carried out as it is now.
    func isDone(_ index: Int) -> Bool {
        // Most statuses are in the order of the items.
        let name = items[index].name
        let isInOrder = index < statuses.count && statuses.names[index] == name
        guard let place = isInOrder ? index : statuses.index(name) else { return false }
        return statuses.values[place].exitCode == 0
            && statuses.values[place].hash == items[index].known ?? items[index].hash
    }

    /// Whether all items of a phase are done.
    func isDone(_ phase: StateItemPhase) -> Bool {
        for index in items.indices where items[index].phase == phase && !isDone(index) { return false }
        return true
    }

    /// The next item to carry out: phases in order, items in order within a phase; nil when all are done.
    var next: StateItem? {
        var isAllDone = true
        for index in items.indices where !isDone(index) {
            if items[index].phase == .prepare { return items[index] }
            isAllDone = false
        }
        if isAllDone { return nil }
        for phase in [StateItemPhase.deploy, .reconfigure] {
            for index in items.indices where items[index].phase == phase && !isDone(index) {
                return items[index]
            }
        }
        return nil
    }
}

extension Stored<LCMMachineSpec> {
    /// The items of the machine and how they went.
    var progress: ItemProgress {
        ItemProgress(items: object.spec.stateItems, statuses: object.status.stateItemStatuses)
    }
}
