import Files
import Foundation
import HardwareInterfaces

/// One machine, by its programs and the files of its kernel. What is read is in the extensions.
struct HostService: DeviceService {
    /// Bytes of a file that are read; `/proc/cpuinfo` of a server with 1,000 threads has 2 MB.
    static let fileLimit = 16 << 20

    let host: LocalHost
    let limit: Duration

    func perform(_ command: HostCommand) async throws(DeviceFailure<HostError>) -> HostReply {
        switch command {
        case .readFacts: return .facts(try readFacts())
        case .readDisks: return .disks(try await readHealth())
        case .readBlockDevices: return .blockDevices(try await readBlockDevices())
        case .readInterfaces: return .interfaces(try await readInterfaces())
        case .installPackages, .run, .configure, .installAgent, .reboot:
            throw failure("\(command)", .unsupported("this client only reads a host"))
        }
    }

    /// Runs a program and decodes what it wrote. `ends` are the exit codes with which it still tells
    /// something.
    func ask<Value>(
        _ words: [String], ends: (Int32) -> Bool = { $0 == 0 },
        decode: ([UInt8]) throws(AnswerError) -> Value
    ) async throws(DeviceFailure<HostError>) -> Value {
        let request = words.joined(separator: " ")
        let program = path(of: words[0])
        let run: ToolRun
        do throws(ToolFailure) {
            run = try await ToolRun.of(
                [program] + words.dropFirst(), variables: ["LC_ALL": "C"], within: limit)
        } catch {
            // A machine without the program answers all else.
            if error == .missing {
                throw failure(request, missing(words[0]))
            }
            let (reason, detail): (HostError, String) = error.meaning(of: program, within: limit)
            throw failure(request, reason, detail)
        }
        guard ends(run.status) else {
            let line = run.errors.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(300))" } ?? ""
            throw failure(request, .malformed("it ended with \(run.status)\(line)"))
        }
        do throws(AnswerError) {
            return try decode(Array(run.output.utf8))
        } catch {
            throw failure(request, .malformed(String(error.message.prefix(300))))
        }
    }

    /// Why nothing is known that a program would have told.
    func missing(_ program: String) -> HostError {
        .unsupported("the program \(path(of: program)) is not installed")
    }

    private func path(of program: String) -> String { host.tools.map { "\($0)/\(program)" } ?? program }

    /// The text of a file of the kernel, without spaces around it; nil when it is not there or can't be read
    /// now, as the speed of an interface that is switched off.
    func text(_ path: String) -> String? {
        do {
            let bytes = try SmallFile.bytes(host.root + path, limit: Self.fileLimit)
            let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        } catch { return nil }
    }

    func whole(_ path: String) -> Int64? { text(path).flatMap { Int64($0) } }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: host.root + path) }

    /// The last part of what a link leads to.
    func target(_ path: String) -> String? {
        do {
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: host.root + path)
            return target.split(separator: "/").last.map(String.init)
        } catch { return nil }
    }

    /// The names in a folder; none when it is not there.
    func names(in path: String) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: host.root + path) } catch {
            return []
        }
    }

    func failure(
        _ request: String, _ reason: HostError, _ detail: String? = nil
    ) -> DeviceFailure<HostError> {
        DeviceFailure(device: host.name, request: request, reason: reason, detail: detail ?? reason.summary)
    }
}

extension HostError: DeviceReason {}
