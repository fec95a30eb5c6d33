public import Kubernetes
public import Twin

extension ScenarioFile {
    /// Objects of another file that the scenario applies.
    public struct Attachment: Sendable {
        /// The path, as the scenario has it.
        public let path: String
        /// The file, for errors.
        public let file: String
        /// What is in it: documents, and the items of Lists.
        public let objects: [Value]
    }

    /// The paths of the files that the scenario applies, each once.
    public var attachedPaths: [Placed<String>] {
        let items = document.spec?.value.timeline ?? []
        let reactions = document.spec?.value.operator?.value.reactions ?? []
        var paths: [Placed<String>] = []
        for part in items.map(\.value.apply) + reactions.map(\.value.apply) {
            guard case .file(let path)? = part?.value, !paths.contains(path) else { continue }
            paths.append(path)
        }
        return paths
    }

    /// Takes in a file that the scenario applies. `path` is how the scenario calls it.
    public mutating func attach(_ bytes: [UInt8], path: String, file: String) throws(CloudError) {
        var reader = YAMLReader(file: file)
        let documents: [Value]
        do throws(YAMLError) { documents = try reader.read(bytes) } catch { throw CloudError(error) }
        let objects = documents.flatMap { document in
            let kind = document["kind"]?.string ?? ""
            return kind.hasSuffix("List") ? document["items"]?.list ?? [] : [document]
        }
        for object in objects where object.fields == nil {
            throw CloudError(.expected("a Kubernetes object", found: object), file: file)
        }
        guard !objects.isEmpty else {
            throw CloudError(file: file, problem: "there is no object in it", hint: "add one to apply")
        }
        attached.append(Attachment(path: path, file: file, objects: objects))
    }

    /// The same scenario with the objects of files in their places, and without the secrets of its data.
    /// `premises` stand for those of its cloud, as many.
    public func prepared(
        premises: [Premise]? = nil, _ redact: (Value) -> Value
    ) throws(CloudError) -> ScenarioFile {
        var whole = value
        if let premises, cloud.set != nil {
            whole["spec"]?["cloud"]?["set"] = .list(premises.map { .string($0.description) })
        }
        let hasFiles = !attachedPaths.isEmpty
        if hasFiles, var items = whole.at("spec", "timeline")?.list {
            for place in items.indices { items[place] = inlined(items[place]) }
            whole["spec"]?["timeline"] = .list(items)
        }
        if hasFiles, var reactions = whole.at("spec", "operator", "reactions")?.list {
            for place in reactions.indices { reactions[place] = inlined(reactions[place]) }
            whole["spec"]?["operator"]?["reactions"] = .list(reactions)
        }
        var file = try ScenarioFile(Self.redacted(whole, redact), file: file)
        file.attached = attached
        return file
    }

    private func inlined(_ item: Value) -> Value {
        guard let path = item["apply"].flatMap({ ApplyPart.file(in: $0) })?.string,
            let attachment = attached.first(where: { $0.path == path })
        else { return item }
        var item = item
        item["apply"] = .list(attachment.objects)
        return item
    }
}
