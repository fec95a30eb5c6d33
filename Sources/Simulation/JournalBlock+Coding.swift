extension JournalBlock {
    /// The block in columns of variable-length integers: times and causes as differences, the rest as they
    /// are. Compresses to about six bytes an entry.
    public func encoded() -> [UInt8] {
        var writer = VarintWriter()
        writer.append(UInt64(base.number))
        writer.append(UInt64(entries.count))
        writer.append(fingerprint.high)
        writer.append(fingerprint.low)
        var time: Int64 = 0
        for entry in entries {
            writer.append(signed: entry.time.nanoseconds &- time)
            time = entry.time.nanoseconds
        }
        for entry in entries { writer.append(UInt64(entry.kind.rawValue)) }
        for entry in entries { writer.append(entry.subject.packed) }
        for entry in entries { writer.append(entry.object.packed) }
        for entry in entries { writer.append(signed: entry.value) }
        for (index, entry) in entries.enumerated() {
            writer.append(signed: Int64(base.number) + 1 + Int64(index) - Int64(entry.cause.number))
        }
        return writer.bytes
    }

    /// Reads what `encoded()` wrote; nil when the bytes are not that.
    public init?(encoded bytes: [UInt8]) {
        var reader = VarintReader(bytes: bytes)
        guard let base = reader.next(), base <= UInt64(UInt32.max), let count = reader.next(),
            count <= UInt64(bytes.count / Self.leastBytesPerEntry),
            base + count <= UInt64(UInt32.max), let high = reader.next(), let low = reader.next()
        else { return nil }
        let blank = Entry(time: .zero, kind: EntryKind(rawValue: 0), subject: .none, cause: .none)
        var entries = ContiguousArray(repeating: blank, count: Int(count))
        var time: Int64 = 0
        for index in entries.indices {
            guard let step = reader.nextSigned() else { return nil }
            time &+= step
            entries[index].time = SimTime(nanoseconds: time)
        }
        for index in entries.indices {
            guard let kind = reader.next(), let raw = UInt16(exactly: kind) else { return nil }
            entries[index].kind = EntryKind(rawValue: raw)
        }
        for index in entries.indices {
            guard let packed = reader.next() else { return nil }
            entries[index].subject = Subject(packed: packed)
        }
        for index in entries.indices {
            guard let packed = reader.next() else { return nil }
            entries[index].object = Subject(packed: packed)
        }
        for index in entries.indices {
            guard let value = reader.nextSigned() else { return nil }
            entries[index].value = value
        }
        for index in entries.indices {
            guard let step = reader.nextSigned() else { return nil }
            let cause = Int64(base) + 1 + Int64(index) &- step
            guard let number = UInt32(exactly: cause) else { return nil }
            entries[index].cause = EntryID(number: number)
        }
        guard reader.isAtEnd else { return nil }
        let fingerprint = Fingerprint(high: high, low: low)
        self.init(base: EntryID(number: UInt32(base)), entries: entries, fingerprint: fingerprint)
    }

    /// One byte for each of the six columns, so that a false count cannot ask for more memory than its bytes
    /// do.
    private static var leastBytesPerEntry: Int { 6 }
}
