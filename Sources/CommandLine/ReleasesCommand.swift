import ArgumentParser
import Files
import Foundation
import Kubernetes
import Twin

/// `twin releases`.
struct ReleasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases", abstract: "Show the release graph, and the hops between two releases.")

    @Option(help: "Show the hops from this ClusterRelease ...")
    var from: String?
    @Option(help: "... to this one.")
    var to: String?
    @Option(help: "The KaaSRelease that the management plane is at.")
    var under: String?
    @Flag(name: .customLong("only-verified"), help: "Leave out edges that are not verified.")
    var onlyVerified = false
    @Option(help: "A folder or file of releases that replace built-in ones.")
    var releases: String?

    func validate() throws {
        if to != nil, from == nil { throw ValidationError("--to needs --from, where the hops begin") }
    }

    func run() throws {
        var catalogue: Catalogue
        do throws(CloudError) { catalogue = try Catalogue.builtIn() } catch {
            throw Failure(error.description, .internalFault)
        }
        if let releases {
            do {
                for file in try FileTree.files(at: releases) {
                    let bytes = try file.bytes()
                    _ = try CatalogueInput.documents(bytes, file: file.path, .releases, catalogue)
                    try catalogue.read(file: file.path, bytes)
                }
            } catch let error as FileError {
                throw Failure(error)
            } catch let error as CloudError {
                throw Failure(error)
            }
        }
        let graph = ReleaseGraph(catalogue.kaasReleases, onlyVerified: onlyVerified)
        let known = catalogue.clusterReleases.map(\.metadata.name)
        for name in [from, to].compactMap({ $0 }) where !known.contains(name) {
            throw Failure(
                "unknown release \(name)"
                    + (NearestName.find(name, among: known).map { "; did you mean \($0)?" }
                        ?? "; `twin releases` lists them"),
                .badInput)
        }
        let planes = catalogue.kaasReleases.map(\.metadata.name)
        if let under, !planes.contains(under) {
            throw Failure(
                "--under \(under): unknown KaaSRelease"
                    + (NearestName.find(under, among: planes).map { "; did you mean \($0)?" }
                        ?? "; `twin releases` lists them"),
                .badInput)
        }
        if let from, let to {
            try path(graph, from: from, to: to)
        } else {
            list(graph, from: from)
        }
    }

    private func path(_ graph: ReleaseGraph, from: String, to: String) throws {
        guard from != to else {
            Output.write("no hop is needed: both are \(to)\n")
            return
        }
        guard let hops = graph.path(from: from, to: to, under: under) else {
            throw Failure("no sequence of releases leads from \(from) to \(to)", .noPath)
        }
        for (number, hop) in hops.enumerated() {
            switch hop {
            case .management(let from, let to):
                Output.write("\(number + 1). management plane: \(from) → \(to)\n")
            case .cluster(let from, let to, let kaas, let certainty):
                Output.write("\(number + 1). cluster: \(from) → \(to) under \(kaas) (\(certainty))\n")
            }
        }
    }

    private func list(_ graph: ReleaseGraph, from: String?) {
        for kaas in graph.kaasReleases {
            var lines: [String] = []
            for release in kaas.spec.supportedClusterReleases where from == nil || release.name == from {
                let targets = graph.targets(from: release.name, under: kaas)
                let text = targets.map { hop -> String in
                    guard case .cluster(_, let to, _, let certainty) = hop else { return "" }
                    return "\(to)\(certainty == "verified" ? "" : " (\(certainty))")"
                }
                if from == nil || !targets.isEmpty {
                    lines.append(
                        "  \(release.name)" + (text.isEmpty ? "" : " → " + text.joined(separator: ", ")))
                }
            }
            guard !lines.isEmpty else { continue }
            Output.write("\(kaas.metadata.name), management cluster \(kaas.spec.clusterRelease)\n")
            Output.write(lines.joined(separator: "\n") + "\n")
        }
    }
}
