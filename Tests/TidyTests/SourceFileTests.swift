import Testing

/// What the rules see in a text: a rule that sees nothing is kept by everything.
@Suite struct SourceFileTests {
    private func file(_ text: String, path: String = "Sources/Twin/World/World+Export.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    @Test(arguments: [
        ("import Foundation", "Foundation"), ("import struct Foundation.Date", "Foundation"),
        ("public import HardwareClients", "HardwareClients"), ("@testable import Twin", "Twin"),
        ("@preconcurrency internal import func Glibc.time", "Glibc"),
        ("    import NIOCore // TLS", "NIOCore"),
        ("@_spi(Tests) import Live", "Live"),
    ])
    func everyImportIsSeen(_ line: String, module: String) {
        #expect(file(line).imports.map(\.module) == [module])
    }

    @Test(arguments: ["// import Foundation", "/// What they import then", "let text = \"import Twin\""])
    func whatOnlySpeaksOfImportsIsNone(_ line: String) { #expect(file(line).imports.isEmpty) }

    @Test(arguments: [
        "static var count = 0", "public static var count: Int = 0", "static var count: Int",
        "static var count = 0 {\n    didSet { print(count) }\n}",
        "static var count: Int? {\n    didSet { print(1) }\n}", "static var count: Int? { willSet {} }",
        "static var shared = { Shared() }()", "static var shared: Shared = {\n    Shared()\n}()",
    ])
    func aVariableOfATypeThatKeepsSomethingIsSeen(_ text: String) { #expect(file(text).storedStatics == [1]) }

    @Test(arguments: [
        "static var count: Int { 1 }", "static var count: Int {\n    get { 1 }\n}",
        "static var maker: () -> Int { { 1 } }", "static var name: String { get }", "static let count = 0",
        "// static var count = 0", "static var isLast: Bool { index == 1 }",
    ])
    func aVariableOfATypeThatIsComputedKeepsNothing(_ text: String) {
        #expect(file(text).storedStatics.isEmpty)
    }

    @Test(arguments: [
        "struct World {", "public final class World: Sendable {", "extension World {", "package enum World {",
        "@MainActor actor World {", "extension World.Export {", "public typealias World = Int",
        "protocol World: ~Copyable {", "@available(*, unavailable) indirect enum World {",
    ])
    func theDeclarationThatAFileIsNamedAfterIsSeen(_ text: String) { #expect(file(text).declaresItsSubject) }

    @Test(arguments: [
        "extension Array where Element == World {", "let world = World()", "// struct World {",
        "struct WorldTemplate {", "struct Plant: World {", "    struct World {",
        "func export(_ world: World) {",
    ])
    func aMentionIsNoDeclaration(_ text: String) { #expect(!file(text).declaresItsSubject) }

    @Test func theModuleIsTheFolder() {
        #expect(file("").module == "Twin")
        #expect(file("", path: "Sources/Hardware/Adapters/TLS/Trust.swift").module == "HardwareAdapters")
        #expect(file("").subject == "World")
    }
}
