import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPFailure {
    /// What a failure of the library or of the system means.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self.init(client: error)
        case let error as NIOSSLError: self = .untrusted(Self.reason(error))
        case let error as NIOSSLExtraError: self = .untrusted(Self.extraReason(error))
        case let error as NIOConnectionError:
            if error.connectionErrors.isEmpty {
                self = .unreachable("the host's name has no address")
            } else if error.connectionErrors.contains(where: { Self.isTimeOut($0.error) }) {
                self = .unreachable("no connection in time")
            } else {
                self = .unreachable("the connection is refused")
            }
        case let error as IOError: self.init(system: error)
        case HTTPParserError.invalidEOFState: self = .broken("the connection ended before the answer did")
        case is HTTPParserError: self = .malformed("the answer is no HTTP")
        case let error as ChannelError:
            if case .connectTimeout = error {
                self = .unreachable("no connection in time")
            } else {
                self = .broken("the connection ended before the answer did")
            }
        case is CancellationError: self = .timedOut("cancelled")
        default: self = .broken("the connection failed: \(type(of: error))")
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout: self = .unreachable("no connection in time")
        case .tlsHandshakeTimeout: self = .timedOut("TLS was not agreed upon in time")
        case .deadlineExceeded, .readTimeout, .writeTimeout, .cancelled:
            self = .timedOut("no answer to its end in time")
        case .invalidURL, .emptyHost, .emptyScheme: self = .malformed("the address or path is none")
        case .remoteConnectionClosed, .uncleanShutdown:
            self = .broken("the connection ended before the answer did")
        default: self = .malformed("the answer is no HTTP: \(error.shortDescription)")
        }
    }

    private init(system error: IOError) {
        switch error.errnoCode {
        case 104, 32: self = .broken("the connection was reset before the answer's end")
        case 111: self = .unreachable("the connection is refused")
        case 2, 13: self = .unreachable("the socket is not there or not allowed")
        default: self = .unreachable("the connection failed: error \(error.errnoCode) of the system")
        }
    }

    private static func isTimeOut(_ error: any Error) -> Bool {
        if case ChannelError.connectTimeout = error { return true }
        return false
    }

    /// TLS names its reasons like `CERTIFICATE_VERIFY_FAILED`.
    private static func reason(_ error: NIOSSLError) -> String {
        let words = "\(error)".split { !($0.isUppercase || $0 == "_") }
        guard let reason = words.first(where: { $0.contains("_") && $0.count > 8 }) else {
            return "TLS could not be agreed upon"
        }
        if reason == "WRONG_VERSION_NUMBER" { return "it does not speak TLS" }
        return String(reason).lowercased().replacing("_", with: " ")
    }

    private static func extraReason(_ error: NIOSSLExtraError) -> String {
        error == .failedToValidateHostname
            ? "the certificate is of another host" : "TLS could not be agreed upon"
    }
}
