/// What a write has changed of an object, and of what object, as far as those who watch tell that apart: each
/// watches for some of these, and is shown what has any of them.
public struct ChangeAspects: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The object was created.
    public static let creation = ChangeAspects(rawValue: 1 << 0)
    /// It has gone.
    public static let deletion = ChangeAspects(rawValue: 1 << 1)
    /// Its metadata or its spec.
    public static let main = ChangeAspects(rawValue: 1 << 2)
    /// Its status, and in it how far the object is in its life: see `ResourceSpec.isSameStage`.
    public static let stage = ChangeAspects(rawValue: 1 << 3)
    /// Something else of its status, such as the readiness of a pod.
    public static let condition = ChangeAspects(rawValue: 1 << 4)
    /// Its status.
    public static let status: ChangeAspects = [.stage, .condition]

    /// Anything of an object that is part of MOSK's MariaDB or RabbitMQ: what stands for their processes
    /// looks at it.
    public static let process = ChangeAspects(rawValue: 1 << 5)
    /// Anything of a pod that is no DaemonSet's: those are not evicted.
    public static let evictable = ChangeAspects(rawValue: 1 << 6)

    /// Whether a change of this aspect may be among them: one of an object that is watched for its traits is.
    public func mayBe(_ aspect: ChangeAspects) -> Bool {
        !isDisjoint(with: aspect.union([.process, .evictable]))
    }

    /// Whatever it is.
    public static let all: ChangeAspects = [.creation, .deletion, .main, .status]
}
