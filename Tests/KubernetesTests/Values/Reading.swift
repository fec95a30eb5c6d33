import Kubernetes
import Testing

/// The only document of a text.
func parseYAML(_ text: String, limits: YAMLLimits = YAMLLimits()) throws -> Value {
    var reader = YAMLReader(file: "test.yaml", limits: limits)
    let documents = try reader.read(text)
    return try #require(documents.count == 1 ? documents.first : nil)
}

/// The error of reading bytes that must not be readable.
func yamlProblem(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) throws -> YAMLError {
    var reader = YAMLReader(file: "test.yaml", limits: limits)
    return try #require(throws: YAMLError.self) { _ = try reader.read(bytes) }
}

/// The error of reading a text that must not be readable.
func yamlProblem(_ text: String, limits: YAMLLimits = YAMLLimits()) throws -> YAMLError {
    try yamlProblem(Array(text.utf8), limits: limits)
}

/// Every key and scalar in order, so that a comparison also sees order and text.
func valueOutline(_ value: Value, depth: Int = 0) -> [String] {
    switch value.node {
    case .scalar(let scalar): return ["\(depth) =\(scalar.text)"]
    case .list(let elements):
        return ["\(depth) list"] + elements.flatMap { valueOutline($0, depth: depth + 1) }
    case .map(let fields):
        return ["\(depth) map"]
            + fields.flatMap { ["\(depth) \($0.key)"] + valueOutline($0.value, depth: depth + 1) }
    }
}
