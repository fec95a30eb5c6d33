import Controllers
import Kubernetes
import Simulation

extension Cloud {
    /// A premise whose value, when it is secret, is replaced as those of the objects are. Throws when no
    /// object is meant, when the twin does not model the field, so that the premise would change nothing, and
    /// when the value has the wrong type.
    public mutating func checked(_ premise: Premise) throws(CloudError) -> Premise {
        try writeDownGroups(meantBy: premise)
        guard let object = objects.first(where: { premise.matches($0) }) else {
            throw CloudError(
                problem: "--set \(premise.kind)/\(premise.name): the cloud has no such object",
                hint: hint(premise))
        }
        do throws(FieldError) { try check(premise.patch, as: object.info) } catch {
            throw CloudError(
                problem: "--set \(premise.kind)/\(premise.name): \(error.path): \(error.problem)",
                hint: error.hint)
        }
        var document = premise.patch
        document["kind"] = .string(object.info.kind)
        var premise = premise
        var leaf: Value? = redacted(document)
        for key in premise.path { leaf = leaf?[key] }
        if let text = leaf?.text { premise.text = text }
        return premise
    }

    /// Writes down the update groups that a premise means where no file has them: the controller makes two
    /// for every cluster.
    mutating func writeDownGroups(meantBy premise: Premise) throws(CloudError) {
        guard premise.kind == UpdateGroupSpec.info.kind.lowercased() else { return }
        let clusters = objects.filter {
            $0.info.kind == ClusterSpec.info.kind && $0.info.group == ClusterSpec.info.group
                && !$0.isManagementCluster
        }
        for object in clusters {
            let cluster: Cluster
            do throws(FieldError) { cluster = try Cluster(value: object.value) } catch {
                throw CloudError(error, file: object.file)
            }
            for group in ClusterController.wantedGroups(of: cluster) {
                let metadata = group.metadata
                let isThere = objects.contains {
                    $0.info.kind == UpdateGroupSpec.info.kind && $0.name == metadata.name
                        && $0.namespace == metadata.namespace
                }
                guard !isThere, premise.name == "*" || premise.name == metadata.name else { continue }
                try add(group.encoded(), file: object.file, context: "")
            }
        }
    }

    private func hint(_ premise: Premise) -> String {
        let kinds = Set(objects.map { $0.info.kind.lowercased() }).sorted()
        guard kinds.contains(premise.kind) else {
            return NearestName.find(premise.kind, among: kinds).map { "did you mean \($0)/\(premise.name)?" }
                ?? "its kinds are \(kinds.joined(separator: ", "))"
        }
        let names = objects.filter { $0.info.kind.lowercased() == premise.kind }.map(\.name)
        return NearestName.find(premise.name, among: names).map { "did you mean \(premise.kind)/\($0)?" }
            ?? "those of the kind are \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? ", ..." : "")"
    }

    /// Throws when a modelled kind has no such field, or a field has another type.
    private func check(_ patch: Value, as info: KindInfo) throws(FieldError) {
        guard let schema = FieldSchema.of(info),
            let kind = kinds.find(apiVersion: info.apiVersion, kind: info.kind)
        else { return }
        _ = try kinds.make(patch, key: ObjectKey(kind: kind, namespace: .empty, name: .empty))
        var first: FieldError?
        schema.forEachUnknown(in: patch) { unknown in
            guard first == nil else { return }
            let known = unknown.known.map(\.name)
            let hint =
                NearestName.find(unknown.field.key, among: known).map { "did you mean '\($0)'?" }
                ?? "the fields here are \(known.joined(separator: ", "))"
            first = FieldError(
                path: unknown.path.joined(separator: "."), position: .none,
                problem: "there is no such field", hint: hint)
        }
        if let first { throw first }
    }
}
