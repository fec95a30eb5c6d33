import Controllers
import Foundation
import Simulation
import Testing

/// The table of rhythms that people read is the one in the code.
@Suite struct RhythmTableTests {
    static let file =
        String(#filePath.dropLast("/Tests/TwinTests/Rhythms/RhythmTableTests.swift".count))
        + "/docs/model/rhythms.md"

    @Test func documentHasEachRhythmWithItsOwnerAndPeriod() throws {
        let lines = try String(contentsOfFile: Self.file, encoding: .utf8).split(separator: "\n")
        var found: [String: (owner: String, period: SimDuration?, isGuess: Bool)] = [:]
        var isGuess = false
        for line in lines where line.hasPrefix("| ") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5, cells[0] != "Rhythm", !cells[0].hasPrefix("-") else { continue }
            let names = cells[0].components(separatedBy: ", ")
            let periods = cells[2].components(separatedBy: ", ").map {
                SimDuration($0.replacingOccurrences(of: " min", with: "m").replacing(" ", with: ""))
            }
            if !cells[4].hasPrefix("same") {
                isGuess = cells[4].hasPrefix("guess") || cells[4].hasPrefix("general")
            }
            for (place, name) in names.enumerated() {
                found[name] = (cells[1], periods[min(place, periods.count - 1)], isGuess)
            }
        }
        for rhythm in EstateRhythm.allCases.map(\.rhythm) {
            let row = try #require(found[rhythm.name], "\(rhythm.name) is missing")
            #expect(row.owner == rhythm.owner.rawValue, "\(rhythm.name)")
            #expect(row.period == rhythm.period, "\(rhythm.name)")
            #expect(row.isGuess == (rhythm.certainty == .guess), "\(rhythm.name)")
        }
        #expect(found.count == EstateRhythm.allCases.count)
    }
}
