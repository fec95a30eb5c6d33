public import Kubernetes

/// Which cluster an object of a kind that is found in several belongs to, by where it was read.
public enum HomeContext {
    /// The annotation by which a List says of which cluster its items are: `management` or `mosk`.
    public static let annotation = "twin.rehearsal/cluster"

    private static let mosk: Set<String> = ["mosk", "child", "managed", "workload"]
    private static let management: Set<String> = ["management", "mgmt", "kaas"]

    /// The cluster that a path means: the MOSK cluster where a part of it is `mosk`, `child`, `managed` or
    /// `workload`; the management cluster where one is `management`, `mgmt` or `kaas`, or there is no
    /// folder. Nil of others.
    static func home(_ context: String) -> CloudObject.Home? {
        let parts = context.split(separator: "/").map { $0.lowercased() }
        if parts.contains(where: mosk.contains) { return .mosk }
        if parts.count < 2 || parts.contains(where: management.contains) { return .management }
        return nil
    }

    /// The folders of a path.
    static func folders(_ context: String) -> [String] {
        context.split(separator: "/").dropLast().map(String.init)
    }

    /// What a List says of itself; nil when it says nothing.
    static func own(of list: Value) -> String? {
        list.at("metadata", "annotations", annotation)?.string
    }

    /// A List of objects of one cluster, as `kubectl get -o yaml` gives it, which says so.
    public static func list(_ items: [Value], home: CloudObject.Home) -> Value {
        let metadata: Value = .map([
            "annotations": .map([annotation: .string(home == .mosk ? "mosk" : "management")]),
            "resourceVersion": .string(""),
        ])
        return .map([
            "apiVersion": .string("v1"), "kind": .string("List"), "metadata": metadata, "items": .list(items),
        ])
    }
}
