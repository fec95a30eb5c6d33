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

    private let client: HTTPClient
    private let limits: TimeLimits

    /// Over the network, or to a unix socket.
    enum Target: Sendable {
        case network(HTTPAddress, TLSTrust)
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
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.limits = limits
    }

    /// Ends all connections.
    func close() async {
        // It fails only when it was closed before.
        do { try await client.shutdown() } catch {}
    }

    /// Sends one request; the answer is there within the limit and `time`.
    func send(_ call: HTTPCall, to target: Target, within time: Duration) async throws(HTTPFailure)
        -> HTTPAnswer
    {
        let limit = min(limits.answer, time)
        let outcome = await withTaskGroup(of: Result<HTTPAnswer, HTTPFailure>?.self) { group in
            group.addTask { await attempt(call, target) }
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

    private func attempt(_ call: HTTPCall, _ target: Target) async -> Result<HTTPAnswer, HTTPFailure> {
        do {
            var path = call.path
            for _ in 0...Self.redirectLimit {
                let answer = try await exchange(call, path, target)
                guard call.method == .get, (300...399).contains(answer.status),
                    let link = answer.headers["location"]
                else { return .success(answer) }
                guard case .network(let address, _) = target, let next = Self.redirect(link, at: address)
                else {
                    return .failure(.redirected(status: answer.status, to: Self.hostPart(link)))
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

    private func exchange(_ call: HTTPCall, _ path: String, _ target: Target) async throws -> HTTPAnswer {
        var request: HTTPClientRequest
        switch target {
        case .network(let address, let trust):
            request = HTTPClientRequest(url: "\(address)\(path)")
            if address.isSecure { request.tlsConfiguration = try Self.configuration(trust) }
        case .socket(let file):
            guard let url = URL(httpURLWithSocketPath: file, uri: path) else {
                throw HTTPFailure.unreachable("\(file) is no path of a socket")
            }
            request = HTTPClientRequest(url: url.absoluteString)
        }
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response = try await client.execute(request, timeout: TimeAmount(limits.answer))
        var headers: [String: String] = [:]
        for (name, value) in response.headers where headers[name.lowercased()] == nil {
            headers[name.lowercased()] = value
        }
        do {
            let body = try await response.body.collect(upTo: Self.bodyLimit)
            return HTTPAnswer(
                status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw HTTPFailure.malformed("an answer of more than \(Self.bodyLimit) bytes")
        }
    }

    /// The path to which a device redirects; nil when it leads to another host.
    private static func redirect(_ link: String, at address: HTTPAddress) -> String? {
        guard let path = HTTPAddress.path(of: link) else { return nil }
        if link.hasPrefix("/") { return link.hasPrefix("//") ? nil : path }
        return HTTPAddress(hostPart(link)) == address ? path : nil
    }

    /// A link without its path, which may hold anything.
    private static func hostPart(_ link: String) -> String {
        let parts = link.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count > 2 ? parts[..<3].joined(separator: "/") : "a place that is none"
    }

    private static func configuration(_ trust: TLSTrust) throws -> TLSConfiguration {
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
        return configuration
    }
}
