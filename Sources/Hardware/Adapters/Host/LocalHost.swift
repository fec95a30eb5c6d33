/// The machine that this program runs on, as a host of the twin.
public struct LocalHost: Sendable {
    /// What messages call it.
    public var name: String
    /// The folder in which `proc`, `sys`, `etc`, `boot` and `run` are; other than `/` for a host whose file
    /// systems are seen from a container.
    public var root: String
    /// The folder with the programs lsblk, smartctl and ip; nil to look them up in `PATH`.
    public var tools: String?

    /// Makes a host.
    public init(name: String, root: String = "/", tools: String? = nil) {
        self.name = name
        self.root = root.hasSuffix("/") ? root : root + "/"
        self.tools = tools
    }
}
