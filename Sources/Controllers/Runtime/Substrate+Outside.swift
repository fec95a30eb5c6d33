public import Kubernetes
import Simulation

/// Objects that come and go from outside. The entry that is journaled next is the cause of the change.
extension Substrate {
    /// Creates an object of a document. What does not fit its kind is refused as invalid.
    public mutating func create(
        _ document: Value, _ key: ObjectKey, cluster: Int
    ) -> Result<Bool, APIError> {
        let entry = EntryID(number: kernel.journal.last.number + 1)
        return Result { () throws(APIError) in
            let object: StoredObject
            do throws(FieldError) { object = try kinds.make(document, key: key) } catch {
                throw .invalid(reason: error.problem)
            }
            try stores[cluster].create(object, at: kernel.now, now: timestamp, cause: entry)
            return true
        }
    }

    /// Asks for an object's deletion; answers whether it went at once. Pods have their grace period.
    public mutating func delete(_ key: ObjectKey, cluster: Int) -> Result<Bool, APIError> {
        let entry = EntryID(number: kernel.journal.last.number + 1)
        let isPod = key.kind == PodSpec.kind
        let grace = isPod ? stores[cluster].get(Pod.self, key)?.spec.terminationGracePeriodSeconds : nil
        return Result { () throws(APIError) in
            try stores[cluster].delete(
                key, graceSeconds: grace ?? 0, at: kernel.now, now: timestamp, cause: entry)
        }
    }
}
