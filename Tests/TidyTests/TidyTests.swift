import Foundation
import Testing

/// Rules of the house that a reader would otherwise have to enforce.
@Suite struct TidyTests {
    /// The modules inside the world: nothing there may depend on what the seed does not control.
    static let world: Set<String> = [
        "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers", "Twin",
    ]

    @Test func nothingInTheWorldReadsAClockOrChanceOfTheMachine() throws {
        let banned = [
            "import Foundation", "import Glibc", "import Dispatch", "async ", "await ", "Task {", " actor ",
            "Date()", "UUID()", "ProcessInfo", "FileManager", ".shuffled()", ".randomElement()",
            ".random(in:",
            "hashValue", "ObjectIdentifier", "static var", "nonisolated(unsafe)", "try!", "as!",
        ]
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) where Self.world.contains(file.module) {
            for (number, text) in file.code {
                for word in banned where text.contains(word) {
                    // A computed property of a type is no state.
                    if word == "static var", text.contains("{") { continue }
                    found.append("\(file.path):\(number): \(word) is banned inside the world")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func importsPointOneWay() throws {
        let allowed: [String: Set<String>] = [
            "Simulation": [],
            "JSON": [],
            "Kubernetes": ["Simulation", "CYAML", "HashTreeCollections"],
            "HardwareInterfaces": ["Simulation"],
            "HardwareClients": ["HardwareInterfaces"],
            "HardwareSimulated": ["Simulation", "HardwareInterfaces"],
            "Controllers": ["Simulation", "Kubernetes", "HardwareInterfaces", "HashTreeCollections"],
            "Twin": [
                "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers",
                "CCatalogue",
            ],
            "Scenarios": ["Simulation", "Kubernetes", "HardwareInterfaces", "Controllers", "Twin"],
            "Redfish": ["Simulation", "HardwareInterfaces", "JSON", "Synchronization"],
            "Live": [
                "Simulation", "HardwareInterfaces", "HardwareClients", "HardwareSimulated", "Controllers",
                "Twin",
                "Foundation", "Synchronization",
            ],
        ]
        var found: [String] = []
        for file in try SourceFile.all(under: ["Sources"]) {
            guard let modules = allowed[file.module] else { continue }
            for (number, text) in file.code {
                let words = text.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, words.count == place + 2 else {
                    continue
                }
                let module = String(words[place + 1])
                if !modules.contains(module) {
                    found.append("\(file.path):\(number): \(file.module) may not import \(module)")
                }
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
            for (number, text) in file.code {
                for (package, owner) in owners
                where text.hasSuffix("import \(package)") && !owner.contains(file.module) {
                    found.append("\(file.path):\(number): only \(owner.sorted()) may import \(package)")
                }
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
        for file in try SourceFile.all(under: ["Sources"]) {
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            let type = String(name.dropLast(6).prefix { $0 != "+" })
            if type == "main" || type == "Package" { continue }
            let declares = file.code.contains { $0.text.contains("\(type)") }
            if !declares { found.append("\(file.path): says nothing of \(type)") }
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
        for folder in ["openstack", "releases", "timings", "workloads"] {
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
