import Simulation

/// Which workload a pod is of, by its name: the longest name of a workload that the pod's begins with.
///
/// Pods are called after their workload: `NAME-0`, `NAME-HASH-SUFFIX`, `NAME-NODE`. Entries name no
/// namespace; two workloads of one name count as one.
struct WorkloadIndex: Sendable {
    private let places: [String: Int]
    private var known: [NameID: Int?] = [:]

    init(_ workloads: [WorldTemplate.WorkloadFact]) {
        var places: [String: Int] = [:]
        for (place, workload) in workloads.enumerated() where places[workload.name] == nil {
            places[workload.name] = place
        }
        self.places = places
    }

    /// The place of a workload, or nil.
    func place(of name: String) -> Int? { places[name] }

    /// The place of the workload that a pod is of, or nil.
    mutating func place(ofPod pod: NameID, _ names: NameTable) -> Int? {
        if let known = known[pod] { return known }
        var rest = names[pod][...]
        var found: Int?
        while found == nil, let dash = rest.lastIndex(of: "-") {
            rest = rest[..<dash]
            found = places[String(rest)]
        }
        known[pod] = .some(found)
        return found
    }
}
