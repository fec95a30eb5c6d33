import Simulation
import Testing

@testable import Twin

@Suite struct TimingsFileTests {
    /// Reads two timings, the second of which is called `name`.
    private func read(_ name: String) throws -> Catalogue {
        var catalogue = try Catalogue.builtIn()
        let text = """
            timings:
            - {name: pod.start, median: 40s, certainty: exact, source: mine}
            - {\(name)median: 50s, certainty: exact, source: mine}
            """
        try catalogue.read(file: "timings.yaml", Array(text.utf8))
        return catalogue
    }

    @Test func aTimingReplacesTheOneOfItsName() throws {
        let catalogue = try read("name: pod.stop, ")
        for (name, seconds) in [("pod.start", 40), ("pod.stop", 50)] as [(String, Int64)] {
            let found = catalogue.timings.filter { $0.name == name }
            #expect(found.map(\.median.wholeSeconds) == [seconds])
        }
    }

    @Test(arguments: ["", "name: '', "])
    func aTimingWithoutANameIsRefused(name: String) throws {
        let error = #expect(throws: CloudError.self) { try read(name) }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains("timings[1].name: a timing has no name"), "\(told)")
        #expect(told.contains("timings.yaml:3:"), "\(told)")
    }
}
