import Kubernetes

/// Fields of modelled kinds that the twin does not know. One that is nearly called as a known field that is
/// missing is probably a slip of the pen; the others are real fields that the twin does not model.
struct UnknownFields: Sendable {
    private struct Slip {
        var kind: String
        var path: [String]
        var text: String
        var count = 1
    }

    /// At most so many slips are told one by one.
    private static let told = 8

    private var slips: [Slip] = []
    private var others: [(kind: String, count: Int)] = []

    /// Looks at an object.
    mutating func look(at object: CloudObject) {
        guard let schema = FieldSchema.of(object.info) else { return }
        schema.forEachUnknown(in: object.value) { unknown in
            let kind = object.info.kind
            if let known = slips.firstIndex(where: { $0.kind == kind && $0.path == unknown.path }) {
                slips[known].count += 1
            } else if let nearest = NearestName.find(unknown.field.key, among: unknown.missing) {
                let place = object.error("", at: unknown.field.keyPosition)
                let text =
                    "\(place)\(kind) \(object.name) has the field \(unknown.path.joined(separator: ".")), "
                    + "which the twin does not know; did you mean \(nearest)?"
                slips.append(Slip(kind: kind, path: unknown.path, text: text))
            } else if let known = others.firstIndex(where: { $0.kind == kind }) {
                others[known].count += 1
            } else {
                others.append((kind, 1))
            }
        }
    }

    /// What is worth telling: one note for each slip, one for all others.
    var notes: [String] {
        var notes = slips.prefix(Self.told).map { slip in
            slip.count == 1 ? slip.text : "\(slip.text) (so in \(slip.count) places)"
        }
        if slips.count > Self.told {
            notes.append("\(slips.count - Self.told) more fields look like slips of the pen")
        }
        if !others.isEmpty {
            let kinds = others.map { "\($0.kind) (\($0.count))" }
            notes.append("fields that are kept as they are, not modelled: \(kinds.joined(separator: ", "))")
        }
        return notes
    }
}
