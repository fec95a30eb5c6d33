import Kubernetes
import Testing

@Suite struct ScalarTypingTests {
    static let table: [(String, ScalarType)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
        ("nUll", .string("nUll")),
        ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("yes", .bool(true)),
        ("Yes", .bool(true)), ("YES", .bool(true)), ("on", .bool(true)), ("On", .bool(true)),
        ("ON", .bool(true)),
        ("y", .bool(true)), ("Y", .bool(true)), ("false", .bool(false)), ("no", .bool(false)),
        ("off", .bool(false)), ("OFF", .bool(false)), ("n", .bool(false)), ("N", .bool(false)),
        ("tRue", .string("tRue")), ("none", .string("none")), ("yess", .string("yess")),
        ("0", .int(0)), ("-0", .int(0)), ("+7", .int(7)), ("42", .int(42)), ("1_000", .int(1000)),
        ("0x1F", .int(31)), ("-0x10", .int(-16)), ("0o17", .int(15)), ("0777", .int(511)), ("0b101", .int(5)),
        ("-0b11", .int(-3)), ("08", .float(8)), ("0x", .string("0x")), ("0xg", .string("0xg")),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .unsigned(9_223_372_036_854_775_808)),
        ("18446744073709551616", .float(18_446_744_073_709_551_616)),
        ("1.5", .float(1.5)), ("-1.5e3", .float(-1500)), ("1e3", .float(1000)), ("1.", .float(1)),
        (".5", .float(0.5)), ("1e999", .string("1e999")), (".", .string(".")), ("1.2.3", .string("1.2.3")),
        (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)),
        ("-", .string("-")), ("1e", .string("1e")), ("inf", .string("inf")), ("nan", .string("nan")),
        ("2001-12-14", .string("2001-12-14")),
        ("2001-12-14t21:59:43.10Z", .string("2001-12-14t21:59:43.10Z")),
        ("10.0.0.1/24", .string("10.0.0.1/24")), ("1:30", .string("1:30")), ("100m", .string("100m")),
        ("1Gi", .string("1Gi")), ("_1", .string("_1")), ("hello", .string("hello")),
    ]

    @Test(arguments: table) func plainTextHasTheTypeThatKubernetesGivesIt(text: String, type: ScalarType) {
        #expect(Scalar(text: text, style: .plain).resolved == type)
    }

    @Test(arguments: [".nan", ".NaN", ".NAN"]) func notANumberIsAFloat(text: String) throws {
        guard case .float(let value) = Scalar(text: text, style: .plain).resolved else {
            Issue.record("no float")
            return
        }
        #expect(value.isNaN)
    }

    @Test(arguments: table) func quotedTextIsAString(text: String, type: ScalarType) {
        for style in [Scalar.Style.singleQuoted, .doubleQuoted, .literal, .folded] {
            #expect(Scalar(text: text, style: style).resolved == .string(text))
        }
    }

    @Test func tagsAreHonoured() throws {
        let value = try parseYAML(
            """
            a: !!str 5
            b: !!int "5"
            c: !!float 5
            d: !!bool 'yes'
            e: !!null ''
            f: !custom 5
            g: !!timestamp 2001-12-14
            h: !!str hello
            i: !!str
            """)
        #expect(value["a"]?.string == "5")
        #expect(value["b"]?.int == 5)
        #expect(value["c"]?.scalar?.resolved == .float(5))
        #expect(value["d"]?.bool == true)
        #expect(value["e"]?.isNull == true)
        #expect(value["f"]?.string == "5")
        #expect(value["g"]?.string == "2001-12-14")
        #expect(value["h"]?.scalar?.tag == Scalar.Tag.none)
        #expect(value["i"]?.string == "")
        let text = YAMLWriter().write(value)
        #expect(try parseYAML(text) == value)
        #expect(YAMLWriter().write(try parseYAML(text)) == text)
    }

    @Test func aTagThatDoesNotFitIsAnErrorWithoutTheValue() throws {
        let error = try yamlProblem("a: !!int secret")
        #expect(error.line == 1)
        #expect(!error.description.contains("secret"))
        #expect(try yamlProblem("a: !!binary aGk=").problem.contains("!!binary"))
    }

    @Test func programStringsStayStrings() {
        for text in ["yes", "5", "null", "", "~", "1e3", ".inf", "0x1"] {
            #expect(Value.string(text).string == text)
            #expect(Value.string(text).bool == nil)
        }
        #expect(Value.string("hello").scalar?.style == .plain)
    }
}
