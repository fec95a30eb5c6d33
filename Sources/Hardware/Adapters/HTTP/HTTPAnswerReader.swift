import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Reads one answer as it comes: the whole, or line by line where somebody takes the lines of a success.
final class HTTPAnswerReader: HTTPClientResponseDelegate {
    /// Thrown when who takes the lines wants no more.
    struct Enough: Error {}

    private struct State {
        var head: HTTPResponseHead?
        /// What has come and was not taken.
        var bytes: [UInt8] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let takeLine: (@Sendable ([UInt8]) -> Bool)?

    /// `limit` is how many bytes an answer has at most, or a line of one. `takeLine` answers whether it wants
    /// more.
    init(limit: Int, takeLine: (@Sendable ([UInt8]) -> Bool)? = nil) {
        self.limit = limit
        self.takeLine = takeLine
    }

    func didReceiveHead(
        task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        state.withLock { $0.head = head }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer
    ) -> EventLoopFuture<Void> {
        do {
            try take(part)
            return task.eventLoop.makeSucceededVoidFuture()
        } catch {
            return task.eventLoop.makeFailedFuture(error)
        }
    }

    private func take(_ part: ByteBuffer) throws {
        try state.withLock { state in
            guard let takeLine, let head = state.head, (200...299).contains(head.status.code) else {
                state.bytes += part.readableBytesView
                return try check(state.bytes, "an answer")
            }
            var rest = part.readableBytesView[...]
            while let end = rest.firstIndex(of: 0x0a) {
                state.bytes += rest[..<end]
                try check(state.bytes, "a line")
                if !state.bytes.isEmpty, !takeLine(state.bytes) { throw Enough() }
                state.bytes = []
                rest = rest[(end + 1)...]
            }
            state.bytes += rest
            try check(state.bytes, "a line")
        }
    }

    private func check(_ bytes: [UInt8], _ what: String) throws(HTTPFailure) {
        guard bytes.count <= limit else { throw .malformed("\(what) of more than \(limit) bytes") }
    }

    /// The answer. Of one whose lines were taken the body is what comes after the last end of a line.
    func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
        try state.withLock { state in
            guard let head = state.head else { throw HTTPFailure.broken("an answer without a head") }
            return HTTPAnswer(status: Int(head.status.code), headers: head.headers, body: state.bytes)
        }
    }
}
