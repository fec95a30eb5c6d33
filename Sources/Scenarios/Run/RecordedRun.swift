public import Simulation

/// A run with its whole journal.
public struct RecordedRun: Sendable {
    /// The seed.
    public let seed: UInt64
    /// How it ended.
    public let outcome: RunOutcome
    /// The fingerprint over the journal.
    public let fingerprint: Fingerprint
    /// Interned names.
    public let names: NameTable
    /// Civil time.
    public let calendar: Calendar
    /// The journal; all blocks but the last are full.
    public let blocks: [JournalBlock]
    /// How many events were handled.
    public let events: Int
    /// Its faults, in the order of the timeline; none for a run that was read from a store.
    public let faults: [FaultSpan]

    /// Makes a run of its parts.
    public init(
        seed: UInt64, outcome: RunOutcome, fingerprint: Fingerprint, names: NameTable, calendar: Calendar,
        blocks: [JournalBlock], events: Int, faults: [FaultSpan] = []
    ) {
        self.seed = seed
        self.outcome = outcome
        self.fingerprint = fingerprint
        self.names = names
        self.calendar = calendar
        self.blocks = blocks
        self.events = events
        self.faults = faults
    }

    /// How many entries there are.
    public var count: Int {
        max(blocks.count - 1, 0) * JournalBlock.capacity + (blocks.last?.entries.count ?? 0)
    }

    /// The entry with this number, which must be there.
    public subscript(id: EntryID) -> Entry {
        let index = Int(id.number) - 1
        return blocks[index / JournalBlock.capacity].entries[index % JournalBlock.capacity]
    }

    /// Calls `body` with every entry, in order.
    public func forEach(_ body: (EntryID, Entry) -> Void) {
        var number: UInt32 = 0
        for block in blocks {
            for entry in block.entries {
                number += 1
                body(EntryID(number: number), entry)
            }
        }
    }

    /// The chain of causes of an entry, the entry itself first, the root last.
    public func causes(of id: EntryID) -> [EntryID] {
        var chain: [EntryID] = []
        var next = id
        while next != .none {
            chain.append(next)
            let cause = self[next].cause
            // A cause always lies before its effect.
            guard cause < next else { break }
            next = cause
        }
        return chain
    }
}
