import HardwareInterfaces

extension RuntimeContainer {
    /// What `/containers/ID/json` tells.
    init(_ object: AnswerObject, _ dialect: DockerDialect) throws(AnswerError) {
        let state = try object.need(try object.object("State"), "State")
        let word = try state.need(try state.text("Status"), "Status")
        let name = try object.text("Name") ?? ""
        let image = try object.object("Config")?.text("Image")
        self.init(
            id: try object.need(try object.text("Id"), "Id"),
            name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
            image: image ?? "",
            state: State(rawValue: word) ?? .other)
        if [.exited, .dead].contains(self.state) { exitCode = try state.whole("ExitCode").map { Int($0) } }
        restarts = try object.whole("RestartCount").map { Int($0) }
        if dialect.tellsOutOfMemory { wasOutOfMemory = try state.truth("OOMKilled") }
        // Without a check it is absent, empty or `none`.
        health = try state.object("Health")?.text("Status").flatMap(Health.init(rawValue:))
    }
}
