import AsyncHTTPClient
import Files
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// Where requests go, with what is settled once for all of them.
struct HTTPTarget: Sendable {
    /// Bytes of a file of certificates that are read.
    private static let fileLimit = 1 << 20

    /// Where it answers on the network; nil for a socket.
    let address: HTTPAddress?
    private let socket: String
    /// How TLS is spoken; why it can't be, for who sends something.
    private let encryption: Result<TLSConfiguration?, HTTPFailure>

    /// Over the network. Authorities in PEM are trusted in place of those of the trust, whose file is read
    /// now.
    static func network(
        _ address: HTTPAddress, _ trust: TLSTrust, identity: TLSIdentity? = nil, authorities: String? = nil
    ) -> HTTPTarget {
        let encryption = Result { () throws(HTTPFailure) -> TLSConfiguration? in
            address.isSecure ? try configuration(trust, identity, authorities) : nil
        }
        return HTTPTarget(address: address, socket: "", encryption: encryption)
    }

    /// Over the unix socket of this path, of at most 107 bytes.
    static func socket(path: String) -> HTTPTarget {
        HTTPTarget(address: nil, socket: path, encryption: .success(nil))
    }

    /// The request that a call to a path is.
    func request(_ call: HTTPCall, _ path: String) throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        let url: URL?
        if let address {
            url = URL(string: "\(address)\(path)")
        } else {
            guard (1...107).contains(socket.utf8.count) else {
                throw HTTPFailure.unreachable("\(socket) is no path of a socket")
            }
            url = URL(httpURLWithSocketPath: socket, uri: path)
            // Else it would be the path of the socket, which is no host to Go.
            headers.add(name: "Host", value: "localhost")
        }
        guard let url else { throw HTTPClientError.invalidURL }
        for (name, value) in call.headers { headers.add(name: name, value: value) }
        if call.body != nil { headers.add(name: "Content-Type", value: call.contentType) }
        return try HTTPClient.Request(
            url: url, method: HTTPMethod(rawValue: call.method.rawValue), headers: headers,
            body: call.body.map { .bytes($0) }, tlsConfiguration: try encryption.get())
    }

    /// The path to which a device redirects; nil when it leads to another host.
    func redirect(_ link: String) -> String? {
        guard let address, let path = HTTPAddress.path(of: link) else { return nil }
        if link.hasPrefix("/") { return link.hasPrefix("//") ? nil : path }
        return HTTPAddress(HTTPFailure.hostPart(of: link)) == address ? path : nil
    }

    private static func configuration(
        _ trust: TLSTrust, _ identity: TLSIdentity?, _ authorities: String?
    ) throws(HTTPFailure) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        switch trust {
        case .machine: break
        case .authorities(let file):
            do {
                let bytes = try SmallFile.bytes(file, limit: fileLimit)
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(bytes))
            } catch {
                throw .untrusted("\(file) has no certificates to trust")
            }
        case .unverified: configuration.certificateVerification = .none
        }
        if let authorities {
            do {
                configuration.trustRoots = .certificates(
                    try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
            } catch {
                throw .untrusted("there are no certificates to trust")
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
            throw .untrusted("the client's own certificate or key is none")
        }
        return configuration
    }
}
