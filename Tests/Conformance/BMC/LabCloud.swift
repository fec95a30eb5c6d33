import Files
import Foundation
import Kubernetes
import PeerPrograms
import Simulation
import Twin

/// The small example cloud with a blank server that is to boot an image.
enum LabCloud {
    static let host = "spare"

    /// A world with it, its BMC simulated or real.
    static func world(image: String, isReal: Bool) throws -> World {
        var cloud = Cloud()
        func add(_ bytes: [UInt8], _ file: String, _ context: String) throws {
            var reader = YAMLReader(file: file)
            for document in try reader.read(bytes) { try cloud.add(document, file: file, context: context) }
        }
        let folder = PeerScript.top.appending(path: "scenarios/clusters/small").path
        for file in try FileTree.files(at: folder, limits: FileLimits()) {
            try add(try file.bytes(), file.path, file.relativePath)
        }
        try add(Array(spare(image: image).utf8), "spare.yaml", "spare.yaml")
        cloud.noteUnmodelled()
        var options = ImportOptions(
            target: nil, calendar: Simulation.Calendar(epochUnixSeconds: 1_767_477_600))
        options.stays = true
        var template = try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options)
        if isReal { template.realBMCs = [host] }
        return World(template, seed: 7)
    }

    private static func spare(image: String) -> String {
        """
        apiVersion: kaas.mirantis.com/v1alpha1
        kind: BareMetalHostCredential
        metadata: {name: spare-credentials, namespace: mosk}
        spec: {username: a, password: {value: b}}
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHost
        metadata: {name: \(host), namespace: mosk}
        spec:
          online: true
          automatedCleaningMode: disabled
          bootMACAddress: "52:54:00:00:00:01"
          bmc: {address: "10.0.0.9:623", credentialsName: spare-credentials}
          image: {url: "\(image)", checksum: x}
        status: {provisioning: {state: ""}}
        """
    }
}
