// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// For what runs in a world: a twentieth of a run's time. Elsewhere it would only make builds longer.
let worldSettings =
    settings + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

let package = Package(
    name: "twin",
    products: [.executable(name: "twin", targets: ["twin"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CYAML", path: "Sources/CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CCatalogue", path: "Sources/CCatalogue"),
        .target(name: "Simulation", swiftSettings: worldSettings),
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "Kubernetes", dependencies: ["Simulation", "CYAML"], swiftSettings: worldSettings),
        .target(
            name: "HardwareInterfaces", dependencies: ["Simulation"], path: "Sources/Hardware/Interfaces",
            swiftSettings: worldSettings),
        .target(
            name: "HardwareClients", dependencies: ["HardwareInterfaces"], path: "Sources/Hardware/Clients",
            swiftSettings: settings),
        .target(
            name: "HardwareAdapters",
            dependencies: [
                "Files", "HardwareInterfaces", "HardwareClients", "JSON", "Kubernetes",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Sources/Hardware/Adapters", swiftSettings: settings),
        .target(
            name: "HardwareSimulated", dependencies: ["Simulation", "HardwareInterfaces"],
            path: "Sources/Hardware/Simulated", swiftSettings: worldSettings),
        .target(
            name: "Controllers", dependencies: ["Simulation", "Kubernetes", "HardwareInterfaces"],
            swiftSettings: worldSettings),
        .target(
            name: "Twin",
            dependencies: [
                "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers",
                "CCatalogue",
            ],
            swiftSettings: worldSettings),
        .target(
            name: "Scenarios",
            dependencies: ["Simulation", "Kubernetes", "HardwareInterfaces", "Controllers", "Twin"],
            swiftSettings: settings),
        .target(name: "Files", dependencies: ["CZlib"], swiftSettings: settings),
        .target(
            name: "RunStore",
            dependencies: ["Simulation", "CZlib", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .target(
            name: "Live",
            dependencies: [
                "Simulation", "HardwareInterfaces", "HardwareClients", "HardwareSimulated", "Controllers",
                "Twin",
            ],
            swiftSettings: settings),
        .target(
            name: "Redfish", dependencies: ["Simulation", "HardwareInterfaces", "JSON"],
            swiftSettings: settings),
        .target(
            name: "Server",
            dependencies: [
                "HardwareInterfaces", "Live", "Redfish",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "twin",
            dependencies: [
                "Simulation", "Kubernetes", "Twin", "Scenarios", "Files", "RunStore", "HardwareInterfaces",
                "HardwareClients", "HardwareAdapters", "JSON", "Live", "Redfish", "Server",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine", swiftSettings: settings),
        .executableTarget(
            name: "bench-kernel", dependencies: ["Simulation"], path: "Benchmarks/Kernel",
            swiftSettings: settings),
        .executableTarget(
            name: "bench-world",
            dependencies: [
                "Simulation", "Kubernetes", "HardwareInterfaces", "HardwareSimulated", "Controllers", "Twin",
                "Scenarios", "Files", "RunStore",
            ],
            path: "Benchmarks/World", swiftSettings: settings),
        .executableTarget(
            name: "bench-redfish", dependencies: ["HardwareInterfaces", "HardwareAdapters"],
            path: "Benchmarks/RedfishClient", swiftSettings: settings),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"], swiftSettings: settings),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
        .testTarget(
            name: "KubernetesTests", dependencies: ["Kubernetes", "Simulation"], swiftSettings: settings),
        .testTarget(
            name: "HardwareTests", dependencies: ["Simulation", "HardwareInterfaces", "HardwareSimulated"],
            swiftSettings: settings),
        .target(name: "PeerPrograms", path: "Tests/Conformance/Programs", swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "PeerPrograms",
                "Simulation", "HardwareInterfaces", "HardwareSimulated", "HardwareClients",
                "HardwareAdapters", "JSON", "Live", "Twin", "Controllers", "Kubernetes", "Files",
                "twin",
            ],
            path: "Tests/Conformance",
            exclude: [
                "Ceph/Recordings", "Peers", "Programs", "Server/install", "Server/sushy_client.py",
                "Server/ironic_client.py", "Server/known-failures.txt",
            ], swiftSettings: settings),
        .testTarget(name: "FilesTests", dependencies: ["Files", "CZlib"], swiftSettings: settings),
        .testTarget(
            name: "RunStoreTests",
            dependencies: [
                "RunStore", "Simulation", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .testTarget(
            name: "ControllersTests", dependencies: ["Controllers", "Kubernetes", "Simulation"],
            swiftSettings: settings),
        .testTarget(
            name: "TwinTests",
            dependencies: [
                "Twin", "Scenarios", "Controllers", "Kubernetes", "Simulation", "HardwareInterfaces",
                "HardwareSimulated", "Files",
            ], swiftSettings: settings),
        .testTarget(
            name: "ScenariosTests",
            dependencies: [
                "Scenarios", "Twin", "Controllers", "Kubernetes", "Simulation", "HardwareInterfaces", "Files",
            ], swiftSettings: settings),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "Live", "Twin", "Controllers", "Kubernetes", "Simulation", "HardwareInterfaces",
                "HardwareClients", "Files",
            ], swiftSettings: settings),
        .testTarget(
            name: "RedfishTests", dependencies: ["Redfish", "HardwareInterfaces"], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Files", "Kubernetes", "Scenarios", "Simulation", "Twin", "Redfish", "HardwareInterfaces",
                "JSON",
            ],
            path: "Tests/Fuzz/Targets", swiftSettings: settings),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests", dependencies: ["twin", "RunStore", "Simulation"],
            swiftSettings: settings),
    ]
)

// For `make fuzz` alone: libFuzzer has the main function of this program.
if Context.environment["TWIN_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(name: "twin-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Harness"))
}
