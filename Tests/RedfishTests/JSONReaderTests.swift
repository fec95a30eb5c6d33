import Testing

@testable import Redfish

@Suite struct JSONReaderTests {
    @Test func valuesAreRead() throws {
        let text = " {\"a\":[1,-2,0,1.5,1e3,true,false,null,\"x\"],\"b\":{},\"c\":[]} "
        let value = try JSONReader.read(Array(text.utf8))
        #expect(
            value["a"]
                == .array([
                    .integer(1), .integer(-2), .integer(0), .number("1.5"), .number("1e3"), .bool(true),
                    .bool(false), .null, .text("x"),
                ]))
        #expect(value["b"] == .object([]) && value["c"] == .array([]) && value["d"] == nil)
        #expect(try JSONReader.read(Array("9223372036854775808".utf8)) == .number("9223372036854775808"))
    }

    @Test func escapesAreRead() throws {
        let text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\""
        #expect(
            try JSONReader.read(Array(text.utf8))
                == .text("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600}"))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "01", "-", "1.",
        ".5", "1e", "+1", "nul", "truee", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\udc00\"", "\"\t\"", "1 2", "[1 2]", "NaN", "{\"a\":1}}",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONReader.Problem.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test func boundsAreKept() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONReader.read(nested(JSONReader.maxDepth))
        #expect(throws: JSONReader.Problem.tooDeep(JSONReader.maxDepth)) {
            try JSONReader.read(nested(JSONReader.maxDepth + 1))
        }
        #expect(throws: JSONReader.Problem.self) { try JSONReader.read(nested(30_000)) }
        #expect(throws: JSONReader.Problem.twice("a")) {
            try JSONReader.read(Array("{\"a\":1,\"a\":2}".utf8))
        }
        #expect(throws: JSONReader.Problem.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
        let long = "[" + Array(repeating: "1", count: JSONReader.maxMembers + 1).joined(separator: ",") + "]"
        #expect(throws: JSONReader.Problem.self) { try JSONReader.read(Array(long.utf8)) }
    }
}
