import Foundation

/// A client that speaks to a port of the loopback byte by byte.
final class RawClient {
    private let descriptor: Int32
    /// What was received and not looked at.
    private(set) var received: [UInt8] = []
    /// Whether the other side has closed.
    private(set) var isClosed = false

    struct Failure: Error {}

    /// Connects; `buffer` is how many bytes the machine takes before they are read.
    init(port: Int, buffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var buffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure() }
    }

    deinit { close(descriptor) }

    /// Sends bytes as they are.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Sends a request with credentials.
    func ask(_ method: String, _ target: String, _ password: String, body: String = "", _ more: String = "") {
        let credentials = Data("admin:\(password)".utf8).base64EncodedString()
        send(
            "\(method) \(target) HTTP/1.1\r\nHost: x\r\nAuthorization: Basic \(credentials)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\(more)\r\n\(body)")
    }

    /// Receives until the text holds something, or the other side closes, or a time is over; answers all.
    func receive(until part: String = "\u{0}", seconds: Double = 10) -> String {
        let end = Date().addingTimeInterval(seconds)
        while !isClosed, Date() < end, !String(decoding: received, as: UTF8.self).contains(part) {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Glibc.poll(&poll, 1, 100) > 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count <= 0 { isClosed = true } else { received += bytes[..<count] }
        }
        return String(decoding: received, as: UTF8.self)
    }

    /// Forgets what was received.
    func forget() { received = [] }
}
