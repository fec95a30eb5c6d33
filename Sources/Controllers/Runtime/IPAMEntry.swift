public import Simulation

/// The journal words of address management. Range 400-419.
public enum IPAMEntry: UInt16, EntryVocabulary {
    /// An address is given; the object is the address.
    case addressAllocated = 400
    /// An address is free again; the object is the address.
    case addressReleased
    /// A host's network is configured; the object is its address for life-cycle management.
    case networkConfigured

    public var template: String {
        switch self {
        case .addressAllocated: "{subject} gets {object.name}"
        case .addressReleased: "{subject} has {object.name} free again"
        case .networkConfigured: "{subject} is configured with {object.name}"
        }
    }

    public var isProgress: Bool {
        switch self {
        case .addressAllocated, .networkConfigured: true
        case .addressReleased: false
        }
    }
}
