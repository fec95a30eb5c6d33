import JSON
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String, _ limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
        try JSONReader.value(Array(text.utf8), limits: limits)
    }

    private func message(_ text: String, _ limits: JSONLimits = JSONLimits()) -> String? {
        do throws(JSONError) { _ = try read(text, limits) } catch { return error.message }
        return nil
    }

    @Test func valuesAreRead() throws {
        let value = try read(
            " {\"a\":[1,-2,0,1.5,1e3,true,false,null,\"x\"],\"b\":{},\"c\":[],\"\":0} \r\n")
        #expect(
            value["a"]
                == .array([
                    .number("1"), .number("-2"), .number("0"), .number("1.5"), .number("1e3"), .bool(true),
                    .bool(false), .null, .string("x"),
                ]))
        #expect(value["b"] == .object([:]) && value["c"] == .array([]) && value["d"] == nil)
        #expect(value.members?.map(\.name) == ["", "a", "b", "c"] && value["a"]?.members == nil)
        #expect(try read("\u{feff}1") == .number("1"))
    }

    @Test func escapesAreRead() throws {
        let text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\""
        #expect(try read(text).string == "\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600}")
        #expect(try read("\"plain, then \\n\"").string == "plain, then \n" && read("1").string == nil)
    }

    @Test(
        arguments: [
            ("1", 1, 1000), ("-2.5", nil, -2500), ("1e3", 1000, 1_000_000), ("1.9999", nil, 1999),
            ("9223372036854775807", .max, nil), ("9223372036854775808", nil, nil), ("1e300", nil, nil),
            ("30.0", 30, 30000),
        ] as [(String, Int64?, Int64?)])
    func numbersHaveAPlaceInIntegersOrNone(text: String, whole: Int64?, thousandths: Int64?) throws {
        #expect(try read(text).whole == whole && read(text).thousandths == thousandths)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "01", "-", "1.",
        ".5", "1e", "+1", "nul", "truee", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\udc00\"", "\"\t\"", "1 2", "[1 2]", "NaN", "{\"a\":1}}", "\"a\\", "\"\\u00g0\"", "[1,,2]",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(message(text) != nil)
    }

    @Test func refusalsSayWhatAndWhere() {
        #expect(message("{\"a\":1,\"a\":2}") == "a field twice at byte 7")
        #expect(message("<html>") == "a `<`, as of HTML at byte 0")
        #expect(message("{\"a\": 1} x") == "more after the value at byte 9")
        #expect(message("{\"a\": ") == "the end at byte 6")
    }

    @Test func boundsAreKept() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let limits = JSONLimits(depth: 16, members: 1000, bytes: 100_000)
        _ = try read(nested(16), limits)
        #expect(message(nested(17), limits) == "nested deeper than 16 at byte 16")
        #expect(message(nested(30_000), limits) == "nested deeper than 16 at byte 16")
        func list(_ count: Int) -> String {
            "[" + Array(repeating: "1", count: count).joined(separator: ",") + "]"
        }
        _ = try read(list(1000), limits)
        #expect(message(list(1001), limits) == "more than 1000 values in one at byte 2001")
        func object(_ count: Int) -> String {
            "{" + (0..<count).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        }
        _ = try read(object(1000), limits)
        #expect(message(object(1001), limits)?.hasPrefix("more than 1000 values in one") == true)
        #expect(message("\"" + String(repeating: "a", count: 100_000) + "\"", limits) != nil)
        #expect(throws: JSONError.self) { try JSONReader.value([0x22, 0xff, 0x22]) }
    }

    @Test func whatIsWrittenIsRead() throws {
        let value = JSONValue.object([
            "b": .array([.null, .bool(true), .number("1.50")]), "a": .string("\"\\\u{1}\u{e9}"),
        ])
        #expect(value.text == "{\"a\":\"\\\"\\\\\\u0001\u{e9}\",\"b\":[null,true,1.50]}")
        #expect(try read(value.text) == value)
    }
}
