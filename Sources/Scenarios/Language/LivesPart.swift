public import Kubernetes

/// How parts wear out.
public struct LivesPart: FieldCodable {
    public var speed: Placed<Int64>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("speed", &speed)
    }
}

extension LivesPart: ScenarioPart {
    static let about = [
        "speed": "How many times faster than in reality lives pass; 1 when left out."
    ]
}
