import HardwareAdapters
import HardwareInterfaces
import Testing

/// Sessions: begun when they are needed, ended when they are not, begun again once.
@Suite(.timeLimit(.minutes(2))) struct RedfishSessionTests {
    static let bmc = EquipmentID(kind: .bmc, index: 0)
    static let root =
        #"{"Systems": {"@odata.id": "/redfish/v1/Systems"}, "Links": {"Sessions": {"@odata.id": "/S"}}}"#

    private func answers(
        of server: ScriptedServer, _ commands: [BMCCommand],
        authentication: RedfishDevice.Authentication = .automatic
    ) async throws -> [Result<BMCReply, BMCError>] {
        var device = RedfishDevice(
            name: "bmc", address: try #require(HTTPAddress("http://127.0.0.1:\(server.port)")), user: "admin",
            password: Secret("p"))
        device.system = "/redfish/v1/Systems/1"
        device.authentication = authentication
        let client = RedfishClient(devices: [Self.bmc: device])
        var results: [Result<BMCReply, BMCError>] = []
        for command in commands {
            do throws(BMCError) {
                results.append(.success(try await client.perform(command, on: Self.bmc)))
            } catch {
                results.append(.failure(error))
            }
        }
        await client.close()
        return results
    }

    /// A BMC with sessions; of the tokens it gives, those in `known` are accepted.
    private func server(known: Set<String>, login: Int = 201) throws -> ScriptedServer {
        let count = Counter()
        return try ScriptedServer { request in
            switch request.line.split(separator: " ").prefix(2).joined(separator: " ") {
            case "GET /redfish/v1/": return [.answer(200, Self.root)]
            case "POST /S":
                let number = count.next()
                let headers = ["X-Auth-Token: t\(number)", "Location: http://bmc.example/S/\(number)"]
                return [.answer(login, "{}", login == 201 ? headers : [])]
            case "GET /redfish/v1/Systems/1":
                let token = request.header("X-Auth-Token") ?? request.header("Authorization") ?? ""
                return [known.contains(token) ? .answer(200, HostileBMCTests.system) : .answer(401)]
            default: return [.answer(204)]
            }
        }
    }

    private func lines(_ server: ScriptedServer) -> [String] {
        server.requests.map { $0.line.replacing(" HTTP/1.1", with: "") }
    }

    @Test func oneSessionServesAllCommandsAndIsEnded() async throws {
        let server = try server(known: ["t1"])
        let results = try await answers(of: server, [.readPower, .readPower])
        #expect(results == [.success(.power(.on)), .success(.power(.on))])
        let system = "GET /redfish/v1/Systems/1"
        #expect(lines(server) == ["GET /redfish/v1/", "POST /S", system, system, "DELETE /S/1"])
        #expect(server.requests.last?.header("X-Auth-Token") == "t1")
        #expect(server.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test func aSessionThatIsNoLongerKnownIsBegunAgainOnce() async throws {
        let server = try server(known: ["t2"])
        #expect(try await answers(of: server, [.readPower]) == [.success(.power(.on))])
        #expect(lines(server).filter { $0 == "POST /S" }.count == 2)
        let never = try self.server(known: [])
        #expect(try await answers(of: never, [.readPower]) == [.failure(.unauthorized)])
        #expect(lines(never).filter { $0 == "POST /S" }.count == 2)
    }

    @Test func withoutSessionsThePasswordIsSentEachTime() async throws {
        let server = try server(known: ["Basic YWRtaW46cA=="], login: 405)
        #expect(try await answers(of: server, [.readPower]) == [.success(.power(.on))])
        let strict = try await answers(of: server, [.readPower], authentication: .session)
        guard case .failure(.unsupported)? = strict.first else {
            Issue.record("\(strict)")
            return
        }
    }

    @Test func whenNoSessionIsFreeTheBMCIsBusy() async throws {
        let server = try server(known: [], login: 503)
        #expect(try await answers(of: server, [.readPower]) == [.failure(.busy(retryAfter: nil))])
    }

    @Test func commandsOfOneBMCAreCarriedOutInTurn() async throws {
        let server = try server(known: ["t1"])
        var device = RedfishDevice(
            name: "bmc", address: try #require(HTTPAddress("http://127.0.0.1:\(server.port)")), user: "admin",
            password: Secret("p"))
        device.system = "/redfish/v1/Systems/1"
        let client = RedfishClient(devices: [Self.bmc: device])
        let replies = try await withThrowingTaskGroup(of: BMCReply.self) { group in
            for _ in 0..<20 { group.addTask { try await client.perform(.readPower, on: Self.bmc) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await client.close()
        #expect(replies == Array(repeating: .power(.on), count: 20))
        #expect(lines(server).filter { $0 == "POST /S" }.count == 1)
    }
}
