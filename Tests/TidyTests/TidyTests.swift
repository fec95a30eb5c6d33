import Foundation
import Testing

/// Rules of the house that a reader would otherwise have to enforce.
@Suite struct TidyTests {
    /// The modules inside the world: nothing there may depend on what the seed does not control.
    static let world: Set<String> = [
        "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers", "Twin",
    ]

    /// What each module may import.
    static let allowed: [String: Set<String>] = [
        "Simulation": [],
        "JSON": [],
        "Kubernetes": ["Simulation", "CYAML"],
        "HardwareInterfaces": ["Simulation"],
        "HardwareClients": ["HardwareInterfaces"],
        "HardwareSimulated": ["Simulation", "HardwareInterfaces"],
        "HardwareAdapters": [
            "Files", "HardwareInterfaces", "HardwareClients", "JSON", "Kubernetes", "Foundation",
            "Synchronization", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL",
        ],
        "Controllers": ["Simulation", "Kubernetes", "HardwareInterfaces"],
        "Twin": [
            "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers",
            "CCatalogue",
        ],
        "Scenarios": ["Simulation", "Kubernetes", "HardwareInterfaces", "Controllers", "Twin"],
        "Files": ["CZlib", "Foundation"],
        "RunStore": ["Simulation", "CZlib", "GRDB", "Foundation", "Synchronization"],
        "Live": [
            "Simulation", "HardwareInterfaces", "HardwareClients", "HardwareSimulated", "Controllers", "Twin",
            "Foundation", "Synchronization",
        ],
        "Redfish": ["Simulation", "HardwareInterfaces", "JSON", "Synchronization"],
        "Server": [
            "HardwareInterfaces", "Live", "Redfish", "Foundation", "Synchronization", "NIOCore", "NIOPosix",
            "NIOHTTP1", "NIOSSL",
        ],
        "CommandLine": [
            "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareClients", "HardwareAdapters", "JSON",
            "Twin", "Scenarios", "Files", "RunStore", "Live", "Redfish", "Server", "ArgumentParser",
            "Foundation", "Dispatch", "Synchronization",
        ],
    ]

    @Test func nothingInTheWorldReadsAClockOrChanceOfTheMachine() throws {
        let banned = [
            "async ", "await ", "Task {", " actor ", "Date()", "UUID()", "ProcessInfo", "FileManager",
            ".shuffled()", ".randomElement()", ".random(in:", "hashValue", "ObjectIdentifier",
            "nonisolated(unsafe)", "try!", "as!",
        ]
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) where Self.world.contains(file.module) {
            for (number, text) in file.code {
                for word in banned where text.contains(word) {
                    found.append("\(file.path):\(number): \(word) is banned inside the world")
                }
            }
            for number in file.storedStatics {
                found.append("\(file.path):\(number): a type inside the world may keep no variable")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func importsPointOneWay() throws {
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) {
            guard let modules = Self.allowed[file.module] else {
                found.append("\(file.path): what \(file.module) may import is not said")
                continue
            }
            for (number, module) in file.imports where !modules.contains(module) {
                found.append("\(file.path):\(number): \(file.module) may not import \(module)")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func heavyPackagesAreImportedByFewTargets() throws {
        let owners: [String: Set<String>] = [
            "GRDB": ["RunStore"], "ArgumentParser": ["CommandLine"], "CYAML": ["Kubernetes"],
            "CZlib": ["RunStore", "Files"], "AsyncHTTPClient": ["HardwareAdapters"],
            "NIOCore": ["HardwareAdapters", "Server"], "NIOPosix": ["HardwareAdapters", "Server"],
            "NIOHTTP1": ["HardwareAdapters", "Server"], "NIOSSL": ["HardwareAdapters", "Server"],
            "HardwareAdapters": ["CommandLine"],
        ]
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) {
            for (number, module) in file.imports {
                guard let owner = owners[module], !owner.contains(file.module) else { continue }
                found.append("\(file.path):\(number): only \(owner.sorted()) may import \(module)")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func filesAndLinesAreShort() throws {
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources", "Tests", "Benchmarks"]) {
            if file.lines.count > 401 {
                found.append("\(file.path): \(file.lines.count) lines, 400 are allowed")
            }
            for (index, line) in file.lines.enumerated() where line.count > 110 {
                // A long text in quotes is not broken.
                if line.contains("\""), line.count <= 150 { continue }
                found.append("\(file.path):\(index + 1): \(line.count) columns, 110 are allowed")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func functionsAreShort() throws {
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) {
            var start: (line: Int, indent: Int)?
            for (index, line) in file.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                let text = line.dropFirst(indent)
                if let open = start {
                    guard indent == open.indent, text.hasPrefix("}") else { continue }
                    let length = index - open.line + 1
                    if length > 70 {
                        found.append(
                            "\(file.path):\(open.line + 1): a function of \(length) lines, 70 are allowed")
                    }
                    start = nil
                } else if text.contains("func ") || text.contains("init("), !text.hasPrefix("//"),
                    !text.hasPrefix("."), !text.hasSuffix("}")
                {
                    start = (index, indent)
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func aFileIsNamedAfterItsType() throws {
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"])
        where file.subject != "main" && !file.declaresItsSubject {
            found.append("\(file.path): declares no \(file.subject)")
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func everyUnfinishedPlaceHasAnOwner() throws {
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources", "Tests", "Benchmarks"]) {
            for (index, line) in file.lines.enumerated() {
                for word in ["TO" + "DO", "FIX" + "ME", "XX" + "X"] where line.contains(word) {
                    if line.contains("\(word)(") { continue }
                    found.append("\(file.path):\(index + 1): \(word) without an owner")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func everyCatalogueFileIsBuiltIn() throws {
        let embedded = try String(
            contentsOf: SourceFile.top.appending(path: "Sources/CCatalogue/CCatalogue.c"), encoding: .utf8)
        for folder in ["openstack", "releases", "tenants", "timings", "workloads"] {
            let names = try FileManager.default.contentsOfDirectory(
                atPath: SourceFile.top.appending(path: "scenarios/\(folder)").path)
            for name in names where name.hasSuffix(".yaml") {
                #expect(embedded.contains("scenarios/\(folder)/\(name)"), "\(folder)/\(name) is not embedded")
            }
        }
    }

    @Test func nothingNamesAPathOfSomeMachine() throws {
        var found: [String] = []
        let words = ["/wo" + "rk/", "/ro" + "ot/", "/far" + "m/", "/tmp/pe" + "ers", "../sha" + "red"]
        for file in try SourceFile.all(under: ["Sources", "Tests", "Benchmarks"]) {
            for (index, line) in file.lines.enumerated() {
                for word in words where line.contains(word) {
                    found.append("\(file.path):\(index + 1): \(word)")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
