import CYAML

extension YAMLDocumentStream {
    /// Puts a copy of an anchored value where its alias stands.
    mutating func alias(at position: SourcePosition) throws(YAMLFault) {
        guard let pointer = event.pointee.data.alias.anchor else { return }
        let name = String(cString: pointer)
        guard let anchor = anchors[name] else {
            throw YAMLFault(
                position, "the alias names no anchor above it in this document",
                "put the anchor (&) at the value meant, or quote text that begins with *")
        }
        guard let value = anchor.value else {
            throw YAMLFault(
                position, "the value of anchor '&\(name)' contains itself",
                "remove the alias '*\(name)' inside it")
        }
        expandedNodes += anchor.nodes
        nodes += anchor.nodes
        expandedBytes += anchor.bytes
        textBytes += anchor.bytes
        if expandedNodes > limits.maxAliasExpansion {
            throw YAMLFault(
                position, "the aliases stand for more than the limit of \(limits.maxAliasExpansion) values",
                "write the values out, as nested aliases grow without bounds")
        }
        if expandedBytes > limits.maxAliasBytes {
            throw YAMLFault(
                position, "the aliases stand for more than the limit of \(limits.maxAliasBytes) bytes",
                "write the values out, or name a shorter text")
        }
        if frames.count + anchor.height > limits.maxDepth {
            throw YAMLDocumentStream.tooDeep(position, limits)
        }
        if frames.last?.expects == .key {
            guard case .scalar(let scalar) = value.node else { throw YAMLDocumentStream.complexKey(position) }
            try key(scalar, at: position)
        } else {
            try add(value, height: anchor.height)
        }
    }

    /// Merges a map, or a list of maps of which earlier ones win, into the map of an open frame.
    mutating func merge(_ value: Value, into frame: Int) throws(YAMLFault) {
        switch value.node {
        case .map(let merged):
            merge(fields: merged, into: frame)
        case .list(let elements):
            for element in elements.reversed() {
                guard case .map(let merged) = element.node else { throw notAMap(element.position) }
                merge(fields: merged, into: frame)
            }
        case .scalar:
            throw notAMap(value.position)
        }
    }

    private mutating func merge(fields merged: [Value.Field], into frame: Int) {
        var keys = frames[frame].merged ?? []
        for field in merged {
            if let index = earlierField(field.key, from: frames[frame].start, in: frame) {
                fields[index].value = field.value
            } else {
                fields.push(field)
            }
            keys.insert(field.key)
        }
        frames[frame].merged = keys
    }

    private func notAMap(_ position: SourcePosition) -> YAMLFault {
        YAMLFault(
            position, "a merge key '<<' has a value that is neither a map nor a list of maps",
            "give it an alias of a map, or quote the key if '<<' is meant as text")
    }

    /// The scalar with the meaning of its tag; unknown tags make a string, as in go-yaml.
    static func apply(
        tag: String, to scalar: Scalar, at position: SourcePosition
    ) throws(YAMLFault) -> Scalar {
        var result = scalar
        switch tag {
        case "tag:yaml.org,2002:str":
            if scalar.text.isEmpty { return Scalar(string: "") }
            result.tag = .string
        case "tag:yaml.org,2002:bool": result.tag = .bool
        case "tag:yaml.org,2002:int": result.tag = .int
        case "tag:yaml.org,2002:float": result.tag = .float
        case "tag:yaml.org,2002:null": result.tag = .null
        case "tag:yaml.org,2002:binary":
            throw YAMLFault(
                position, "the tag !!binary is not supported in Kubernetes files",
                "write the base64 text without the tag")
        default:
            if scalar.style == .plain && !scalar.isString { result.style = .doubleQuoted }
            return result
        }
        let fits =
            switch (result.tag, result.resolved) {
            case (.string, .string), (.bool, .bool), (.int, .int), (.int, .unsigned), (.float, .float),
                (.null, .null):
                true
            default: false
            }
        guard fits else {
            throw YAMLFault(
                position, "the value does not have the type that its tag demands",
                "remove the tag or fix the value")
        }
        if scalar.resolved == result.resolved { result.tag = .none }
        return result
    }
}
