public import Kubernetes

/// The objects of a cloud as they were read: redacted, told apart by kind, given to their home clusters.
public struct Cloud: Sendable {
    /// The objects, in the order read.
    public private(set) var objects: [CloudObject] = []
    /// What the OpenStack client has listed, in the order read.
    public private(set) var listings: [OpenStackListing] = []
    /// What is worth telling the user: kinds that are not modelled, what was made up.
    public var notes: [String] = []
    /// SHA-256 over the canonical JSON of the redacted objects, then of the listings, wherever those stood
    /// among them: part of every run's versions.
    public var digest: SHA256 {
        var digest = objectDigest
        for listing in listings { digest.update(CanonicalJSON.bytes(of: listing.value)) }
        return digest
    }
    private var objectDigest = SHA256()
    private var strings = StringPool()
    private var redactor = Redactor()
    private var unknown: [(kind: String, count: Int)] = []
    private var unknownFields = UnknownFields()
    private var seen: [String: Int] = [:]
    /// Objects of kinds found in several clusters whose folder says nothing that is known yet.
    private var waiting: [(object: CloudObject, context: String)] = []
    private var repeated = 0
    let kinds = KindTable()

    /// No objects.
    public init() {}

    /// Takes in one document of `file`. `context` is the path that it came from, below what the user named:
    /// it tells the cluster of kinds that are found in several, see `HomeContext`. A List may say it
    /// itself.
    public mutating func add(_ document: Value, file: String, context: String) throws(CloudError) {
        if document.list != nil, takeListing(document, file: file) { return }
        guard document.fields != nil else {
            throw CloudError(
                file: file, line: Int(document.position.line), column: Int(document.position.column),
                problem: "expected a Kubernetes object, found \(document.kindName)",
                hint: "each document needs apiVersion, kind and metadata.name")
        }
        let kind = try text(document, "kind", file)
        let apiVersion = try text(document, "apiVersion", file)
        if kind.hasSuffix("List"), let items = document["items"] {
            guard let items = items.isNull ? [] : items.list else {
                throw CloudError(FieldError.expected("a list", found: items).inside("items"), file: file)
            }
            let context = HomeContext.own(of: document) ?? context
            for item in items {
                var item = item
                // Items of a typed list may leave kind and version to the list.
                if item["kind"] == nil, kind != "List" {
                    item["kind"] = .string(String(kind.dropLast(4)))
                    item["apiVersion"] = .string(apiVersion)
                }
                try add(item, file: file, context: context)
            }
            return
        }
        guard let metadata = document["metadata"], metadata.fields != nil else {
            throw CloudError(
                file: file, line: Int(document.position.line), column: Int(document.position.column),
                problem: "the \(kind) has no metadata", hint: "add metadata.name")
        }
        guard let name = metadata["name"] else {
            throw CloudError(
                file: file, line: Int(metadata.position.line), column: Int(metadata.position.column),
                problem: "the \(kind) has no metadata.name", hint: "add metadata.name")
        }
        try ObjectNames.check(name, "name", file)
        if let namespace = metadata["namespace"], !namespace.isNull, namespace.string != "" {
            try ObjectNames.check(namespace, "namespace", file)
        }
        try ObjectNames.check(kind: document["kind"], apiVersion: document["apiVersion"], file)
        try take(document, kind: kind, apiVersion: apiVersion, file: file, context: context)
    }

    /// Takes in what the OpenStack client has printed; false when it is something else.
    private mutating func takeListing(_ document: Value, file: String) -> Bool {
        if document.list?.isEmpty ?? false { return OpenStackListing.isCalled(file) }
        guard let listing = OpenStackListing(document, file: file) else { return false }
        listings.append(listing)
        return true
    }

    private mutating func take(
        _ document: Value, kind: String, apiVersion: String, file: String, context: String
    ) throws(CloudError) {
        let modelled = kinds.find(apiVersion: apiVersion, kind: kind).map { kinds.info($0) }
        let info =
            modelled
            ?? KindInfo(
                apiVersion: apiVersion, kind: kind,
                isNamespaced: document["metadata"]?["namespace"] != nil, home: Self.home(apiVersion, kind))
        if modelled == nil { note(kind) }
        let redacted = redactor.redact(modelled == nil ? document : strings.share(document))
        var object = CloudObject(value: redacted, info: info, home: .management, file: file)
        switch info.home {
        case .management: break
        case .mosk: object.home = .mosk
        case .everywhere:
            guard let home = HomeContext.home(context) else {
                if modelled == nil { object.pack() }
                waiting.append((object, context))
                return
            }
            object.home = home
        }
        try insert(object)
    }

    private mutating func insert(_ object: CloudObject) throws(CloudError) {
        let kind = object.info.kind
        let identity = "\(object.home)/\(object.info.group)/\(kind)/\(object.namespace)/\(object.name)"
        if let index = seen[identity] {
            let twin = objects[index]
            // Dumps have the same thing alone and in a list.
            if twin.file != object.file,
                CanonicalJSON.bytes(of: twin.value) == CanonicalJSON.bytes(of: object.value)
            {
                repeated += 1
                return
            }
            throw object.error(
                "\(kind) \(object.name) is given twice",
                hint: "the first one is at \(twin.file):\(twin.value.position.line)")
        }
        objectDigest.update(CanonicalJSON.bytes(of: object.value))
        seen[identity] = objects.count
        var object = object
        if kinds.find(apiVersion: object.info.apiVersion, kind: kind) != nil {
            unknownFields.look(at: object)
        } else {
            object.pack()
        }
        objects.append(object)
    }

    /// Gives the objects that wait for it their clusters: a folder called as a Cluster that is not the
    /// management cluster's means that one. Must be called once all is read.
    public mutating func placeWaiting() throws(CloudError) {
        guard !waiting.isEmpty else { return }
        let clusters = objects.filter { $0.info.kind == "Cluster" && !$0.isManagementCluster }.map(\.name)
        for (object, context) in waiting {
            var object = object
            object.home =
                HomeContext.folders(context).contains(where: clusters.contains) ? .mosk : .management
            try insert(object)
        }
        waiting = []
    }

    /// A document without its secrets, numbered as those of the objects are.
    public mutating func redacted(_ document: Value) -> Value { redactor.redact(document) }

    /// Changes documents; `body` answers the new one or nil. Answers how many were changed.
    mutating func replaceObjects(_ body: (CloudObject) -> Value?) -> Int {
        var count = 0
        for index in objects.indices {
            guard let value = body(objects[index]) else { continue }
            objects[index].value = value
            objectDigest.update(CanonicalJSON.bytes(of: value))
            count += 1
        }
        return count
    }

    /// Adds notes about the kinds and fields that are kept but not modelled.
    public mutating func noteUnmodelled() {
        if !unknown.isEmpty {
            let kinds = unknown.map { "\($0.kind) (\($0.count))" }
            notes.append("kept as they are, not modelled: \(kinds.joined(separator: ", "))")
        }
        notes += unknownFields.notes
        if repeated > 0 {
            notes.append("\(repeated) objects are in more than one file, all alike: taken once")
        }
    }

    private mutating func note(_ kind: String) {
        if let index = unknown.firstIndex(where: { $0.kind == kind }) {
            unknown[index].count += 1
        } else {
            unknown.append((kind, 1))
        }
    }

    private func text(_ document: Value, _ key: String, _ file: String) throws(CloudError) -> String {
        guard let value = document[key] else {
            let nearest = NearestName.find(key, among: document.fields?.map(\.key) ?? [])
            throw CloudError(
                file: file, line: Int(document.position.line), column: Int(document.position.column),
                problem: "the document has no \(key)",
                hint: nearest.map { "is '\($0)' meant to be '\(key)'?" } ?? "it must be a Kubernetes object")
        }
        guard let text = value.string, !text.isEmpty else {
            throw CloudError(
                FieldError.expected(
                    value.string == nil ? "a string" : "a string that is not empty", found: value
                )
                .inside(key), file: file)
        }
        return text
    }

    /// Where kinds that are not modelled live, by group.
    private static func home(_ apiVersion: String, _ kind: String) -> KindInfo.Home {
        switch KindInfo(apiVersion: apiVersion, kind: kind, home: .everywhere).group {
        case "kaas.mirantis.com", "cluster.k8s.io", "metal3.io", "ipam.mirantis.com", "iam.mirantis.com",
            "diagnostic.mirantis.com":
            .management
        case "lcm.mirantis.com":
            ["LCMClusterUpgradeStatus", "LCMMachineAgentUpgradeStatus"].contains(kind) ? .management : .mosk
        default: .everywhere
        }
    }
}
