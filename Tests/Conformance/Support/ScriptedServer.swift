import Foundation

/// A server on loopback or on a unix socket that does to its clients what a test says, byte by byte.
final class ScriptedServer: Sendable {
    /// What it does once a request's head and body have come.
    enum Step: Sendable {
        /// Sends these bytes.
        case send([UInt8])
        /// Sends these bytes one by one, with this many milliseconds between two.
        case drip([UInt8], milliseconds: UInt32)
        /// Sends a byte so many times.
        case flood(UInt8, count: Int)
        /// Says nothing for this many milliseconds.
        case silence(milliseconds: UInt32)
        /// Ends the connection as a crashed peer does.
        case reset
    }

    /// A request: its first line, and all of it.
    struct Request: Sendable {
        var line: String
        var text: String

        func header(_ name: String) -> String? {
            for line in text.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                    return parts[1].trimmingCharacters(in: .whitespaces)
                }
            }
            return nil
        }
    }

    /// The port on which it listens; 0 on a unix socket.
    let port: Int
    private let socket: Int32
    private let log = Log()

    /// The requests that came, in order.
    var requests: [Request] { log.requests }

    /// Starts it; each connection is answered once, then closed.
    init(_ answer: @escaping @Sendable (Request) -> [Step]) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        socket = try Self.listening(AF_INET, &address)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        serve(answer)
    }

    /// Starts it on a unix socket, whose path must not be there and is short.
    init(socket path: String, _ answer: @escaping @Sendable (Request) -> [Step]) throws {
        var address = sockaddr_un.of(path)
        socket = try Self.listening(AF_UNIX, &address)
        port = 0
        serve(answer)
    }

    private static func listening<Address>(_ family: Int32, _ address: inout Address) throws -> Int32 {
        let descriptor = Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Int32 in
                guard bind(descriptor, pointer, socklen_t(MemoryLayout<Address>.size)) == 0 else { return -1 }
                return listen(descriptor, 16)
            }
        }
        guard code == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        return descriptor
    }

    private func serve(_ answer: @escaping @Sendable (Request) -> [Step]) {
        let (descriptor, log) = (socket, log)
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else {
                    close(descriptor)
                    return
                }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { Self.serve(connection, log, answer) }
            }
        }
    }

    deinit {
        // The thread that accepts closes it: no other may use its number before.
        shutdown(socket, Int32(SHUT_RDWR))
    }

    private static func serve(_ connection: Int32, _ log: Log, _ answer: (Request) -> [Step]) {
        defer { close(connection) }
        guard let request = read(connection) else { return }
        log.add(request)
        for step in answer(request) {
            switch step {
            case .send(let bytes): guard write(bytes, connection) else { return }
            case .drip(let bytes, let milliseconds):
                for byte in bytes {
                    guard write([byte], connection) else { return }
                    usleep(milliseconds * 1000)
                }
            case .flood(let byte, let count):
                let block = [UInt8](repeating: byte, count: 65536)
                for _ in 0..<count / block.count { guard write(block, connection) else { return } }
            case .silence(let milliseconds): usleep(milliseconds * 1000)
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
                return
            }
        }
    }

    private static func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let line = text.prefix { $0 != "\r\n" && $0 != "\r" }
                let request = Request(line: String(line), text: text)
                let length = request.header("content-length").flatMap { Int($0) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return request }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    /// The requests, under a lock.
    private final class Log: @unchecked Sendable {
        private let lock = NSLock()
        private var list: [Request] = []

        var requests: [Request] { lock.withLock { list } }

        func add(_ request: Request) { lock.withLock { list.append(request) } }
    }
}

extension ScriptedServer.Step {
    /// A whole answer of HTTP.
    static func answer(_ status: Int, _ body: String = "", _ headers: [String] = []) -> Self {
        var text = "HTTP/1.1 \(status) Status\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n"
        for header in headers { text += header + "\r\n" }
        return .send(Array((text + "\r\n" + body).utf8))
    }
}

extension sockaddr_un {
    /// The address of a unix socket.
    static func of(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        return address
    }
}
