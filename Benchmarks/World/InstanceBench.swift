internal import Foundation
internal import HardwareInterfaces
internal import HardwareSimulated
internal import Kubernetes
internal import Scenarios
internal import Simulation
internal import Twin

/// Clouds whose instances are known.
enum InstanceBench {
    /// Builds Nova with 200,000 instances, and prints what each takes in memory, its name included.
    static func memory() throws {
        let count = 200_000
        let before = try MemoryBench.residentKilobytes()
        var names = NameTable()
        var nova = ComputeSimulator(cluster: 1)
        nova.flavors = [Flavor(name: "small", processors: 2, memoryMiB: 4096, diskGiB: 20)]
        for number in 0..<10_000 {
            nova.add(
                Hypervisor(
                    name: names.intern("cmp-\(number)"), host: UInt32(number), processors: 128,
                    memoryMiB: 786_432))
        }
        for number in 0..<count {
            let name = names.intern("a-name-of-some-length-\(number)")
            nova.add(Instance(name: name, flavor: 0, status: .active), on: Int32(number % 10_000))
        }
        let kilobytes = try MemoryBench.residentKilobytes() - before
        guard nova.instances.count == count, names.count > count else { fatalError("instances are missing") }
        print("instance_memory_bytes \(kilobytes * 1024 / count) B")
    }

    /// Updates a cloud of 1,000 nodes with 20,000 instances, 20 computes at a time.
    static func update() throws {
        let template = try WorldBench.template(try cloud(nodes: 1000, instances: 20_000))
        let start = Date()
        let run = RunDriver.record(template, RunOptions(seed: 7))
        let seconds = Date().timeIntervalSince(start)
        guard run.outcome == .completed else { fatalError("the update ended as \(run.outcome)") }
        let impact = InstanceImpact(run)
        print("instance_update_seconds \(String(format: "%.2f", seconds)) s")
        print("instance_update_events \(run.events) events")
        print("instance_update_moves \(impact.moved.count) moves")
    }

    private static func cloud(nodes: Int, instances: Int) throws -> Cloud {
        var cloud = try GeneratedCloud.cloud(nodes: nodes, groupSize: 20)
        let computes = (3..<nodes).map { "node-\($0)" }
        func add(_ rows: [String]) throws {
            var reader = YAMLReader(file: "memory")
            for document in try reader.read("[\n\(rows.joined(separator: ",\n"))\n]") {
                try cloud.add(document, file: "memory", context: "memory")
            }
        }
        try add([#"{"ID": "1", "Name": "small", "RAM": 4096, "Disk": 20, "VCPUs": 2}"#])
        try add(computes.map { #"{"Hypervisor Hostname": "\#($0)", "vCPUs": 64, "Memory MB": 262144}"# })
        for start in stride(from: 0, to: instances, by: 1000) {
            try add(
                (start..<min(start + 1000, instances)).map { number in
                    #"{"ID": "\#(number)", "Name": "vm-\#(number)", "Status": "ACTIVE", "Flavor Name": "small", "#
                        + #""Host": "\#(computes[number % computes.count])"}"#
                })
        }
        return cloud
    }
}
