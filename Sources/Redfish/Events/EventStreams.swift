/// The streams of events that clients have open.
struct EventStreams: Sendable {
    /// A stream.
    struct Stream: Sendable {
        var id: String
        /// Who has opened it.
        var user: String
        /// The number of the fleet's listener; nil until there is one.
        var watch: Int?
        /// How many events were written.
        var count = 0
        /// Writes the bytes of an event, and ends the stream; nil until `attach`.
        var write: (@Sendable ([UInt8]) -> Void)?
        var end: (@Sendable () -> Void)?

        /// Writes events.
        mutating func tell(_ records: [EventRecord]) {
            guard let write else { return }
            for record in records {
                count += 1
                write(record.sent(count))
            }
        }
    }

    /// The streams, by age.
    var streams: [Stream] = []
    private var count = 0

    /// The most streams at a time: guess.
    static let most = 64

    /// Adds a stream; nil when there are too many.
    mutating func add(user: String) -> Stream? {
        guard streams.count < Self.most else { return nil }
        count += 1
        let stream = Stream(id: String(count), user: user)
        streams.append(stream)
        return stream
    }

    /// Removes a stream; nil when there is none of that number.
    mutating func remove(_ id: String) -> Stream? {
        guard let place = streams.firstIndex(where: { $0.id == id }) else { return nil }
        return streams.remove(at: place)
    }

    /// Changes a stream; false when there is none of that number.
    mutating func update(_ id: String, _ change: (inout Stream) -> Void) -> Bool {
        guard let place = streams.firstIndex(where: { $0.id == id }) else { return false }
        change(&streams[place])
        return true
    }
}
