import Kubernetes
import Testing

@Suite struct LabelSelectorTests {
    /// Selector, labels, whether they match.
    static let table: [(String, StringMap, Bool)] = [
        ("{}", [:], true),
        ("{}", ["a": "1"], true),
        ("{matchLabels: {a: '1'}}", ["a": "1", "b": "2"], true),
        ("{matchLabels: {a: '1'}}", ["a": "2"], false),
        ("{matchLabels: {a: '1'}}", [:], false),
        ("{matchLabels: {a: ''}}", [:], false),
        ("{matchLabels: {a: ''}}", ["a": ""], true),
        ("{matchLabels: {a: '1', b: '2'}}", ["a": "1"], false),
        ("{matchLabels: {a: '1', b: '2'}}", ["b": "2", "a": "1"], true),
        ("{matchExpressions: [{key: a, operator: In, values: ['1', '2']}]}", ["a": "2"], true),
        ("{matchExpressions: [{key: a, operator: In, values: ['1', '2']}]}", ["a": "3"], false),
        ("{matchExpressions: [{key: a, operator: In, values: ['1', '2']}]}", [:], false),
        ("{matchExpressions: [{key: a, operator: In, values: ['']}]}", [:], false),
        ("{matchExpressions: [{key: a, operator: NotIn, values: ['1', '2']}]}", ["a": "2"], false),
        ("{matchExpressions: [{key: a, operator: NotIn, values: ['1', '2']}]}", ["a": "3"], true),
        ("{matchExpressions: [{key: a, operator: NotIn, values: ['1', '2']}]}", [:], true),
        ("{matchExpressions: [{key: a, operator: Exists}]}", ["a": ""], true),
        ("{matchExpressions: [{key: a, operator: Exists}]}", ["b": "1"], false),
        ("{matchExpressions: [{key: a, operator: DoesNotExist}]}", ["a": ""], false),
        ("{matchExpressions: [{key: a, operator: DoesNotExist}]}", ["b": "1"], true),
        (
            "{matchExpressions: [{key: a, operator: Exists}, {key: b, operator: DoesNotExist}]}", ["a": "1"],
            true
        ),
        (
            "{matchExpressions: [{key: a, operator: Exists}, {key: b, operator: DoesNotExist}]}",
            ["a": "1", "b": "1"], false
        ),
        ("{matchLabels: {a: '1'}, matchExpressions: [{key: b, operator: Exists}]}", ["a": "1"], false),
        (
            "{matchLabels: {a: '1'}, matchExpressions: [{key: b, operator: Exists}]}", ["a": "1", "b": ""],
            true
        ),
    ]

    @Test(arguments: table)
    func aSelectorMatchesAsInKubernetes(selector: String, labels: StringMap, matches: Bool) throws {
        #expect(try LabelSelector(value: try parseYAML(selector)).matches(labels) == matches)
    }

    @Test func onlyASelectorWithoutPartsIsEmpty() throws {
        #expect(LabelSelector().isEmpty)
        #expect(!LabelSelector(matchLabels: ["a": "1"]).isEmpty)
        #expect(try !LabelSelector(value: try parseYAML("{matchExpressions: [{key: a}]}")).isEmpty)
    }

    @Test func anUnknownOperatorIsAnError() throws {
        let value = try parseYAML("{matchExpressions: [{key: a, operator: Near}]}")
        let error = try #require(throws: FieldError.self) { _ = try LabelSelector(value: value) }
        #expect(error.path == "matchExpressions[0].operator")
    }
}
