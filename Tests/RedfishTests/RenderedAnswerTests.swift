import HardwareInterfaces
import Testing

@testable import Redfish

/// What was answered before is answered again only as long as the BMC says the same.
@Suite struct RenderedAnswerTests {
    private let fixture = ServiceFixture()

    @Test func everyChangeShowsAtOnce() async throws {
        let path = "/redfish/v1/Systems/n1"
        let changes: [(String, @Sendable (inout BMCSystem) -> Void)] = [
            ("PowerState", { $0.power = .off }), ("Status", { $0.health = .critical }),
            ("Boot", { $0.boot = BootOverride(.pxe, .once) }), ("BiosVersion", { $0.biosVersion = "9.9.9" }),
            ("UUID", { $0.uuid = nil }),
        ]
        for (property, change) in changes {
            let before = await fixture.send("GET", path)
            #expect(await fixture.send("GET", path) == before)
            fixture.fleet.change(0, change)
            let after = await fixture.send("GET", path)
            let (old, new) = (try ServiceFixture.json(before), try ServiceFixture.json(after))
            #expect("\(old[property] ?? "")" != "\(new[property] ?? "")", "\(property)")
            #expect(before?["ETag"] != after?["ETag"])
            // A tag from before the change no longer holds.
            let tag = before?["ETag"]
            #expect(await fixture.send("GET", path) { $0.ifNoneMatch = tag }?.status == 200)
            let present = after?["ETag"]
            #expect(await fixture.send("GET", path) { $0.ifNoneMatch = present }?.status == 304)
        }
    }

    @Test func eachHostAndResourceHasItsOwn() async throws {
        for _ in 0..<2 {
            for (path, id) in [
                ("/redfish/v1/Systems/n1", "n1"), ("/redfish/v1/Systems/n%202", "n 2"),
                ("/redfish/v1/Chassis/n1", "n1"), ("/redfish/v1/Systems/n1/SecureBoot", "SecureBoot"),
                ("/redfish/v1/Chassis/n1/Sensors/Fan1", "Fan1"),
            ] {
                #expect(try await fixture.json(path)["Id"] as? String == id)
            }
        }
    }

    @Test func accessAndErrorsAreLookedAtEachTime() async throws {
        let path = "/redfish/v1/Systems/n1"
        #expect(await fixture.send("GET", path)?.status == 200)
        #expect(await fixture.send("GET", path) { $0.authorization = nil }?.status == 401)
        let wrong = ServiceFixture.basic("admin", "passwort")
        #expect(await fixture.send("GET", path) { $0.authorization = wrong }?.status == 401)
        #expect(await fixture.send("GET", path) { $0.accept = "text/html" }?.status == 406)
        #expect(await fixture.send("HEAD", path)?.isHead == true)
        fixture.fleet.fail(.busy(retryAfter: 1))
        #expect(await fixture.send("GET", path)?.status == 503)
        fixture.fleet.fail(.unreachable)
        #expect(await fixture.send("GET", path) == nil)
        fixture.fleet.fail(nil)
        #expect(await fixture.send("GET", path)?.status == 200)
    }

    @Test func aChangedPasswordHoldsAtOnce() async throws {
        let path = "/redfish/v1/Systems/n1"
        #expect(await fixture.send("GET", path)?.status == 200)
        let change = await fixture.send(
            "PATCH", "/redfish/v1/AccountService/Accounts/1", #"{"Password":"another-one"}"#)
        #expect(change?.status == 204)
        #expect(await fixture.send("GET", path)?.status == 401)
        let new = ServiceFixture.basic("admin", "another-one")
        #expect(await fixture.send("GET", path) { $0.authorization = new }?.status == 200)
    }

    @Test func whatIsKeptIsBounded() throws {
        var rendered = RenderedAnswers()
        let body = [UInt8](repeating: 0x20, count: 1 << 20)
        let target = try #require(RequestTarget("/redfish/v1/Systems/n1"))
        for number in 0..<200 {
            rendered.keep(
                .init(
                    target: target, path: .systems, command: .readSystem, reply: .resetBegun,
                    response: RedfishResponse(200, body: body)), for: "\(number)")
        }
        let kept = (0..<200).count { rendered["\($0)"] != nil }
        #expect(rendered["199"] != nil && kept << 20 <= RenderedAnswers.limit + 1 << 21)
    }
}
