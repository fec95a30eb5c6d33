/// A container runtime that speaks the Docker Engine's API on a unix socket, and how to speak to it.
public struct DockerDevice: Sendable {
    /// Where an engine listens unless told otherwise.
    public static let usualSocket = "/var/run/docker.sock"

    /// What messages call it.
    public var name: String
    /// The path of its socket, of at most 107 bytes.
    public var socket: String
    /// The images of releases by the release's name, as references with a tag or digest. An engine pulls
    /// images and knows no releases.
    public var images: [String: [String]]

    /// Makes a device.
    public init(name: String, socket: String = usualSocket, images: [String: [String]] = [:]) {
        self.name = name
        self.socket = socket
        self.images = images
    }
}
