import Foundation
import Testing

@testable import Files

@Suite struct ArchiveTests {
    /// What a stream gives: names and contents.
    private func read(
        _ bytes: [UInt8], _ limits: FileLimits = FileLimits()
    ) throws -> [(name: String, text: String)] {
        try Unpacking.files(of: ByteSources.of(bytes), path: "in", limits: limits).map {
            ($0.relativePath, String(decoding: try $0.bytes(), as: UTF8.self))
        }
    }

    private func names(_ bytes: [UInt8]) throws -> [String] { try read(bytes).map(\.name) }

    private func failure(_ bytes: [UInt8], _ limits: FileLimits = FileLimits()) throws -> FileError {
        try #require(throws: FileError.self) { _ = try read(bytes, limits) }
    }

    @Test func membersComeInByteOrderWhateverTheArchivesOrder() throws {
        var tar = TarBuilder()
        for name in ["cloud/", "cloud/mosk/"] { tar.add(name, "", type: "5") }
        for name in ["cloud/mosk/b.yaml", "./cloud/a.json", "cloud/B.yml"] { tar.add(name, "n: \(name)\n") }
        for name in ["cloud/x.log", "cloud/.a.yaml", "cloud/.git/c.yaml", "cloud/in.tar"] { tar.add(name) }
        let expected = ["cloud/B.yml", "cloud/a.json", "cloud/mosk/b.yaml"]
        #expect(try names(tar.archive) == expected)
        #expect(try names(TarBuilder.gzip(tar.archive)) == expected)
        #expect(try read(tar.archive)[2].text == "n: cloud/mosk/b.yaml\n")
        let files = try Unpacking.files(
            of: ByteSources.of(tar.archive), path: "dump.tar", limits: FileLimits())
        #expect(files[0].path == "dump.tar!/cloud/B.yml")
    }

    @Test func longNamesOfEveryDialectAreRead() throws {
        let long = String(repeating: "long/", count: 40) + "name.yaml"
        var tar = TarBuilder()
        tar.add("././@LongLink", long + "\0", type: "L", gnu: true)
        tar.add("cut.yaml", gnu: true)
        tar.records(["path": "pax/é.yaml"])
        tar.add("cut.yaml")
        tar.add("name.yaml", prefix: "ustar/prefix")
        tar.add("gnu.yaml", prefix: "\u{1}times", gnu: true)
        tar.add("plain.yaml")
        #expect(
            try names(tar.archive)
                == [
                    "gnu.yaml", long, "pax/é.yaml", "plain.yaml", "ustar/prefix/name.yaml",
                ].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func gzipOfOneFileOfSeveralMembersAndWithPaddingIsRead() throws {
        #expect(try read(TarBuilder.gzip(Array("a: 1\n".utf8)))[0].text == "a: 1\n")
        let two = TarBuilder.gzip(Array("a: 1\n".utf8)) + TarBuilder.gzip(Array("b: 2\n".utf8))
        #expect(try read(two)[0].text == "a: 1\nb: 2\n")
        #expect(try read(two + [0, 0, 0])[0].text == "a: 1\nb: 2\n")
        #expect(try failure(two + [0, 7]).problem.contains("damaged"))
        #expect(try failure(two + [7]).problem.contains("too early"))
        var tar = TarBuilder()
        tar.add(name: Array("x.yaml.gz".utf8), TarBuilder.gzip(Array("c: 3\n".utf8)))
        #expect(try read(tar.archive).map(\.text) == ["c: 3\n"])
    }

    @Test(arguments: ["../x.yaml", "/etc/x.yaml", "a/../../x.yaml", "a/..", "../x.log"])
    func namesThatLeadOutAreRefused(name: String) throws {
        var tar = TarBuilder()
        tar.add("ok.yaml")
        tar.add(name)
        let error = try failure(tar.archive)
        #expect(error.problem.contains("leads out") && error.path == "in!/\(name)" && !error.hint.isEmpty)
    }

    @Test(arguments: [
        ("1", "a link"), ("2", "a link"), ("3", "a device"), ("4", "a device"), ("6", "a pipe"),
        ("S", "holes"), ("M", "not known"),
    ])
    func whatIsNoFileIsRefused(type: Character, word: String) throws {
        for name in ["x.yaml", "x.log"] {
            var tar = TarBuilder()
            tar.add("ok.yaml")
            tar.add(name, "", type: type, link: "/etc/passwd")
            let error = try failure(TarBuilder.gzip(tar.archive))
            #expect(error.problem.contains(word) && error.path == "in!/\(name)" && !error.hint.isEmpty)
        }
    }

    @Test func sparseFilesOfPaxNamesTwiceAndNamesThatAreNoTextAreRefused() throws {
        var tar = TarBuilder()
        tar.records(["GNU.sparse.major": "1"])
        tar.add("a.yaml")
        #expect(try failure(tar.archive).problem.contains("holes"))
        tar = TarBuilder()
        tar.add("a.yaml")
        tar.add("./a.yaml")
        #expect(try failure(tar.archive).problem.contains("twice"))
        tar = TarBuilder()
        tar.add(name: [0xff, 0xfe], [])
        #expect(try failure(tar.archive).problem.contains("UTF-8"))
    }

    @Test func damageIsNoticedAndNamed() throws {
        var tar = TarBuilder()
        tar.add("a.yaml", String(repeating: "x", count: 2000))
        tar.add("b.yaml")
        var flipped = tar.archive
        flipped[512 + 2048 + 20] ^= 1
        let error = try failure(flipped)
        #expect(error.problem.contains("damaged") && error.problem.contains("a.yaml"))
        for count in [600, 1500, 2570, 3000] {
            #expect(try failure(Array(tar.archive[..<count])).problem.contains("too early"))
        }
        let packed = TarBuilder.gzip(tar.archive)
        #expect(try failure(Array(packed.dropLast(9))).problem.contains("too early"))
        var wrong = packed
        wrong[wrong.count - 6] ^= 1
        #expect(try failure(wrong).problem.contains("damaged"))
        #expect(try failure([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).problem.contains("not gzip"))
        #expect(try failure([]).problem == "it is empty")
        var none = TarBuilder()
        none.add("x.log")
        #expect(try failure(none.archive).problem.contains("no YAML"))
    }

    @Test func bombsAreRefused() throws {
        let zeros = TarBuilder.gzip(Array(repeating: 0, count: 40 << 20))
        #expect(try failure(zeros).problem.contains("256 times its own size"))
        #expect(try failure(zeros, FileLimits(maxFileBytes: 1 << 20)).problem.contains("bytes"))
        var tar = TarBuilder()
        tar.add("big.log", String(repeating: "x", count: 3 << 20))
        tar.add("a.yaml")
        let limits = FileLimits(maxTotalBytes: 1 << 18, maxExpandedBytes: 2 << 20)
        #expect(try failure(tar.archive, limits).problem.contains("in all"))
        tar = TarBuilder()
        tar.add(name: Array("x.yaml".utf8), [], size: 0o777_7777_7777)
        #expect(try failure(tar.archive).description.contains("x.yaml"))
    }

    @Test func limitsAreKept() throws {
        var tar = TarBuilder()
        for name in ["a.yaml", "b.yaml", "c/d/e.yaml"] { tar.add(name) }
        let whole = FileLimits(
            maxFileBytes: 5, maxTotalBytes: 15, maxFiles: 3, maxNames: 3, maxDepth: 3, maxExpandedBytes: 15)
        #expect(try read(tar.archive, whole).count == 3)
        let limits: [WritableKeyPath<FileLimits, Int>] = [
            \.maxFileBytes, \.maxTotalBytes, \.maxFiles, \.maxNames, \.maxDepth, \.maxExpandedBytes,
        ]
        for limit in limits {
            var tight = whole
            tight[keyPath: limit] -= 1
            #expect(throws: FileError.self) { try read(tar.archive, tight) }
        }
    }

    @Test func otherPackingsSayHowToUndoThem() throws {
        for (head, word) in [
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd"),
            ([0x50, 0x4b, 0x03, 0x04], "unzip"),
            ([0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], "bzip2"),
        ] as [([UInt8], String)] {
            #expect(try failure(head + Array(repeating: 1, count: 20)).hint.contains(word))
        }
    }

    @Test func directoriesMayHoldPackedFilesAndArchives() throws {
        let directory = try TemporaryDirectory()
        try directory.put("a.yaml")
        var tar = TarBuilder()
        tar.add("x/node.yaml", "b: 2\n")
        try Data(TarBuilder.gzip(Array("c: 3\n".utf8))).write(
            to: URL(fileURLWithPath: directory.path + "/c.yaml.gz"))
        try Data(TarBuilder.gzip(tar.archive)).write(
            to: URL(fileURLWithPath: directory.path + "/mosk.tar.gz"))
        let files = try FileTree.files(at: directory.path)
        #expect(files.map(\.relativePath) == ["a.yaml", "c.yaml.gz", "mosk/x/node.yaml"])
        #expect(files.map(\.path).last == directory.path + "/mosk.tar.gz!/x/node.yaml")
        let texts = try files.map { String(decoding: try $0.bytes(), as: UTF8.self) }
        #expect(texts == ["a: 1\n", "c: 3\n", "b: 2\n"])
        let alone = try FileTree.files(at: directory.path + "/mosk.tar.gz")
        #expect(alone.map(\.relativePath) == ["x/node.yaml"])
        let packed = try FileTree.files(at: directory.path + "/c.yaml.gz")
        #expect(try packed.map { try $0.bytes() } == [Array("c: 3\n".utf8)])
    }
}
