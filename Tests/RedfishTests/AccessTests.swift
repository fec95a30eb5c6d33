import Foundation
import Testing

@testable import Redfish

@Suite struct AccessTests {
    private let fixture = ServiceFixture()
    private static let sessions = "/redfish/v1/SessionService/Sessions"
    private static let accounts = "/redfish/v1/AccountService/Accounts"

    private func login(_ user: String = "admin", _ password: String = "password") async -> RedfishResponse? {
        await fixture.send(
            "POST", Self.sessions, "{\"UserName\":\"\(user)\",\"Password\":\"\(password)\"}"
        ) { $0.authorization = nil }
    }

    private func status(token: String?) async -> Int? {
        await fixture.send("GET", "/redfish/v1/Systems") { request in
            request.authorization = nil
            request.token = token
        }?.status
    }

    @Test func aSessionOpensAndEnds() async throws {
        let response = await login()
        #expect(response?.status == 201)
        let token = try #require(response?["X-Auth-Token"])
        #expect(token.utf8.count == 32)
        let place = try #require(response?["Location"])
        #expect(await status(token: token) == 200)
        #expect(await status(token: "x") == 401)
        #expect(try await fixture.json(place)["UserName"] as? String == "admin")
        #expect(await fixture.send("DELETE", place)?.status == 204)
        #expect(await status(token: token) == 401)
        #expect(await fixture.send("DELETE", place)?.status == 404)
    }

    @Test func wrongCredentialsOpenNoSession() async {
        #expect(await login("admin", "wrong")?.status == 401)
        #expect(await login("", "")?.status == 401)
        for body in ["{}", "{\"UserName\":\"admin\"}", "{\"UserName\":1,\"Password\":2}", "x"] {
            let response = await fixture.send("POST", Self.sessions, body) { $0.authorization = nil }
            #expect(response?.status == 400, "\(body)")
        }
    }

    @Test func aSessionThatIsNotUsedEnds() async throws {
        let token = try #require(await login()?["X-Auth-Token"])
        fixture.seconds.pass(1800)
        #expect(await status(token: token) == 200)
        fixture.seconds.pass(1801)
        #expect(await status(token: token) == 401)
        #expect(
            await fixture.send("PATCH", "/redfish/v1/SessionService", "{\"SessionTimeout\":30}")?.status
                == 204)
        #expect(
            await fixture.send("PATCH", "/redfish/v1/SessionService", "{\"SessionTimeout\":29}")?.status
                == 400)
        let short = try #require(await login()?["X-Auth-Token"])
        fixture.seconds.pass(31)
        #expect(await status(token: short) == 401)
    }

    @Test func sessionsAreLimited() async {
        for _ in 0..<Accounts.maxSessions { #expect(await login()?.status == 201) }
        #expect(await login()?.status == 503)
        fixture.seconds.pass(1801)
        #expect(await login()?.status == 201)
    }

    @Test func accountsAreMadeChangedAndRemoved() async throws {
        let body = "{\"UserName\":\"eve\",\"Password\":\"secret-123\",\"RoleId\":\"ReadOnly\"}"
        let made = await fixture.send("POST", Self.accounts, body)
        #expect(made?.status == 201)
        let place = try #require(made?["Location"])
        let told = String(decoding: made?.body ?? [], as: UTF8.self)
        #expect(!told.contains("secret"))
        #expect(await fixture.send("POST", Self.accounts, body)?.status == 400)
        let asEve = ServiceFixture.basic("eve", "secret-123")
        #expect(await fixture.send("GET", place) { $0.authorization = asEve }?.status == 200)
        let reset = "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset"
        let off = "{\"ResetType\":\"ForceOff\"}"
        #expect(await fixture.send("POST", reset, off) { $0.authorization = asEve }?.status == 403)
        let promoted = "{\"RoleId\":\"Administrator\"}"
        #expect(await fixture.send("PATCH", place, promoted) { $0.authorization = asEve }?.status == 403)
        #expect(await fixture.send("DELETE", place) { $0.authorization = asEve }?.status == 403)
        let password = "{\"Password\":\"another-123\"}"
        #expect(await fixture.send("PATCH", place, password) { $0.authorization = asEve }?.status == 204)
        #expect(await fixture.send("GET", place) { $0.authorization = asEve }?.status == 401)
        #expect(await fixture.send("PATCH", place, "{\"RoleId\":\"Operator\"}")?.status == 204)
        let again = ServiceFixture.basic("eve", "another-123")
        #expect(await fixture.send("POST", reset, off) { $0.authorization = again }?.status == 204)
        #expect(await fixture.send("DELETE", place)?.status == 204)
        #expect(await fixture.send("GET", place) { $0.authorization = again }?.status == 401)
    }

    @Test func theLastAdministratorStays() async {
        let place = Self.accounts + "/1"
        #expect(await fixture.send("DELETE", place)?.status == 405)
        #expect(await fixture.send("PATCH", place, "{\"Enabled\":false}")?.status == 400)
        #expect(await fixture.send("PATCH", place, "{\"RoleId\":\"ReadOnly\"}")?.status == 400)
        #expect(await fixture.send("GET", place)?.status == 200)
    }

    @Test func anotherPasswordEndsSessions() async throws {
        let token = try #require(await login()?["X-Auth-Token"])
        let body = "{\"Password\":\"another-123\"}"
        #expect(await fixture.send("PATCH", Self.accounts + "/1", body)?.status == 204)
        #expect(await status(token: token) == 401)
    }
}
