import Simulation

/// An item of a controller's work as an event's target: the controller's number and the item's in one word.
struct WorkTarget {
    /// The number of the controller.
    var controller: Int
    /// The number of the item.
    var item: UInt32

    /// The most items that a controller may have.
    static let maxItems: UInt32 = 1 << 24

    init(_ controller: Int, _ item: UInt32) {
        self.controller = controller
        self.item = item
    }

    /// The target that an event names.
    init(packed: UInt32) {
        controller = Int(packed / Self.maxItems)
        item = packed % Self.maxItems
    }

    /// In one word.
    var packed: UInt32 { UInt32(controller) * Self.maxItems + item }
}
