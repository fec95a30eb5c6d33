// The world as its users meet it: updates of example clouds, forks, memory, reading of YAML.
// Usage: bench-world PART [CLUSTERS], PART one of large, medium, medium-modelled, checks, fork, yaml,
// estate-update, estate-fork, estate-quiet, deploy, memory-1000, memory-5000, instance-memory,
// instance-update, faults, import, pods, pods-fork, scheduler. Prints "name value unit" lines.

internal import Foundation
internal import Twin

let words = Array(CommandLine.arguments.dropFirst())
let part = words.first ?? "large"
let clusters = words.dropFirst().first ?? "scenarios/clusters"

switch part {
case "large": try WorldBench.large(clusters)
case "medium": try await WorldBench.medium(clusters)
case "medium-modelled": try await WorldBench.medium(clusters, openStack: .modelled)
case "checks": try WorldBench.checks(clusters)
case "fork": try WorldBench.fork(clusters)
case "yaml": try WorldBench.yaml(clusters)
case "estate-update": try EstateBench.update()
case "deploy": try DeployBench.run()
case "estate-fork": try EstateBench.fork()
case "estate-quiet": try EstateBench.quietDay()
case "memory-1000": try MemoryBench.run(nodes: 1000)
case "memory-5000": try MemoryBench.run(nodes: 5000)
case "pods": try PodBench.run()
case "pods-of": try PodBench.measureHere(agents: Int(clusters) ?? 0)
case "pods-fork": try PodBench.fork()
case "scheduler": try PodBench.scheduler()
case "faults": try FaultBench.run()
case "instance-memory": try InstanceBench.memory()
case "instance-update": try InstanceBench.update()
case "import": try ImportBench.run()
case "import-folder": try ImportBench.importFolder(clusters)
default:
    FileHandle.standardError.write(Data("no part is called \(part)\n".utf8))
    exit(2)
}
