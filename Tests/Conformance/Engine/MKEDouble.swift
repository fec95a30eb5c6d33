import Foundation

/// MKE's log-in before a real swarm: what has the token goes on to a Docker Engine.
final class MKEDouble: Sendable {
    static let token = "session-token"

    private let server: ScriptedServer

    var address: String { "http://127.0.0.1:\(server.port)" }
    var requests: [ScriptedServer.Request] { server.requests }

    /// One that passes requests on to the engine at a socket.
    init(engine socket: String) throws {
        server = try ScriptedServer { request in
            if request.line.hasPrefix("POST /auth/login ") {
                let isKnown = request.text.hasSuffix(#"{"password":"password","username":"admin"}"#)
                return [isKnown ? .answer(200, #"{"auth_token":"\#(MKEDouble.token)"}"#) : .answer(401)]
            }
            guard request.header("Authorization") == "Bearer \(MKEDouble.token)" else {
                return [.answer(401)]
            }
            if request.line.hasPrefix("POST /id/logout ") { return [.answer(204)] }
            return [.send(MKEDouble.pass(request, to: socket))]
        }
    }

    /// The engine's whole answer to a request, by one connection.
    private static func pass(_ request: ScriptedServer.Request, to path: String) -> [UInt8] {
        let connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_un.of(path)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { return Array("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".utf8) }
        var text = request.text
        if let end = text.range(of: "\r\n") {
            text.insert(contentsOf: "Connection: close\r\n", at: end.upperBound)
        }
        text = text.replacing("Connection: keep-alive\r\n", with: "")
        let bytes = Array(text.utf8)
        guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return [] }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer += buffer[..<count]
        }
    }
}
