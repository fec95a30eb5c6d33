/// The slots of machines that may be worked on together: whoever gives one, of an update, a deployment or
/// reboots, asks here, machine by machine in the order of updates.
struct UpdateSlots {
    /// How many are free.
    private(set) var free: Int
    /// The index above which nobody gets one any more.
    private var highest = Int64.max

    /// So many slots, of which some are taken.
    init(_ count: Int, taken: Int) { free = count - taken }

    /// Whether a machine of this index may still get one, and with it whether looking further is of use.
    func areOpen(to index: Int64 = .min) -> Bool { free > 0 && index <= highest }

    /// A machine of this index can't take a slot yet: its equals need not wait for it, all others do.
    mutating func hold(_ index: Int64) { highest = min(highest, index) }

    /// Gives a slot to a machine of this index; false when it gets none.
    mutating func give(to index: Int64 = .min) -> Bool {
        guard areOpen(to: index) else { return false }
        free -= 1
        return true
    }
}
