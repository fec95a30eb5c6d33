import Kubernetes
import Testing

@Suite struct TimestampTests {
    static let instants: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-28T21:00:00Z", 1_795_899_600),
        ("2026-11-28T22:00:00+01:00", 1_795_899_600), ("2000-02-29T12:00:00Z", 951_825_600),
        ("1969-12-31T23:59:59Z", -1), ("2026-11-28T21:00:00.75Z", 1_795_899_600),
    ]

    @Test(arguments: instants)
    func aDateTimeIsReadToTheSecond(text: String, seconds: Int64) throws {
        #expect(try Timestamp(value: .string(text)) == Timestamp(unixSeconds: seconds))
    }

    @Test(arguments: [0, 1, -1, 951_825_600, 1_795_899_600, 253_402_300_799] as [Int64])
    func whatIsPrintedIsReadAgain(seconds: Int64) throws {
        let time = Timestamp(unixSeconds: seconds)
        #expect(try Timestamp(value: .string(time.text)) == time)
    }

    @Test func theTextIsUTC() {
        #expect(Timestamp(unixSeconds: 1_795_899_600).text == "2026-11-28T21:00:00Z")
    }

    @Test(arguments: [
        "", "now", "2026-11-28", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-28T24:00:00Z",
        "2026-11-28T21:00:00", "2026-11-28T21:00:00Zz", "2026-11-28T21:00:00+1:00",
    ])
    func badTextIsAnErrorWithItsPlace(text: String) throws {
        let value = try parseYAML("at: \"\(text)\"")
        let error = try #require(throws: FieldError.self) {
            _ = try Timestamp(value: try #require(value["at"]))
        }
        #expect(error.position.isKnown)
        #expect(error.problem.contains("RFC 3339"))
    }

    @Test func aNumberIsNoTimestamp() {
        #expect(throws: FieldError.self) { _ = try Timestamp(value: .int(5)) }
    }

    @Test func anImportedTimestampKeepsItsText() throws {
        for (text, seconds) in Self.instants {
            let time = Timestamp(unixSeconds: seconds)
            #expect(time.encoded(over: .string(text)).string == text)
            #expect(Timestamp(unixSeconds: seconds + 1).encoded(over: .string(text)).string != text)
        }
    }

    @Test func earlierComesFirst() {
        #expect(Timestamp(unixSeconds: -5) < Timestamp(unixSeconds: 5))
    }
}
