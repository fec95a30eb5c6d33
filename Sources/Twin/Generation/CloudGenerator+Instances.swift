/// Instances of a made-up cloud, as the OpenStack client lists them.
extension CloudGenerator {
    /// The flavors, with how many of a hundred instances have each: an estimate of what is usual.
    static let flavors: [(name: String, processors: Int, memoryMiB: Int, diskGiB: Int, share: Int)] = [
        ("m1.small", 1, 2048, 20, 30), ("m1.medium", 2, 4096, 40, 30), ("m1.large", 4, 8192, 80, 25),
        ("m1.xlarge", 8, 16384, 160, 12), ("m1.huge", 16, 65536, 320, 3),
    ]

    /// The most rows of one document.
    private static let rows = 1000
    /// Every so many instances, three of them are a group whose members avoid each other.
    private static let groupStride = 50

    /// The lists of flavors, hypervisors, server groups and instances, the latter spread over computes.
    func instances(on computes: [String]) {
        guard shape.instances > 0, !computes.isEmpty else { return }
        list(
            Self.flavors.indices.map { index in
                let flavor = Self.flavors[index]
                return #"{"ID": "\#(index + 1)", "Name": "\#(flavor.name)", "RAM": \#(flavor.memoryMiB), "#
                    + #""Disk": \#(flavor.diskGiB), "Ephemeral": 0, "VCPUs": \#(flavor.processors)}"#
            })
        // Room for a third more than the average, and for whole groups of hosts that are out.
        let each = (shape.instances + computes.count - 1) / computes.count
        let memory = max(512, (each * 10 / 64 + 1) * 128) * 1024
        list(
            computes.map { name in
                #"{"Hypervisor Hostname": "\#(name)", "State": "up", "vCPUs": \#(max(64, each * 2)), "#
                    + #""Memory MB": \#(memory)}"#
            })
        let groups = stride(from: 0, to: shape.instances - 2, by: Self.groupStride).map { first in
            let members = (first..<first + 3).map { "\"\(Self.identity($0))\"" }.joined(separator: ", ")
            return #"{"ID": "group-\#(first)", "Policy": "anti-affinity", "Members": [\#(members)]}"#
        }
        if computes.count >= 3 { list(groups) }
        list(
            (0..<shape.instances).map { number in
                #"{"ID": "\#(Self.identity(number))", "Name": "vm-\#(Self.padded(number + 1, 6))", "#
                    + #""Status": "ACTIVE", "Flavor Name": "\#(Self.flavor(of: number))", "#
                    + #""Availability Zone": "nova", "Host": "\#(computes[number % computes.count])"}"#
            })
    }

    /// Which flavor an instance has: the shares hold within each hundred.
    private static func flavor(of number: Int) -> String {
        // 37 has no divisor in common with 100, so that each place comes once in a hundred.
        var place = number * 37 % 100
        for flavor in flavors {
            if place < flavor.share { return flavor.name }
            place -= flavor.share
        }
        return flavors[0].name
    }

    private static func identity(_ number: Int) -> String {
        "00000000-0000-4000-8000-" + padded(number + 1, 12)
    }

    private func list(_ rows: [String]) {
        for start in stride(from: 0, to: rows.count, by: Self.rows) {
            let part = rows[start..<min(start + Self.rows, rows.count)]
            add("[\n" + part.joined(separator: ",\n") + "\n]")
        }
    }
}
