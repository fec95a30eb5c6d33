import Kubernetes
import Scenarios

/// What an equipment file holds.
struct EquipmentPart: FieldCodable {
    var devices: [Placed<DevicePart>] = []

    init() {}

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("devices", &devices)
    }
}
