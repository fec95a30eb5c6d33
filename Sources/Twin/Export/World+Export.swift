import Controllers
public import Kubernetes
public import Simulation

extension World {
    /// The objects of one kind in one cluster, as `kubectl get -o yaml` gives them.
    public struct ExportedKind: Sendable {
        /// The cluster.
        public var home: CloudObject.Home
        /// The kind.
        public var info: KindInfo
        /// The objects, by namespace and name.
        public var items: [Value]

        /// The name of a file for them: kind and group in small letters.
        public var fileName: String {
            (info.kind + (info.group.isEmpty ? "" : "." + info.group)).lowercased() + ".yaml"
        }

        /// Lists of the objects, in order: several, since a reader holds one document at a time.
        public var lists: [Value] {
            stride(from: 0, to: items.count, by: Self.listCount).map { start in
                HomeContext.list(Array(items[start..<min(start + Self.listCount, items.count)]), home: home)
            }
        }

        /// How many objects a List has at most: as many as `kubectl` asks for at a time.
        /// Source: kubernetes/kubectl pkg/cmd/get (`--chunk-size` 500).
        private static let listCount = 500
    }

    /// The newest entry of the journal.
    public var lastEntry: EntryID {
        // Mutating, as what an optimised build (Swift 6.3) reads otherwise is a copy of the whole.
        mutating get { state.substrate.kernel.journal.last }
    }

    /// All objects of all clusters at present, the management cluster's first, by kind; never empty kinds.
    /// Secrets are left out, though the twin never has more of them than marks.
    public borrowing func exported() -> [ExportedKind] {
        var kinds: [ExportedKind] = []
        for (cluster, home) in [CloudObject.Home.management, .mosk].enumerated() {
            let store = state.substrate.stores[cluster]
            var found: [ExportedKind] = []
            for kind in store.kinds {
                let info = state.substrate.kinds.info(kind)
                if info.kind == "Secret" && info.group.isEmpty { continue }
                let objects = store.list(kind).sorted { left, right in
                    let (left, right) = (left.metadata, right.metadata)
                    return (left.namespace, left.name) < (right.namespace, right.name)
                }
                guard !objects.isEmpty else { continue }
                found.append(ExportedKind(home: home, info: info, items: objects.map { $0.encoded() }))
            }
            // As a folder of them is listed, so that both forms are the same cloud.
            kinds += found.sorted { $0.fileName < $1.fileName }
        }
        return kinds
    }
}
