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

    /// Updates a cloud of 1,000 nodes with 40 pods each and 20,000 instances, OpenStack's own controllers at
    /// work.
    static func update() throws {
        var shape = MadeUpCloud.shape(workers: 992)
        shape.agents = PodBench.agents
        shape.instances = 20_000
        var template = try WorldBench.template(try MadeUpCloud.cloud(shape), openStack: .modelled)
        // Guests that write faster than their memory can be copied would hold their nodes for ever.
        for index in template.timings.indices where template.timings[index].name == "nova.instance.rewrite" {
            template.timings[index].spreadMillionths = 0
            template.timings[index].runSpreadMillionths = 0
        }
        var run: RecordedRun?
        let seconds = WorldBench.seconds { run = RunDriver.record(template, RunOptions(seed: 7)) }
        guard let run, run.outcome == .completed else { fatalError("the update did not complete") }
        let impact = InstanceImpact(run)
        guard impact.moved.count > 0 else { fatalError("no instance moved") }
        print("instance_update_seconds \(seconds) s")
        print("instance_update_resident_megabytes \(try MemoryBench.residentKilobytes() / 1000) MB")
        print("instance_update_entries \(run.count) entries")
        print("instance_update_entries_per_second \(Double(run.count) / seconds) entries/s")
        print("instance_update_moves \(impact.moved.count) moves")
    }
}
