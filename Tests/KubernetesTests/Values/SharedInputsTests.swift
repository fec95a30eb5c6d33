import Foundation
import Kubernetes
import Testing

/// Every file that the project was given must survive reading and writing.
@Suite struct SharedInputsTests {
    static let folder = ProcessInfo.processInfo.environment["TWIN_SHARED"].map { $0 + "/inputs" }

    static let files: [String] = {
        guard let folder, let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
        let names = walk.compactMap { $0 as? String }
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") || $0.hasSuffix(".json") }
            .sorted()
    }()

    @Test(.enabled(if: folder != nil, "TWIN_SHARED names no folder of inputs"))
    func thereAreInputs() {
        #expect(!SharedInputsTests.files.isEmpty)
    }

    @Test(.enabled(if: folder != nil, "TWIN_SHARED names no folder of inputs"), arguments: files)
    func everyInputComesBackWithKeyOrderTextAndStyle(file: String) throws {
        let folder = try #require(SharedInputsTests.folder)
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
        var reader = YAMLReader(file: file)
        let values = try reader.read(Array(data))
        let text = YAMLWriter().write(values)
        let back = try reader.read(text)
        #expect(back == values)
        #expect(back.map { valueOutline($0) } == values.map { valueOutline($0) })
        #expect(YAMLWriter().write(back) == text)
        for value in values {
            #expect(try parseYAML(CanonicalJSON.text(of: value)) == value)
            #expect(try parseYAML(JSONWriter().write(value)) == value)
        }
    }
}
