/// What a made-up cloud is to be like.
public struct CloudShape: Hashable, Sendable {
    /// The Cluster, and its namespace in the management cluster.
    public var name = "mosk-generated"
    public var namespace = "mosk"
    /// Managers; they are OpenStack's controllers too when there are none of their own.
    public var managers = 3
    /// Workers that carry OpenStack's control plane and gateway.
    public var controllers = 5
    /// Workers for StackLight; without them it is on the first three controllers.
    public var stacklight = 0
    /// Computes, those with Ceph storage among them.
    public var workers = 50
    /// Computes that carry Ceph storage.
    public var storage: Int
    /// The racks that all but the management cluster's machines stand in.
    public var racks = 3
    /// Computes of an update group, at most; also how many of it update at a time.
    public var groupSize = 20
    /// Further DaemonSets with a pod on every node: agents of monitoring, storage and security that are no
    /// part of the product's baseline. With 31 a compute has 40 pods.
    public var agents = 0
    /// Instances on the computes.
    public var instances = 0
    /// Whether OpenSDN does the networking, with its control plane on the controllers; Open vSwitch does
    /// otherwise.
    public var hasOpenSDN = false
    /// The ClusterRelease.
    public var release: String
    /// The KaaSRelease, and the ClusterRelease that its management cluster runs.
    public var kaasRelease: String
    public var managementRelease: String
    /// Whether the cluster is still to be deployed: its hosts are blank and without power.
    public var isNew = false
    /// Gives racks a class of hardware and network cards addresses by chance; nil for all alike.
    public var seed: UInt64?

    /// The most workers that addresses suffice for.
    public static let maxWorkers = 50_000
    /// Every twentieth compute carries storage unless told otherwise, but three at least: an estimate of
    /// what is usual.
    public static func usualStorage(workers: Int) -> Int { min(workers, max(3, workers / 20)) }

    /// A cloud of three managers, five controllers and fifty workers in three racks.
    public init(release: String, kaasRelease: String, managementRelease: String) {
        self.release = release
        self.kaasRelease = kaasRelease
        self.managementRelease = managementRelease
        storage = Self.usualStorage(workers: workers)
    }

    /// The numbers of computes in each update group, rack by rack: at least one a rack, while they last.
    var groupsByRack: [[Int]] {
        let computes = workers - storage
        let size = max(1, min(groupSize, computes / racks))
        let groups = (computes + size - 1) / size
        var left = computes
        return (0..<racks).map { rack in
            (0..<groups / racks + (rack < groups % racks ? 1 : 0)).map { _ in
                defer { left -= min(size, left) }
                return min(size, left)
            }
        }
    }

    /// How many machines stand in each rack. Those that are few stand in one rack after the other.
    var machinesByRack: [Int] {
        let computes = zip(storageByRack, groupsByRack).map { $0 + $1.reduce(0, +) }
        return (0..<racks).map { rack in
            func share(_ count: Int) -> Int { count / racks + (rack < count % racks ? 1 : 0) }
            return computes[rack] + share(managers) + share(controllers + stacklight)
        }
    }

    /// How many computes of each rack carry storage.
    var storageByRack: [Int] { (0..<racks).map { storage / racks + ($0 < storage % racks ? 1 : 0) } }
}
