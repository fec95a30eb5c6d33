public import Kubernetes

extension L2Template {
    /// The template of a machine: the one that its selector names or whose label it names, else the default
    /// one of its cluster, else the first one of its cluster, else one that is for every cluster. Nil when
    /// there is none.
    ///
    /// Source: pages "L2Template" and "Mandatory parameters of L2 templates"; that the first of several
    /// stands in for a missing default is a guess.
    public static func choose(
        _ selector: L2TemplateSelector?, cluster: String, namespace: String, among templates: [L2Template]
    ) -> L2Template? {
        let own = templates.filter { $0.metadata.namespace == namespace && !$0.metadata.isDeleting }
            .sorted { $0.metadata.name < $1.metadata.name }
        if let selector, !selector.name.isEmpty { return own.first { $0.metadata.name == selector.name } }
        let ofCluster = own.filter { template in
            (template.metadata.labels[Label.clusterName] ?? template.spec.clusterRef) == cluster
        }
        if let selector, !selector.label.isEmpty {
            return ofCluster.first { $0.metadata.labels[selector.label] != nil }
                ?? own.first { $0.metadata.labels[selector.label] != nil }
        }
        return ofCluster.first { $0.metadata.labels[Label.defaultForCluster] != nil } ?? ofCluster.first
            ?? own.first {
                $0.metadata.labels[Label.clusterName] == nil
                    && ($0.spec.clusterRef.isEmpty || $0.spec.clusterRef == "default")
            }
    }

    /// How many network cards it needs; 0 for one that can't be read.
    public var cardCount: Int {
        do throws(NetworkProblem) { return try NetplanTemplate(spec.npTemplate).cardCount } catch { return 0 }
    }

    /// The template of a cluster that has none: one interface with an address of the LCM network.
    ///
    /// Source: page "L2Template" (by default a single interface is configured).
    static func single(_ subnet: Subnet) -> L2Template {
        var template = L2Template(metadata: ObjectMeta(name: "", namespace: subnet.metadata.namespace))
        var entry = L3LayoutEntry()
        entry.subnetName = subnet.metadata.name
        entry.scope = "namespace"
        template.spec.l3Layout = [entry]
        template.spec.autoIfMappingPrio = ["provision"]
        template.spec.npTemplate = """
            version: 2
            ethernets:
              {{ nic 0 }}:
                dhcp4: false
                addresses: [{{ ip "0:\(subnet.metadata.name)" }}]

            """
        return template
    }
}
