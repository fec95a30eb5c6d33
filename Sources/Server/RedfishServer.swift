import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
public import Redfish

/// A Redfish service at an address.
public struct RedfishServer: Sendable {
    /// A certificate with its key, as PEM.
    public struct Certificate: Sendable {
        /// The certificate, and those that it is signed by.
        public var chain: String
        /// The key.
        public var key: String

        /// Makes a pair.
        public init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    private let service: RedfishService
    private let host: String
    private let port: Int
    private let tls: TLSConfiguration?

    /// A server for a service. Port 0 is one that is free.
    public init(_ service: RedfishService, host: String, port: Int, certificate: Certificate?) throws {
        self.service = service
        self.host = host
        self.port = port
        guard let certificate else {
            tls = nil
            return
        }
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.chain.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(certificate.key.utf8), format: .pem)
        tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    }

    /// Serves until the task is cancelled. `started` learns the port.
    public func run(started: @escaping @Sendable (Int) async -> Void) async throws {
        let service = service
        let responder = CallbackResponder<RedfishContext> { request, context in
            guard let response = await Self.answer(request, by: service) else {
                // A BMC that does not answer leaves its client alone.
                try await context.channel.close()
                return Response(status: .serviceUnavailable)
            }
            return response
        }
        var logger = Logger(label: "redfish")
        // That a connection is open when the service ends is no error to tell.
        logger.logLevel = .critical
        // A connection on which nothing comes for so long is closed: guess.
        let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(120)))
        let application = Application(
            responder: responder, server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { await started($0.localAddress?.port ?? 0) }, logger: logger)
        try await application.run()
    }

    /// Turns a request into the service's, and its response into one of the wire.
    private static func answer(_ request: Request, by service: RedfishService) async -> Response? {
        var plain = RedfishRequest(method: request.method.rawValue, target: request.head.path ?? "")
        for field in request.headers { plain.set(field.name.canonicalName, field.value) }
        do {
            // One byte more than is allowed: the service refuses it.
            var body = try await request.body.collect(upTo: RedfishRequest.maxBody + 1)
            plain.body = body.readBytes(length: body.readableBytes) ?? []
        } catch {
            plain.body = [UInt8](repeating: 0x20, count: RedfishRequest.maxBody + 1)
        }
        guard let response = await service.respond(to: plain) else { return nil }
        var fields = HTTPFields()
        // Who asks for one answer only is told that it is the last: else it keeps a connection that is going
        // to be closed. Source: RFC 9112, section 9.6.
        if request.headers[.connection]?.lowercased() == "close" { fields[.connection] = "close" }
        fields.reserveCapacity(response.headers.count + 1)
        for header in response.headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        let status = HTTPResponse.Status(code: response.status)
        if response.isHead {
            fields[.contentLength] = String(response.body.count)
            return Response(status: status, headers: fields)
        }
        guard !response.body.isEmpty else {
            var response = Response(status: status, headers: fields)
            // What has no content has no length either. Source: RFC 9110, section 8.6.
            if status == .noContent || status == .notModified { response.headers[.contentLength] = nil }
            return response
        }
        return Response(
            status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: response.body)))
    }
}

/// What the server knows of a request beside itself: its connection.
struct RedfishContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
