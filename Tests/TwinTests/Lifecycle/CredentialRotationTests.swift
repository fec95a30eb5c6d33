import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// New credentials of the BMC of a host that is in use.
@Suite struct CredentialRotationTests {
    @Test func wrongCredentialsOfAHostInUseAreAnErrorThatLeavesItRunning() throws {
        var fixture = try BareMetalFixture.cloud()
        try fixture.begin({ .bmcUnauthorized(host: $0) }, "bm-cmp-01")
        var credential = try #require(
            fixture.world.objects(BareMetalHostCredential.self).first { $0.metadata.name == "none" })
        let before = try fixture.host("bm-cmp-01").status.goodCredentials
        credential.spec.username = .string("another")
        try fixture.put(credential)
        fixture.run(.minutes(30))
        let failed = try fixture.host("bm-cmp-01").status
        #expect(failed.errorType == .registration)
        #expect(failed.errorMessage == "the BMC refuses the credentials")
        #expect(failed.provisioning.state == .provisioned)
        #expect(failed.goodCredentials == before)
        #expect(failed.triedCredentials != before)
        #expect(try fixture.equipment("bm-cmp-01").isRunning)
        let status = try fixture.credential("none").status
        #expect(!status.valid)
        #expect(status.message == "the BMC refuses the credentials: bm-cmp-01")
        // Others with the same credentials are registered with them.
        #expect(try fixture.host("bm-cmp-02").status.goodCredentials != before)
        try fixture.end({ .bmcUnauthorized(host: $0) }, "bm-cmp-01")
        fixture.run(.hours(2))
        let mended = try fixture.host("bm-cmp-01").status
        #expect(mended.operationalStatus == .ok)
        #expect(mended.goodCredentials == mended.triedCredentials)
        #expect(fixture.states("bm-cmp-01").isEmpty)
        let node = fixture.clusterNode("cmp-01")
        #expect(node?.status.isReady == true)
        #expect(try fixture.credential("none").status.valid)
        #expect(try fixture.credential("none").status.message.isEmpty)
    }

    @Test func newCredentialsRegisterHostsAnewOnceAndAreSaidToBeValid() throws {
        var fixture = try BareMetalFixture.cloud()
        let hosts = ["bm-ctl-01", "bm-ctl-02", "bm-ctl-03", "bm-cmp-01", "bm-cmp-02"]
        var credential = try fixture.credential("none")
        #expect(credential.status.valid)
        let old = credential.contentVersion
        credential.spec.username = .string("another")
        try fixture.put(credential)
        fixture.run(.hours(3))
        #expect(try fixture.credential("none").status.valid)
        // What is said of them does not count as new ones.
        for host in hosts {
            #expect(fixture.commands(host).count { $0 == "register" } == 1)
            #expect(try fixture.host(host).status.goodCredentials.version != old)
        }
    }

    @Test func bmcThatDoesNotAnswerSaysNothingOfCredentials() throws {
        var fixture = try BareMetalFixture.cloud()
        for name in ["bm-ctl-01", "bm-ctl-02", "bm-ctl-03", "bm-cmp-01", "bm-cmp-02"] {
            try fixture.begin({ .bmcUnreachable(host: $0) }, name)
        }
        var credential = try fixture.credential("none")
        credential.spec.username = .string("another")
        try fixture.put(credential)
        fixture.run(.minutes(30))
        #expect(try fixture.host("bm-cmp-01").status.errorType == .registration)
        #expect(try fixture.credential("none").status.message.isEmpty)
    }
}

extension BareMetalFixture {
    /// Credentials as the API server has them.
    func credential(_ name: String) throws -> BareMetalHostCredential {
        let found = world.objects(BareMetalHostCredential.self).first { $0.metadata.name == name }
        return try #require(found)
    }
}
