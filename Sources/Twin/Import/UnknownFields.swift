import Kubernetes

/// Fields of modelled kinds that the twin does not know. One that is nearly called as a known field that is
/// missing is probably a slip of the pen; the others are real fields that the twin does not model.
struct UnknownFields: Sendable {
    private struct Place: Hashable {
        var kind: String
        var path: [String]
    }

    private struct Slip {
        var place: Place
        var text: String
        var count = 1
    }

    /// At most so many slips are told one by one.
    private static let told = 8

    private var slips: [Slip] = []
    /// The known name nearest to each unknown field: the same ones come again and again.
    private var nearest: [Place: String?] = [:]
    private var others: [(kind: String, count: Int)] = []

    /// Looks at an object.
    mutating func look(at object: CloudObject) {
        guard let schema = FieldSchema.of(object.info) else { return }
        schema.forEachUnknown(in: object.value) { unknown in
            let kind = object.info.kind
            let place = Place(kind: kind, path: unknown.path)
            let name = nearest[place] ?? NearestName.find(unknown.field.key, among: unknown.known.map(\.name))
            nearest[place] = .some(name)
            if let name, !unknown.siblings.contains(where: { $0.key == name }) {
                if let known = slips.firstIndex(where: { $0.place == place }) {
                    slips[known].count += 1
                    return
                }
                let position = object.error("", at: unknown.field.keyPosition)
                let text =
                    "\(position)\(kind) \(object.name) has the field \(unknown.path.joined(separator: ".")), "
                    + "which the twin does not know; did you mean \(name)?"
                slips.append(Slip(place: place, text: text))
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
