import NIOCore
import NIOHTTP1
import Redfish

/// A client's connection: takes one request after the other, and writes the service's answers.
final class RedfishConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        /// Nothing is asked.
        case idle
        /// The body comes.
        case reading(HTTPRequestHead)
        /// The service answers.
        case answering(keepsAlive: Bool)
        /// Events are written, until either side closes.
        case streaming(String)
        /// The last answer is on its way.
        case closing
    }

    /// How much may wait for a client to read it: guess. A stream of events whose reader is behind by more is
    /// closed.
    static let mostUnread = 256 * 1024
    /// A connection on which no request comes to its end within two of these is closed: guess. Streams of
    /// events have a comment written as often.
    private static let interval = TimeAmount.seconds(60)

    private let service: RedfishService
    private var state = State.idle
    private var body: [UInt8] = []
    /// What came while a request was answered.
    private var waiting = CircularBuffer<HTTPServerRequestPart>()
    /// Whether more is to be read once the request is answered.
    private var isReadHeldBack = false
    /// Whether a burst of bytes is being looked at: what is written is flushed after it.
    private var isInBurst = false
    private var requestsInInterval = 0
    private var intervalsWithout = 0
    private var timer: RepeatedTask?
    private var date = HTTPDate()
    private var own: NIOLoopBound<(RedfishConnection, ChannelHandlerContext)>?

    init(_ service: RedfishService) { self.service = service }

    func handlerAdded(context: ChannelHandlerContext) {
        own = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let own = own
        timer = context.eventLoop.scheduleRepeatedTask(initialDelay: Self.interval, delay: Self.interval) {
            _ in
            if let (connection, context) = own?.value { connection.intervalPassed(context) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        own = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        if case .streaming(let id) = state { service.detach(stream: id) }
        state = .closing
        waiting.removeAll()
        own = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isInBurst = true
        let part = unwrapInboundIn(data)
        switch state {
        case .idle, .reading: take(part, context)
        case .answering: waiting.append(part)
        // Who listens to events has nothing to say, and the rest of a connection that closes is not read.
        case .streaming, .closing: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isInBurst = false
        context.flush()
        context.fireChannelReadComplete()
    }

    /// One request at a time: what comes behind it stays in the socket, but for what was read already.
    func read(context: ChannelHandlerContext) {
        if case .answering = state { isReadHeldBack = true } else { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.close(promise: nil)
            return
        }
        switch state {
        case .idle, .reading:
            // A method that the parser does not know is one that is not implemented.
            let status: HTTPResponseStatus = error == .invalidMethod ? .notImplemented : .badRequest
            write(RedfishResponse(Int(status.code)), keepsAlive: false, context)
            context.flush()
        case .answering, .streaming, .closing: context.close(promise: nil)
        }
    }

    private func intervalPassed(_ context: ChannelHandlerContext) {
        switch state {
        case .answering: return
        case .streaming:
            writeEvent([0x3a, 0x0a, 0x0a], context)
            return
        case .idle, .reading, .closing: break
        }
        intervalsWithout = requestsInInterval == 0 ? intervalsWithout + 1 : 0
        requestsInInterval = 0
        if intervalsWithout >= 2 { context.close(promise: nil) }
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (part, state) {
        case (.head(let head), .idle):
            state = .reading(head)
            body.removeAll()
            if head.headers.contains(name: "expect") {
                var buffer = context.channel.allocator.buffer(capacity: 32)
                buffer.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
                context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            }
        case (.body(let buffer), .reading):
            // One byte more than is allowed: the service refuses it.
            let room = RedfishRequest.maxBody + 1 - body.count
            body.append(contentsOf: buffer.readableBytesView.prefix(max(room, 0)))
        case (.end, .reading(let head)): ask(head, context)
        default: break
        }
    }

    private func ask(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        requestsInInterval += 1
        var request = RedfishRequest(method: head.method.rawValue, target: head.uri, body: body)
        for (name, value) in head.headers { request.set(name.lowercased(), value) }
        state = .answering(keepsAlive: head.isKeepAlive)
        guard let own else { return }
        let (loop, channel, service) = (context.eventLoop, context.channel, service)
        service.respond(to: request) { answer in
            if loop.inEventLoop {
                let (connection, context) = own.value
                connection.answered(answer, context)
            } else if channel.isActive {
                loop.execute {
                    let (connection, context) = own.value
                    connection.answered(answer, context)
                }
            } else if case .events(_, let stream) = answer {
                // Nobody is left to listen.
                service.detach(stream: stream)
            }
        }
    }

    private func answered(_ answer: RedfishAnswer, _ context: ChannelHandlerContext) {
        guard case .answering(let keepsAlive) = state else {
            if case .events(_, let stream) = answer { service.detach(stream: stream) }
            return
        }
        switch answer {
        case .silence:
            // A BMC that does not answer leaves its client alone.
            state = .closing
            context.close(promise: nil)
            return
        case .response(let response): write(response, keepsAlive: keepsAlive, context)
        case .events(let response, let stream): beginStream(response, stream, context)
        }
        if !isInBurst { context.flush() }
        goOn(context)
    }

    /// Takes what came meanwhile, and lets more be read.
    private func goOn(_ context: ChannelHandlerContext) {
        while !waiting.isEmpty {
            switch state {
            case .idle, .reading: take(waiting.removeFirst(), context)
            case .answering: return
            case .streaming, .closing: waiting.removeAll()
            }
        }
        if case .answering = state { return }
        guard isReadHeldBack else { return }
        isReadHeldBack = false
        context.read()
    }

    /// Writes a response; after the last one, the connection is closed.
    private func write(_ response: RedfishResponse, keepsAlive: Bool, _ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: 640 + response.body.count)
        writeHead(response, to: &buffer)
        // What has no content has no length either. Source: RFC 9110, section 8.6.
        if response.status != 204, response.status != 304 {
            buffer.writeStaticString("Content-Length: ")
            buffer.writeString(String(response.body.count))
            buffer.writeStaticString("\r\n")
        }
        // Who asks for one answer only is told that it is the last: else it keeps a connection that is going
        // to be closed. Source: RFC 9112, section 9.6.
        if !keepsAlive { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeStaticString("\r\n")
        if !response.isHead { buffer.writeBytes(response.body) }
        guard !keepsAlive else {
            state = .idle
            context.write(wrapOutboundOut(buffer), promise: nil)
            return
        }
        state = .closing
        let own = own
        context.write(wrapOutboundOut(buffer)).whenComplete { _ in
            own?.value.1.close(promise: nil)
        }
    }

    private func writeHead(_ response: RedfishResponse, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(response.status))
        buffer.writeStaticString(" ")
        buffer.writeString(HTTPResponseStatus(statusCode: response.status).reasonPhrase)
        buffer.writeStaticString("\r\n")
        for header in response.headers {
            buffer.writeString(header.name)
            buffer.writeStaticString(": ")
            buffer.writeString(header.value)
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString("Date: ")
        buffer.writeString(date.now)
        buffer.writeStaticString("\r\n")
    }

    /// Writes the head of a response without an end, and lets events be written behind it.
    private func beginStream(_ response: RedfishResponse, _ id: String, _ context: ChannelHandlerContext) {
        state = .streaming(id)
        var buffer = context.channel.allocator.buffer(capacity: 512)
        writeHead(response, to: &buffer)
        buffer.writeStaticString("Connection: close\r\n\r\n")
        context.write(wrapOutboundOut(buffer), promise: nil)
        // What the machine keeps for a reader comes on top of `mostUnread`.
        try? context.channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: 64 * 1024)
        guard let own else { return }
        let loop = context.eventLoop
        // Later than now even on this loop: the world waits while it tells.
        service.attach(stream: id) { bytes in
            loop.execute {
                let (connection, context) = own.value
                connection.writeEvent(bytes, context)
            }
        } end: {
            loop.execute { own.value.1.close(promise: nil) }
        }
        // Whoever has the head is told of all that happens from then on.
        context.flush()
    }

    /// Writes an event, unless the client reads too slowly: then the stream is closed.
    private func writeEvent(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard case .streaming = state, context.channel.isActive else { return }
        guard context.channel.isWritable else {
            context.close(promise: nil)
            return
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
