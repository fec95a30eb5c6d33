import HardwareInterfaces
import Synchronization

extension RedfishService {
    /// Opens a stream of events, of which nothing is written before `attach`.
    func listen(user: String, _ request: RedfishRequest) -> RedfishAnswer {
        guard let stream = streams.withLock({ $0.add(user: user) }) else {
            return .response(finish(RedfishProblem.streamLimit.response, request))
        }
        var response = RedfishResponse(
            200,
            [
                .init(name: "Content-Type", value: "text/event-stream;charset=utf-8"),
                .init(name: "OData-Version", value: "4.0"), .init(name: "Cache-Control", value: "no-store"),
            ])
        response.add("Allow", RedfishPath.serverSentEvents.methods.joined(separator: ", "))
        return .events(response, stream: stream.id)
    }

    /// Lets the events of a stream be written from now on. `write` takes the bytes of each, in order, and
    /// must not wait; `end` is called when the stream is deleted by a client.
    public func attach(
        stream id: String, write: @escaping @Sendable ([UInt8]) -> Void,
        end: @escaping @Sendable () -> Void
    ) {
        let isThere = streams.withLock { streams in
            streams.update(id) { stream in
                stream.write = write
                stream.end = end
            }
        }
        guard isThere else { return end() }
        // The fleet is not asked while the streams are held: it tells them while it is held.
        let watch = fleet.watch { [self] changes in
            let records = changes.flatMap { EventRecord.records($0, host: hosts[$0.host]) }
            _ = streams.withLock { $0.update(id) { $0.tell(records) } }
        }
        guard !streams.withLock({ $0.update(id) { $0.watch = watch } }) else { return }
        fleet.unwatch(watch)
    }

    /// Forgets a stream whose connection is closed.
    public func detach(stream id: String) {
        guard let stream = streams.withLock({ $0.remove(id) }), let watch = stream.watch else { return }
        fleet.unwatch(watch)
    }

    /// Ends a stream; false when there is none of that number.
    func end(stream id: String) -> Bool {
        guard let stream = streams.withLock({ $0.remove(id) }) else { return false }
        if let watch = stream.watch { fleet.unwatch(watch) }
        stream.end?()
        return true
    }

    /// Tells all streams of what happened in the service itself.
    func tell(_ records: [EventRecord]) {
        streams.withLock { streams in
            for place in streams.streams.indices { streams.streams[place].tell(records) }
        }
    }
}
