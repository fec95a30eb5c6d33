import Kubernetes

extension Value {
    /// This value with `other` laid over it: maps are merged, of lists the elements that are missing are
    /// added, all else is replaced.
    ///
    /// Source: Mirantis/rockoon rockoon/layers.py (merge of preset, size and spec). That lists are united is
    /// inferred: specs of real clouds name in features.services what they want beyond the preset.
    func overlaid(with other: Value) -> Value {
        switch (node, other.node) {
        case (.map(let fields), .map(let above)):
            var merged = fields
            for field in above {
                if let index = merged.firstIndex(where: { $0.key == field.key }) {
                    merged[index].value = merged[index].value.overlaid(with: field.value)
                } else {
                    merged.append(field)
                }
            }
            return .map(merged)
        case (.list(let elements), .list(let above)):
            return .list(elements + above.filter { !elements.contains($0) })
        default: return other.isNull ? self : other
        }
    }
}
