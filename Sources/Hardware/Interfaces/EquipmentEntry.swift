public import Simulation

/// The journal words of equipment. Range 200-299.
public enum EquipmentEntry: UInt16, EntryVocabulary {
    /// A host, runtime or BMC enters a phase; the object is the phase.
    case phaseEntered = 200
    /// A controller asks something of equipment; the subject is for whom, the object the equipment, the value
    /// the operation.
    case commandIssued
    /// Equipment answers; as above.
    case commandSucceeded
    /// Equipment refuses or fails; as above.
    case commandFailed
    /// A command's time is over.
    case commandTimedOut
    /// Packages were installed; the object is the kernel.
    case packagesInstalled
    /// The node's engine components reached a version; the object is the version.
    case engineUpgraded
    /// A node joined its cluster's engine; the object is the version of its components.
    case engineJoined
    /// A node left its cluster's engine.
    case engineLeft
    /// Managers lost their majority; the value is how many answer.
    case quorumLost
    /// Managers have a majority again; the value is how many answer.
    case quorumRegained
    /// Swarm treats a node otherwise; the object is how.
    case availabilityChanged
    /// A fault begins; the object is its kind.
    case faultBegan
    /// A fault ends; the object is its kind.
    case faultEnded
    /// A manager is upgraded without enough others: the API server is down meanwhile; the value is how many
    /// managers there are.
    case upgradeInterrupts
    /// A fault has done something for the first time; the object is its kind.
    case faultFelt
    /// A fault is to begin and finds nobody to strike; the object is its kind.
    case faultMissed
    /// The process of a member of a Galera cluster has ended; the object is why.
    case memberEnded
    /// A member is in another component; the object is whether it is primary, the value how many are in it.
    case componentChanged
    /// A member gets all data from another one; the object is the donor.
    case fullTransferBegan
    /// A member gets the write-sets that it lacks; the object is the donor.
    case incrementalTransferBegan
    /// Acknowledged write-sets are gone for good; the value is how many.
    case writesLost
    /// A member serves data that lacks write-sets which others have; the value is how many.
    case dataDiverges
    /// A BMC that no simulator stands for is asked something; the value is the text.
    case bmcAsked
    /// Such a BMC answers; the value is the text.
    case bmcAnswered

    public var template: String {
        switch self {
        case .phaseEntered: "{subject} is {object.name}"
        case .commandIssued: "{subject} asks {object}: {text}"
        case .commandSucceeded: "{subject} got its answer from {object}: {text}"
        case .commandFailed: "{subject} got an error from {object}: {text}"
        case .commandTimedOut: "{subject} got no answer from {object} in time: {text}"
        case .packagesInstalled: "{subject} has new packages, kernel {object.name}"
        case .engineUpgraded: "{subject} runs MKE {object.name}"
        case .engineJoined: "{subject} joined with MKE {object.name}"
        case .engineLeft: "{subject} left"
        case .quorumLost: "{subject} lost its quorum, {value} managers answer"
        case .quorumRegained: "{subject} has a quorum, {value} managers answer"
        case .availabilityChanged: "{subject} is {object.name} in Swarm"
        case .faultBegan: "fault at {subject}: {object.name}"
        case .faultEnded: "fault over at {subject}: {object.name}"
        case .faultFelt: "fault felt at {subject}: {object.name}"
        case .faultMissed: "fault that strikes nobody: {object.name}"
        case .memberEnded: "{subject} has ended: {object.name}"
        case .componentChanged: "{subject} is in a {object.name} component of {value}"
        case .fullTransferBegan: "{subject} gets all data from {object.name}"
        case .incrementalTransferBegan: "{subject} gets what it lacks from {object.name}"
        case .writesLost: "{value} acknowledged writes are lost with {subject}"
        case .bmcAsked: "{subject} is asked outside: {text}"
        case .bmcAnswered: "{subject} answers from outside: {text}"
        case .dataDiverges: "{subject} lacks {value} writes that others have"
        case .upgradeInterrupts:
            "the API server of {subject} is down while a manager is upgraded: there are {value} managers only"
        }
    }

    /// Equipment also does what comes to nothing; what comes of it, controllers journal.
    public var isProgress: Bool { false }
}
