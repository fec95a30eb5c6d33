import Files
import Foundation
import Testing

@Suite struct InputFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func file(_ text: String) throws -> InputFile {
        try directory.put("a.yaml", text)
        return try FileTree.files(at: directory.path)[0]
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 1_000_000])
    func chunksAreTheWholeContent(size: Int) throws {
        let text = String(String(repeating: "0123456789", count: size / 10 + 1).prefix(size))
        let file = try file(text)
        #expect(file.size == size)
        #expect(try file.bytes() == Array(text.utf8))
        var joined: [UInt8] = []
        var largest = 0
        try file.withChunks { (chunk: ArraySlice<UInt8>) in
            #expect(!chunk.isEmpty)
            largest = max(largest, chunk.count)
            joined += chunk
            return true
        }
        #expect(joined == Array(text.utf8))
        #expect(largest <= 262_144)
        var pulled: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1000)
        try file.withReader { pull in
            while true {
                let count = try buffer.withUnsafeMutableBytes { try pull($0) }
                if count == 0 { return }
                pulled += buffer[..<count]
            }
        }
        #expect(pulled == joined)
    }

    @Test func readingStopsWhenTold() throws {
        let file = try file(String(repeating: "x", count: 1_000_000))
        var count = 0
        try file.withChunks { _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test func aFileThatGrewShrankOrWasReplacedIsNoticed() throws {
        for change in ["a: 1\nb: 2\n", "a"] {
            let file = try file("a: 1\n")
            let handle = try #require(FileHandle(forWritingAtPath: file.path))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(change.utf8))
            try handle.close()
            let error = #expect(throws: FileError.self) { try file.bytes() }
            #expect(error?.problem.contains("changed") == true)
        }
        let file = try file("a: 1\n")
        try FileManager.default.moveItem(atPath: file.path, toPath: file.path + ".old")
        #expect(throws: FileError.self) { try file.bytes() }
        #expect(mkfifo(file.path, 0o600) == 0)
        #expect(throws: FileError.self) { try file.bytes() }
    }

    @Test func aSparseGiantIsListedWithoutBeingRead() throws {
        try directory.put("giant.yaml", "")
        #expect(truncate(directory.path + "/giant.yaml", 200 << 20) == 0)
        let file = try FileTree.files(at: directory.path)[0]
        #expect(file.size == 200 << 20)
        try file.withChunks { _ in false }
    }
}
