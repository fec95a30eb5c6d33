import Simulation

/// Which observers of a run look at an entry: a bit for each, found by the entry's kind and its subject's.
struct ObserverTable: Sendable {
    /// Those that look at all entries.
    private var always: UInt64 = 0
    private var byKind: [UInt64] = []
    private var bySubject: [UInt64] = []

    /// Of observers with these interests, 64 at most.
    init(_ interests: [EntryInterest]) {
        precondition(interests.count <= UInt64.bitWidth, "a run has 64 observers at most")
        for (index, interest) in interests.enumerated() {
            let bit: UInt64 = 1 << UInt64(index)
            guard let subjects = interest.subjects else {
                always |= bit
                continue
            }
            for kind in interest.kinds { Self.add(bit, at: Int(kind.rawValue), to: &byKind) }
            for subject in subjects { Self.add(bit, at: Int(subject.rawValue), to: &bySubject) }
        }
    }

    private static func add(_ bit: UInt64, at place: Int, to table: inout [UInt64]) {
        while table.count <= place { table.append(0) }
        table[place] |= bit
    }

    /// The numbers of those that look at an entry, as bits.
    @inline(__always)
    func observers(of entry: Entry) -> UInt64 {
        let (kind, subject) = (Int(entry.kind.rawValue), Int(entry.subject.kind.rawValue))
        return always | (kind < byKind.count ? byKind[kind] : 0)
            | (subject < bySubject.count ? bySubject[subject] : 0)
    }
}
