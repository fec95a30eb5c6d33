import Foundation
import Kubernetes
import Simulation
import Testing

/// Every object of the files that the project was given must survive import and export.
@Suite struct InputObjectsTests {
    @Test(
        .enabled(if: SharedInputsTests.folder != nil, "TWIN_SHARED names no folder of inputs"),
        arguments: SharedInputsTests.files)
    func importThenExportKeepsEveryDocument(file: String) throws {
        let folder = try #require(SharedInputsTests.folder)
        var reader = YAMLReader(file: file)
        var kinds = KindTable()
        var names = NameTable()
        for value in try reader.read(Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))) {
            guard let version = value["apiVersion"]?.string, let kind = value["kind"]?.string else {
                continue
            }
            let id =
                kinds.find(apiVersion: version, kind: kind)
                ?? kinds.add(KindInfo(apiVersion: version, kind: kind, home: .everywhere))
            let name = names.intern(value.at("metadata", "name")?.string ?? "")
            let key = ObjectKey(kind: id, namespace: .empty, name: name)
            let stored = try kinds.make(value, key: key)
            let back = stored.encoded()
            #expect(back == value)
            #expect(valueOutline(back) == valueOutline(value))
            #expect(YAMLWriter().write(back) == YAMLWriter().write(value))
            #expect(stored.metadata.name == value.at("metadata", "name")?.string ?? "")
        }
    }
}
