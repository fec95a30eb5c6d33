import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends requests to devices: one attempt each, an answer of bounded size within a bounded time, and nothing
/// to a host other than the device's own.
struct HTTPService: Sendable {
    /// Bytes of an answer's body that are read.
    static let bodyLimit = 10 * 1024 * 1024
    /// How often a request is redirected at most.
    static let redirectLimit = 3

    let client: HTTPClient
    private let limits: TimeLimits

    /// Over the network, or to a unix socket. Authorities in PEM are trusted in place of those of the trust.
    enum Target: Sendable {
        case network(HTTPAddress, TLSTrust, TLSIdentity? = nil, authorities: String? = nil)
        case socket(path: String)
    }

    init(limits: TimeLimits) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(limits.connection)
        configuration.connectionPool.retryConnectionEstablishment = false
        // Devices close idle connections within seconds; a request on such a one would fail.
        configuration.connectionPool.idleTimeout = .seconds(2)
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton.any()),
            configuration: configuration)
        self.limits = limits
    }

    /// Ends all connections.
    func close() async {
        // It fails only when it was closed before.
        do { try await client.shutdown() } catch {}
    }

    /// Sends one request; the answer is there within `time`, and within the limit unless it `isLong`.
    func send(
        _ call: HTTPCall, to target: Target, within time: Duration, isLong: Bool = false
    ) async throws(HTTPFailure) -> HTTPAnswer {
        let limit = isLong ? time : min(limits.answer, time)
        let outcome = await withTaskGroup(of: Result<HTTPAnswer, HTTPFailure>?.self) { group in
            group.addTask { await attempt(call, target, limit) }
            group.addTask {
                do { try await Task.sleep(for: limit) } catch { return nil }
                return .failure(.timedOut("no answer to its end within \(limit)"))
            }
            defer { group.cancelAll() }
            for await result in group {
                if let result { return result }
            }
            return .failure(.timedOut("cancelled"))
        }
        return try outcome.get()
    }

    private func attempt(
        _ call: HTTPCall, _ target: Target, _ limit: Duration
    ) async -> Result<HTTPAnswer, HTTPFailure> {
        do {
            var path = call.path
            for _ in 0...Self.redirectLimit {
                let answer = try await exchange(call, path, target, limit)
                guard call.method == .get, (300...399).contains(answer.status),
                    let link = answer.headers["location"]
                else { return .success(answer) }
                guard case .network(let address, _, _, _) = target,
                    let next = Self.redirect(link, at: address)
                else {
                    return .failure(.redirected(status: answer.status, to: link))
                }
                path = next
            }
            return .failure(.malformed("redirected more than \(Self.redirectLimit) times"))
        } catch let failure as HTTPFailure {
            return .failure(failure)
        } catch {
            return .failure(HTTPFailure(error))
        }
    }

    /// The request that a call is.
    static func request(
        _ call: HTTPCall, _ path: String, _ target: Target
    ) throws -> HTTPClientRequest {
        var request: HTTPClientRequest
        switch target {
        case .network(let address, let trust, let identity, let authorities):
            request = HTTPClientRequest(url: "\(address)\(path)")
            if address.isSecure { request.tlsConfiguration = try configuration(trust, identity, authorities) }
        case .socket(let file):
            guard (1...107).contains(file.utf8.count), let url = URL(httpURLWithSocketPath: file, uri: path)
            else {
                throw HTTPFailure.unreachable("\(file) is no path of a socket")
            }
            request = HTTPClientRequest(url: url.absoluteString)
            // Else it would be the path of the socket, which is no host to Go.
            request.headers.add(name: "Host", value: "localhost")
        }
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: call.contentType)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        return request
    }

    private func exchange(
        _ call: HTTPCall, _ path: String, _ target: Target, _ limit: Duration
    ) async throws -> HTTPAnswer {
        let request = try Self.request(call, path, target)
        let response = try await client.execute(request, timeout: TimeAmount(limit))
        return try await Self.collected(response)
    }

    static func collected(_ response: HTTPClientResponse) async throws -> HTTPAnswer {
        var headers: [String: String] = [:]
        for (name, value) in response.headers where headers[name.lowercased()] == nil {
            headers[name.lowercased()] = value
        }
        do {
            let body = try await response.body.collect(upTo: bodyLimit)
            return HTTPAnswer(
                status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw HTTPFailure.malformed("an answer of more than \(bodyLimit) bytes")
        }
    }

    /// The path to which a device redirects; nil when it leads to another host.
    private static func redirect(_ link: String, at address: HTTPAddress) -> String? {
        guard let path = HTTPAddress.path(of: link) else { return nil }
        if link.hasPrefix("/") { return link.hasPrefix("//") ? nil : path }
        return HTTPAddress(HTTPFailure.hostPart(of: link)) == address ? path : nil
    }

    private static func configuration(
        _ trust: TLSTrust, _ identity: TLSIdentity?, _ authorities: String?
    ) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        switch trust {
        case .machine: break
        case .authorities(let file):
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            } catch {
                throw HTTPFailure.untrusted("\(file) has no certificates to trust")
            }
        case .unverified: configuration.certificateVerification = .none
        }
        if let authorities {
            do {
                configuration.trustRoots = .certificates(
                    try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
            } catch {
                throw HTTPFailure.untrusted("there are no certificates to trust")
            }
        }
        guard let identity else { return configuration }
        do {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(
                Array(identity.certificates.utf8)
            ).map { .certificate($0) }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(identity.key.revealed.utf8), format: .pem))
        } catch {
            throw HTTPFailure.untrusted("the client's own certificate or key is none")
        }
        return configuration
    }
}
