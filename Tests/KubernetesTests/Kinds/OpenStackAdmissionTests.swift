import Testing

@testable import Kubernetes

@Suite struct OpenStackAdmissionTests {
    private func deployment(_ version: String, _ more: String = "size: tiny") throws -> OpenStackDeployment {
        try OpenStackDeployment(
            value: try parseYAML(
                """
                metadata: {name: osdpl, namespace: openstack}
                spec:
                  openstack_version: \(version)
                  preset: compute
                  \(more)
                """))
    }

    private func refusal(_ from: String, _ to: String, _ more: String = "size: tiny") throws -> String? {
        OpenStackDeploymentSpec.admit(try deployment(to, more), over: try deployment(from))
    }

    @Test func aReleaseIsGoneToOneAtATimeOrFromOneLongTermReleaseToTheNext() throws {
        for (from, to) in [
            ("victoria", "wallaby"), ("wallaby", "xena"), ("xena", "yoga"), ("yoga", "antelope"),
            ("antelope", "caracal"), ("caracal", "epoxy"), ("epoxy", "gazpacho"), ("caracal", "caracal"),
        ] {
            #expect(try refusal(from, to) == nil, "\(from) to \(to)")
        }
        #expect(
            try refusal("yoga", "caracal")
                == "OpenStack can't go from yoga to caracal; it can go to antelope")
        #expect(try refusal("victoria", "yoga")?.hasPrefix("OpenStack can't go from victoria") ?? false)
        #expect(try refusal("caracal", "antelope") == "OpenStack can't go back from caracal to antelope")
        #expect(OpenStackVersion.gazpacho.next == [])
        #expect(OpenStackVersion.allCases.map(\.number) == Array(1...17))
    }

    @Test func whatDoesNotExistIsRefused() throws {
        #expect(OpenStackDeploymentSpec.admit(try deployment("caracal"), over: nil) == nil)
        for name in ["master", "bobcat", "caracul"] {
            #expect(
                OpenStackDeploymentSpec.admit(try deployment(name), over: nil)?
                    .contains("is none of queens") ?? false, "\(name)")
        }
        let large = try deployment("caracal", "size: large")
        #expect(
            OpenStackDeploymentSpec.admit(large, over: nil)
                == "size 'large' is none of single, tiny, small, medium")
    }

    @Test func nothingElseChangesWithTheRelease() throws {
        #expect(try refusal("antelope", "caracal", "size: tiny\n  features: {services: [tempest]}") == nil)
        #expect(
            try refusal("antelope", "caracal", "size: small")
                == "nothing but features.services may change with openstack_version")
        #expect(try refusal("caracal", "caracal", "size: small") == nil)
    }

    @Test func nothingGoesToAnotherReleaseWhileAChangeIsUnderWay() {
        #expect(OpenStackAdmission.refusal(ofUpgradeIn: .applied) == nil)
        #expect(OpenStackAdmission.refusal(ofUpgradeIn: nil) == nil)
        #expect(
            OpenStackAdmission.refusal(ofUpgradeIn: .applying)
                == "openstack_version can't change while the state is APPLYING")
    }
}
