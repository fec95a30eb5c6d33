import Foundation

/// A folder of one test, deleted at its end.
final class ScratchFolder {
    private let place: URL

    init() throws {
        place = FileManager.default.temporaryDirectory.appendingPathComponent("twin-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: place) } catch {
            print("left behind: \(place.path): \(error)")
        }
    }

    /// The path of a name in the folder.
    func path(_ name: String) -> String { place.appendingPathComponent(name).path }

    /// The same as a URL.
    func url(_ name: String) -> URL { place.appendingPathComponent(name) }

    /// Writes a file and answers its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String { try write(Data(text.utf8), to: name) }

    /// Writes a file and answers its path.
    @discardableResult
    func write(_ data: Data, to name: String) throws -> String {
        try data.write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    /// An empty file.
    func file() throws -> URL { URL(fileURLWithPath: try write("", to: UUID().uuidString)) }

    /// A copy of the example cloud with another file in it.
    func cloud(with file: Data, named name: String = "x.yaml") throws -> String {
        let copy = path("cloud")
        try FileManager.default.copyItem(atPath: TwinProcess.cloud, toPath: copy)
        try write(file, to: "cloud/\(name)")
        return copy
    }

    /// The names in a folder below, or none when there is no such folder.
    func names(in name: String) throws -> [String] {
        FileManager.default.fileExists(atPath: path(name))
            ? try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted() : []
    }

    /// A copy of the example cloud with another document in it.
    func cloud(with text: String) throws -> String { try cloud(with: Data(text.utf8)) }
}
