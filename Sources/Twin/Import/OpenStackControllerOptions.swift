import Controllers
import Kubernetes
import Simulation

/// The options of the OpenStack controller that users may set, and the ConfigMap that holds them.
///
/// Source: Mirantis documentation, "OpenStack Controller configuration" (`rockoon-config`, before MOSK 25.1
/// `openstack-controller-config`, in `osh-system`; key `extra_conf.ini`); Mirantis/rockoon
/// etc/rockoon/01-controller-default.ini.
enum OpenStackControllerOptions {
    static let namespace = "osh-system"
    /// The names of the ConfigMap, the present one first.
    static let names = ["rockoon-config", "openstack-controller-config"]
    static let key = "extra_conf.ini"

    /// An option that the twin knows.
    private struct Option {
        var section: String
        var name: String
        /// Takes a value over; false when it is not what the option allows.
        var take: @Sendable (String, inout OpenStackSettings) -> Bool
    }

    private static let known: [Option] = [
        count("maintenance", "instance_migrate_concurrency", \.migrateConcurrency),
        count("maintenance", "nwl_parallel_max_compute", \.maxComputes),
        count("maintenance", "nwl_parallel_max_gateway", \.maxGateways),
        flag("maintenance", "respect_nova_az", \.respectsZones),
        flag("maintenance", "ndr_skip_instance_check", \.skipsInstanceCheck),
        Option(section: "osctl", name: "node_not_ready_flapping_timeout") { text, settings in
            guard let seconds = Int64(text), (0...86_400).contains(seconds) else { return false }
            settings.flappingTimeout = .seconds(seconds)
            return true
        },
    ]

    /// Whether these are the fields of that ConfigMap.
    static func isConfiguration(_ fields: [Value.Field]) -> Bool {
        let metadata = fields.first { $0.key == "metadata" }?.value
        return metadata?["namespace"]?.string == namespace
            && names.contains(metadata?["name"]?.string ?? "")
    }

    /// The text with what is no secret: sections, and what is set of the options above. `hide` says what
    /// stands for any other line.
    static func published(_ text: String, hide: (String) -> String) -> String {
        var section = ""
        return lines(text).map { line in
            if let header = header(line) {
                section = header
                return line
            }
            guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix(";") else { return "" }
            let isKnown = option(line, in: section) != nil && line.count <= 80 && line.allSatisfy(isPlain)
            return isKnown ? line : hide(line)
        }.joined(separator: "\n")
    }

    /// Takes over what a text sets; answers what is set and is not what its option allows.
    static func take(_ text: String, _ settings: inout OpenStackSettings) -> [String] {
        var (section, wrong) = ("", [String]())
        for line in lines(text) {
            if let header = header(line) { section = header }
            guard let (option, value) = option(line, in: section) else { continue }
            if !option.take(value, &settings) { wrong.append(option.name) }
        }
        return wrong
    }

    /// The option that a line sets, and its value.
    private static func option(_ line: String, in section: String) -> (Option, String)? {
        guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
        let name = trimmed(line[..<mark]).lowercased()
        guard let option = known.first(where: { $0.section == section && $0.name == name }) else {
            return nil
        }
        return (option, trimmed(line[line.index(after: mark)...]))
    }

    private static func count(
        _ section: String, _ name: String, _ field: any WritableKeyPath<OpenStackSettings, Int> & Sendable
    ) -> Option {
        Option(section: section, name: name) { text, settings in
            guard let count = Int(text), (1...100_000).contains(count) else { return false }
            settings[keyPath: field] = count
            return true
        }
    }

    /// A yes or no, as Python's configparser takes it.
    private static func flag(
        _ section: String, _ name: String, _ field: any WritableKeyPath<OpenStackSettings, Bool> & Sendable
    ) -> Option {
        Option(section: section, name: name) { text, settings in
            switch text.lowercased() {
            case "1", "yes", "true", "on": settings[keyPath: field] = true
            case "0", "no", "false", "off": settings[keyPath: field] = false
            default: return false
            }
            return true
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(trimmed)
    }

    private static func header(_ line: String) -> String? {
        guard line.hasPrefix("["), line.hasSuffix("]"), line.count <= 40, line.allSatisfy(isPlain) else {
            return nil
        }
        return String(line.dropFirst().dropLast())
    }

    private static func isPlain(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || "[]_=:.- ".contains(letter))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var part = text[...]
        while let first = part.first, first == " " || first == "\t" { part = part.dropFirst() }
        while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
        return String(part)
    }
}
