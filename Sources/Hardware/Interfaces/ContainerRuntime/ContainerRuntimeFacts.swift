/// What a container runtime says of itself; what it does not tell is nil or empty.
public struct ContainerRuntimeFacts: Hashable, Codable, Sendable {
    /// The product, such as `Mirantis Container Runtime`.
    public var product: String?
    /// Its version.
    public var version: String
    /// The newest version of the API that it speaks, and the oldest.
    public var apiVersion: String?
    public var oldestAPIVersion: String?
    /// The distribution and the kernel of its host.
    public var operatingSystem: String?
    public var kernel: String?
    public var architecture: String?
    /// The version of the control groups, 1 or 2, and who makes them.
    public var cgroupVersion: Int?
    public var cgroupDriver: String?
    /// How it keeps images and the files of containers.
    public var storageDriver: String?
    /// Whether containers go on while the daemon restarts.
    public var hasLiveRestore: Bool?
    /// Its part in a swarm; nil when it knows of no swarms.
    public var swarm: SwarmMembership?
    /// How many containers there are in each state.
    public var containers: Counts?
    /// How many images it has.
    public var images: Int?
    /// The processors and the memory, in bytes, of its host.
    public var processors: Int?
    public var memoryBytes: Int64?
    /// What it warns of.
    public var warnings: [String] = []

    /// How many containers there are.
    public struct Counts: Hashable, Codable, Sendable {
        public var running: Int
        public var paused: Int
        /// All that neither run nor pause.
        public var stopped: Int

        /// Makes the counts.
        public init(running: Int, paused: Int, stopped: Int) {
            self.running = running
            self.paused = paused
            self.stopped = stopped
        }
    }

    /// Makes facts of which the version is known alone.
    public init(version: String) {
        self.version = version
    }
}
