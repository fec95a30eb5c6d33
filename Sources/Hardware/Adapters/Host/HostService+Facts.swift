import Foundation
import HardwareInterfaces

/// Sources: os-release(5); proc(5); Ubuntu's update-notifier-common (`/run/reboot-required`).
extension HostService {
    /// What the operating system says of itself. Linux does not count its boots: the second in which the last
    /// one was stands for the count, since it grows with each.
    func readFacts() throws(DeviceFailure<HostError>) -> HostFacts {
        let release = Self.assignments(text("etc/os-release") ?? text("usr/lib/os-release") ?? "")
        guard let system = release["ID"] else {
            throw failure("read os-release", .malformed("os-release has no ID"))
        }
        guard let kernel = text("proc/sys/kernel/osrelease") else {
            throw failure("read osrelease", .malformed("the kernel does not tell its version"))
        }
        guard let boot = bootTime() else {
            throw failure("read stat", .malformed("the kernel does not tell when it started"))
        }
        let name = release["VERSION_CODENAME"] ?? release["VERSION_ID"]
        var facts = HostFacts(
            distribution: name.map { "\(system)/\($0)" } ?? system, kernel: kernel,
            installedKernel: installedKernel() ?? kernel, boots: boot)
        facts.hasRebootRequest = exists("run/reboot-required") || exists("run/day2/reboot-required")
        return facts
    }

    /// The lines `NAME=value` of a file, as a shell reads them.
    private static func assignments(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            values[String(parts[0])] = parts[1].trimmingCharacters(in: ["\"", "'", " "])
        }
        return values
    }

    private func bootTime() -> Int? {
        for line in (text("proc/stat") ?? "").split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.first == "btime", words.count == 2 { return Int(words[1]) }
        }
        return nil
    }

    /// The kernel that the next boot starts: the newest that is installed; nil where none is to be seen, as
    /// in a container.
    private func installedKernel() -> String? {
        names(in: "boot").filter { $0.hasPrefix("vmlinuz-") && !$0.hasSuffix(".old") }
            .map { String($0.dropFirst("vmlinuz-".count)) }
            .max { Self.parts($0).lexicographicallyPrecedes(Self.parts($1)) }
    }

    /// The numbers of a version, by which versions are in order.
    private static func parts(_ version: String) -> [Int] {
        version.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    }
}
