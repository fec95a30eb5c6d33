import Kubernetes
import Twin

extension Cloud {
    /// The BareMetalHosts, also those that an inventory of theirs stands for.
    var bareMetalHosts: [(namespace: String, name: String)] {
        objects.filter { ["BareMetalHost", "BareMetalHostInventory"].contains($0.info.kind) }
            .map { ($0.namespace, $0.name) }
    }
}
