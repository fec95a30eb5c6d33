import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import Redfish

/// Redfish services at addresses: HTTP/1.1 straight on channels, since a thousand BMCs are asked all the
/// time.
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

    private let services: [RedfishService]
    private let host: String
    private let port: Int
    private let tls: NIOSSLContext?

    /// A server for services, the first of which is at `port` and each other one at the next port. Port 0 is
    /// one that is free, for each of them.
    public init(
        _ services: [RedfishService], host: String, port: Int, certificate: Certificate?
    ) throws {
        self.services = services
        self.host = host
        self.port = port
        guard let certificate else {
            tls = nil
            return
        }
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.chain.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(certificate.key.utf8), format: .pem)
        tls = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }

    /// Serves until the task is cancelled. `started` learns the ports, in the order of the services.
    public func run(started: @escaping @Sendable ([Int]) async -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let result: Result<Void, any Error>
        do {
            let channels = try await bind(group)
            await started(channels.map { $0.localAddress?.port ?? 0 })
            await withTaskCancellationHandler {
                // One is closed when the task is cancelled, and the others with the group.
                try? await channels.first?.closeFuture.get()
            } onCancel: {
                channels.first?.close(promise: nil)
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        try result.get()
    }

    private func bind(_ group: MultiThreadedEventLoopGroup) async throws -> [any Channel] {
        var channels: [any Channel] = []
        for (number, service) in services.enumerated() {
            let tls = tls
            let bootstrap = ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelOption(
                    .writeBufferWaterMark, value: .init(low: 32 * 1024, high: RedfishConnection.mostUnread)
                )
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                        try pipeline.addHandler(
                            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
                        try pipeline.addHandler(RedfishConnection(service))
                    }
                }
            channels.append(
                try await bootstrap.bind(host: host, port: port == 0 ? 0 : port + number).get())
        }
        return channels
    }
}
