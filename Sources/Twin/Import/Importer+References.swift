import Controllers
import Kubernetes

extension Importer {
    /// Checks what machines and cluster name: profiles, L2Templates and public keys. Where the input has none
    /// of a kind, what is named is made up; where it has some, a wrong name is an error.
    mutating func checkReferences(_ cluster: CloudObject, _ machines: MachineList) throws(CloudError) {
        let (profiles, templates) = (all(BareMetalHostProfile.self, 0), all(L2Template.self, 0))
        var missing: [ObjectReference] = []
        for entry in machines.entries {
            let value = entry.object.value.at("spec", "providerSpec", "value")
            if var reference = entry.machine.spec.provider.bareMetalHostProfile, !reference.name.isEmpty {
                reference.namespace = reference.namespace ?? entry.object.namespace
                let names = profiles.filter { $0.metadata.namespace == reference.namespace }.map(
                    \.metadata.name)
                if profiles.isEmpty {
                    if !missing.contains(reference) { missing.append(reference) }
                } else if !names.contains(reference.name) {
                    throw unknown(
                        "BareMetalHostProfile", reference.name, names, entry.object,
                        value?.at("bareMetalHostProfile", "name"))
                }
            }
            if let name = entry.machine.spec.provider.l2TemplateSelector?.name, !name.isEmpty,
                !templates.isEmpty
            {
                let names = templates.filter { $0.metadata.namespace == entry.object.namespace }
                    .map(\.metadata.name)
                if !names.contains(name) {
                    throw unknown(
                        "L2Template", name, names, entry.object, value?.at("l2TemplateSelector", "name"))
                }
            }
        }
        for reference in missing {
            try put(
                BareMetalHostProfile(
                    metadata: ObjectMeta(name: reference.name, namespace: reference.namespace ?? "")), 0)
        }
        if !missing.isEmpty {
            notes.append(
                "the input has no BareMetalHostProfile: those that Machines name are taken to fit every host")
        }
        try checkKeys(cluster)
    }

    private mutating func checkKeys(_ cluster: CloudObject) throws(CloudError) {
        guard let object = find(Cluster.self, cluster.name, namespace: cluster.namespace, 0) else { return }
        let keys = all(PublicKey.self, 0)
        var isMadeUp = false
        for (index, reference) in object.spec.provider.publicKeys.enumerated() where !reference.name.isEmpty {
            let namespace = reference.namespace ?? cluster.namespace
            let names = keys.filter { $0.metadata.namespace == namespace }.map(\.metadata.name)
            guard !names.contains(reference.name) else { continue }
            guard keys.isEmpty else {
                let list = cluster.value.at("spec", "providerSpec", "value", "publicKeys")?.list ?? []
                throw unknown(
                    "PublicKey", reference.name, names, cluster,
                    index < list.count ? list[index]["name"] : nil)
            }
            if find(PublicKey.self, reference.name, namespace: namespace, 0) == nil {
                try put(PublicKey(metadata: ObjectMeta(name: reference.name, namespace: namespace)), 0)
            }
            isMadeUp = true
        }
        if isMadeUp {
            notes.append("the input has no PublicKey: those that the Cluster names are taken to be there")
        }
    }

    private func unknown(
        _ kind: String, _ name: String, _ known: [String], _ object: CloudObject, _ place: Value?
    ) -> CloudError {
        object.error(
            "\(object.info.kind) \(object.name) names \(kind) \(name), which does not exist",
            hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                ?? "add the \(kind) to its namespace, or take the name out", at: place)
    }
}
