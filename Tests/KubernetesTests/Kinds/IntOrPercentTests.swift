import Kubernetes
import Testing

@Suite struct IntOrPercentTests {
    /// What, of how many, how many that is: rounded up.
    static let table: [(IntOrPercent, Int64, Int64)] = [
        (.count(2), 5, 2), (.count(0), 5, 0), (.count(7), 5, 7), (.percent(50), 4, 2), (.percent(50), 5, 3),
        (.percent(1), 1, 1), (.percent(0), 9, 0), (.percent(100), 3, 3), (.percent(33), 3, 1),
        (.percent(34), 3, 2), (.percent(150), 2, 3), (.percent(50), 0, 0),
    ]

    @Test(arguments: table)
    func sharesAreRoundedUp(what: IntOrPercent, total: Int64, result: Int64) {
        #expect(what.of(total) == result)
    }

    @Test func anEnormousShareDoesNotTrap() {
        #expect(IntOrPercent.percent(.max).of(.max) == .max)
    }

    @Test func bothFormsAreRead() throws {
        #expect(try IntOrPercent(value: .int(3)) == .count(3))
        #expect(try IntOrPercent(value: .string("30%")) == .percent(30))
    }

    @Test(arguments: ["\"3\"", "\"%\"", "\"3.5%\"", "\"-5%\"", "\"+5%\"", "\" 5%\"", "1.5", "[]", "true"])
    func anythingElseIsAnError(text: String) throws {
        let value = try parseYAML("a: \(text)")
        #expect(throws: FieldError.self) { _ = try IntOrPercent(value: try #require(value["a"])) }
    }

    @Test(arguments: ["3", "0x3", "\"50%\"", "'050%'", "50%"])
    func whatWasReadIsWrittenAsItWas(text: String) throws {
        let value = try parseYAML("a: \(text)\n")
        let base = try #require(value["a"])
        let written = Value.map(["a": try IntOrPercent(value: base).encoded(over: base)])
        #expect(YAMLWriter().write(written) == "a: \(text)\n")
        #expect(try IntOrPercent(value: IntOrPercent.percent(7).encoded(over: base)) == .percent(7))
        #expect(try IntOrPercent(value: IntOrPercent.count(7).encoded(over: base)) == .count(7))
    }
}
