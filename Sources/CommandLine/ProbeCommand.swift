import ArgumentParser

/// `twin probe`.
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Ask real equipment what it is and how it is, in the twin's words.",
        discussion:
            "Only reads. Exit codes: 0 everything was told, 1 the device did not answer, 2 bad input.",
        subcommands: [
            ProbeBMCCommand.self, ProbeHostCommand.self, ProbeMCRCommand.self, ProbeMKECommand.self,
            ProbeGaleraCommand.self, ProbeRabbitMQCommand.self, ProbeCephCommand.self,
        ])
}
