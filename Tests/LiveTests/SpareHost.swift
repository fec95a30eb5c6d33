import Controllers
import HardwareInterfaces
import Simulation
import Testing
import Twin

@testable import Live

/// A blank server of the small cloud that is to boot an image, with a simulated BMC or a real one.
enum SpareHost {
    static let name = "spare"
    static let image = "http://127.0.0.1/images/ubuntu-jammy_5.15.0-153.iso"

    /// A world with it.
    static func world(isReal: Bool = true, cleaning: String = "disabled") throws -> World {
        var template = try SmallWorld.template(
            """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: BareMetalHostCredential
            metadata: {name: spare-credentials, namespace: mosk}
            spec: {username: a, password: {value: b}}
            ---
            apiVersion: metal3.io/v1alpha1
            kind: BareMetalHost
            metadata: {name: \(name), namespace: mosk}
            spec:
              online: true
              automatedCleaningMode: \(cleaning)
              bootMACAddress: "52:54:00:00:00:01"
              bmc: {address: "10.0.0.9:623", credentialsName: spare-credentials}
              image: {url: "\(image)", checksum: x}
            status: {provisioning: {state: ""}}
            """)
        if isReal { template.realBMCs = [name] }
        return World(template, seed: 7)
    }

    /// The phases of a host that got what it was to get.
    static let phases = [
        "registering", "inspecting", "preparing", "available", "provisioning", "provisioned",
    ]
}

extension LiveJournal {
    /// The texts of the entries of a word about a subject, in order.
    func texts(_ word: some EntryVocabulary, of name: String = SpareHost.name, _ kind: SubjectKind? = nil)
        -> [String]
    {
        blocks.flatMap(\.entries).compactMap { entry in
            guard entry.kind == word.kind, names[entry.subject.name] == name,
                kind == nil || entry.subject.kind == kind
            else { return nil }
            return names[entry.object.name]
        }
    }

    /// The phases of the host, as its controller sees them.
    var phases: [String] { texts(LCMEntry.hostState) }

    /// The states of its node in Ironic.
    var nodeStates: [String] { texts(EquipmentEntry.phaseEntered, EquipmentKind.ironic.subjectKind) }

    /// What came of what was asked of Ironic: the commands that failed, with the reason.
    var failures: [String] {
        blocks.flatMap(\.entries).compactMap { entry in
            guard entry.kind == EquipmentEntry.commandFailed.kind,
                names[entry.subject.name] == SpareHost.name
            else { return nil }
            return text(entry)
        }
    }

    /// The text of an entry.
    func text(_ entry: Entry) -> String { names[NameID(number: UInt32(entry.value))] }
}
