import HardwareInterfaces

extension ContainerRuntimeFacts {
    /// What `/version` tells.
    init(version object: AnswerObject, _ dialect: DockerDialect) throws(AnswerError) {
        self.init(version: try object.need(try object.text("Version"), "Version"))
        let platform = try object.object("Platform")?.text("Name").told
        product = dialect.product ?? platform
        apiVersion = try object.text("ApiVersion").told
        oldestAPIVersion = try object.text("MinAPIVersion").told
        kernel = try object.text("KernelVersion").told
        architecture = try object.text("Arch").told
    }

    /// What `/info` tells besides. Of API 1.41 on it has `CgroupVersion`.
    mutating func read(info object: AnswerObject, _ dialect: DockerDialect) throws(AnswerError) {
        operatingSystem = try object.text("OperatingSystem").told
        cgroupVersion = try object.text("CgroupVersion").flatMap { Int($0) }
        cgroupDriver = try object.text("CgroupDriver").told
        storageDriver = try object.text("Driver").told
        hasLiveRestore = try object.truth("LiveRestoreEnabled")
        processors = try object.whole("NCPU").map { Int($0) }
        memoryBytes = try object.whole("MemTotal")
        images = try object.whole("Images").map { Int($0) }
        if let running = try object.whole("ContainersRunning"),
            let paused = try object.whole("ContainersPaused"),
            let stopped = try object.whole("ContainersStopped")
        {
            containers = Counts(running: Int(running), paused: Int(paused), stopped: Int(stopped))
        }
        warnings = try object.texts("Warnings")
        if dialect.hasSwarm, let part = try object.object("Swarm") { swarm = try SwarmMembership(part) }
    }
}

extension SwarmMembership {
    /// What `Swarm` of `/info` tells; a manager without a leader counts no nodes and no managers, but knows
    /// where they were.
    fileprivate init(_ object: AnswerObject) throws(AnswerError) {
        let word = try object.need(try object.text("LocalNodeState"), "LocalNodeState")
        guard let state = State(rawValue: word) else {
            throw AnswerError(message: "\(object.place)LocalNodeState is \(word)")
        }
        self.init(state: state, isManager: try object.truth("ControlAvailable") ?? false)
        problem = try object.text("Error").told
        nodes = try object.whole("Nodes").map { Int($0) }
        managers = try object.whole("Managers").map { Int($0) }
    }
}
