/// What a store holds.
public struct RunListing: Sendable {
    /// The runs, newest first, without their summaries and members; may be empty.
    public let records: [RunRecord]
    /// A line for each file that cannot be read as a run, in the order of names; may be empty.
    public let warnings: [RunStoreError]

    /// Makes a listing.
    init(records: [RunRecord], warnings: [RunStoreError]) {
        self.records = records
        self.warnings = warnings
    }
}
