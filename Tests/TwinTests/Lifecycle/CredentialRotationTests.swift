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
    }
}
