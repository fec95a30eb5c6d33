import ArgumentParser
import Files
import Foundation
import Kubernetes
import Live
import Redfish
import Server
import Simulation
import Twin

/// `twin serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Let a cloud's simulated BMCs answer over Redfish, for programs that speak it.",
        discussion: """
            Every host of the cloud is a system behind one address, or with --port-per-system at a port of its
            own. Ends at Ctrl-C, with exit code 0.

              twin serve --cloud scenarios/clusters/small --redfish 127.0.0.1:8443 --pace 60
              curl -u admin:PASSWORD http://127.0.0.1:8443/redfish/v1/Systems
            """)

    @Option(help: "A folder, file or archive with the cloud's objects; - for standard input.")
    var cloud: String

    @Option(help: "The address to serve at, as HOST:PORT; port 0 is one that is free.")
    var redfish = "127.0.0.1:8443"

    @Flag(
        help:
            "Serve each system by itself, as its own BMC: the first one at the port, each other at the next.")
    var portPerSystem = false

    @Option(
        help: "How many times faster than the wall's clock time passes, or fast: only as clients need it.")
    var pace = "1"

    @Option(help: "The user of the service.")
    var user = "admin"

    @Option(name: .customLong("password-file"), help: "A file with the password; without it one is made up.")
    var passwordFile: String?

    @Option(name: .customLong("tls-cert"), help: "A certificate, as PEM: serve HTTPS.")
    var tlsCertificate: String?

    @Option(name: .customLong("tls-key"), help: "The key of the certificate, as PEM.")
    var tlsKey: String?

    @Option(help: "The Cluster to look at, when the cloud has several.")
    var cluster: String?

    @Option(help: "The seed of the run.")
    var seed: UInt64 = 1

    @Option(help: "Civil time at the beginning, as RFC 3339 (default: now).")
    var start: String?

    @Option(help: "A fault at a time, such as bmc-unreachable:cmp-07@2h+30m (repeatable).")
    var fault: [String] = []

    @Option(help: "A file of timings that replace built-in ones.")
    var timings: String?

    @Option(help: "A folder or file of KaaSRelease and ClusterRelease objects that replace built-in ones.")
    var releases: String?

    func validate() throws {
        guard Pace(pace) != nil else {
            throw ValidationError("--pace \(pace): neither fast nor a number from 1 to 100000")
        }
        guard Self.address(redfish) != nil else {
            throw ValidationError("--redfish \(redfish): not an address; write it as 127.0.0.1:8443")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together")
        }
        guard !user.isEmpty, !user.contains(":") else {
            throw ValidationError("--user \(user): a name without a colon")
        }
    }

    func run() async throws {
        guard let pace = Pace(pace), let (host, port) = Self.address(redfish) else { return }
        let template = try template()
        let driver = LiveDriver(World(template, seed: seed), pace: pace)
        try plan(template, driver)
        let names = driver.hostNames
        guard !names.isEmpty else { throw Failure("\(cloud): it has no hosts", .badInput) }
        guard !portPerSystem || port == 0 || port + names.count - 1 <= UInt16.max else {
            throw Failure(
                "--redfish \(redfish): there are not as many ports from there as systems", .badInput)
        }
        let (password, isMadeUp) = try password()
        if portPerSystem { raiseFileLimit() }
        let services = services(names, driver, password)
        let server: RedfishServer
        do {
            server = try RedfishServer(services, host: host, port: port, certificate: try certificate())
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("--tls-cert, --tls-key: \(error)", .badInput)
        }
        let scheme = tlsCertificate == nil ? "http" : "https"
        let (user, paceText, isEach) = (user, self.pace, portPerSystem)
        try await untilInterrupted("--redfish \(redfish)") {
            try await server.run { ports in
                let shown = host.contains(":") ? "[\(host)]" : host
                let addresses = ports.map { "\(scheme)://\(shown):\($0)/redfish/v1/" }
                if !isEach { Output.write("Redfish at \(addresses[0]) for the user \(user)\n") }
                for (name, address) in zip(names, addresses) where isEach {
                    Output.write("\(name) at \(address) for the user \(user)\n")
                }
                if isMadeUp { Output.write("the password is \(password)\n") }
                let shownNames = isEach ? "" : ": \(names.joined(separator: " "))"
                Output.write("\(names.count) systems, pace \(paceText)\(shownNames)\n")
            }
        }
        let (fingerprint, entries) = driver.journal
        let (answered, changes) = (services.reduce(0) { $0 + $1.requestCount }, driver.requests.count)
        Output.write(
            "ended after \(answered) requests, \(changes) changes, \(entries) entries, "
                + "fingerprint \(fingerprint)\n")
    }

    /// One service over all hosts, or one over each.
    private func services(_ names: [String], _ driver: LiveDriver, _ password: String) -> [RedfishService] {
        let clock = WallClock()
        func service(_ names: [String], _ fleet: LiveFleet) -> RedfishService {
            RedfishService(
                hosts: names, fleet: fleet, user: user, password: password,
                uuid: UUID().uuidString.lowercased()
            ) { clock.elapsed.wholeSeconds }
        }
        guard portPerSystem else { return [service(names, LiveFleet(driver))] }
        return names.enumerated().map { service([$1], LiveFleet(driver, host: $0)) }
    }

    /// Lets the process have as many open files as it may: each port is one, and each connection.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Does the work until the process is interrupted or asked to end.
    private func untilInterrupted(_ place: String, _ work: @escaping @Sendable () async throws -> Void)
        async throws
    {
        // Watched before the work says that it can be interrupted.
        let (signals, arrival) = AsyncStream<Void>.makeStream()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { arrival.yield() }
            source.resume()
            return source
        }
        let task = Task { try await work() }
        let canceller = Task { for await _ in signals { task.cancel() } }
        defer {
            canceller.cancel()
            for source in sources { source.cancel() }
        }
        do { try await task.value } catch {
            guard !task.isCancelled else { return }
            throw Failure("\(place): \(error)", .badInput)
        }
    }

    private func template() throws -> WorldTemplate {
        let input = try CloudInput(
            cloud: cloud, releases: releases, timings: timings, files: FileLimits(), yaml: YAMLLimits())
        return try input.template(
            start: start ?? ISO8601DateFormatter().string(from: Date()), cluster: cluster)
    }

    /// Lets the faults begin and end at their times.
    private func plan(_ template: WorldTemplate, _ driver: LiveDriver) throws {
        for (number, text) in fault.enumerated() {
            let fault: Fault
            do throws(CloudError) { fault = try Fault(text, of: template) } catch { throw Failure(error) }
            guard let start = fault.start else {
                throw Failure("--fault \(text): only faults at a time can be served", .badInput)
            }
            driver.plan(.begin(fault, number: number), at: .zero + start)
            if let length = fault.length {
                driver.plan(.end(number: number), at: .zero + start + length)
            }
        }
    }

    /// The password of the service, and whether it is made up.
    private func password() throws(Failure) -> (String, Bool) {
        guard let passwordFile else {
            return (UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""), true)
        }
        let text = try read(passwordFile, "--password-file")
        let password = String(text.prefix { !$0.isNewline })
        guard !password.isEmpty else {
            throw Failure("--password-file \(passwordFile): it is empty", .badInput)
        }
        return (password, false)
    }

    private func certificate() throws(Failure) -> RedfishServer.Certificate? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return RedfishServer.Certificate(
            chain: try read(tlsCertificate, "--tls-cert"), key: try read(tlsKey, "--tls-key"))
    }

    private func read(_ path: String, _ option: String) throws(Failure) -> String {
        do throws(SmallFile.Problem) {
            return try SmallFile.text(path, limit: 1 << 20)
        } catch {
            throw Failure("\(option) \(path): it \(error.words)", .badInput)
        }
    }

    /// The host and the port of an address; nil when it is none.
    static func address(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), Int(port))
    }
}
