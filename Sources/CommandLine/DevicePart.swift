import Kubernetes
import Scenarios

/// A device of an equipment file.
struct DevicePart: FieldCodable {
    var host: Placed<String>?
    var redfish: Placed<String>?
    var ipmi: Placed<String>?
    var system: Placed<String>?
    var cipherSuite: Placed<Int>?
    var user: Placed<String>?
    var passwordFile: Placed<String>?
    var passwordEnv: Placed<String>?
    var caFile: Placed<String>?
    var insecure: Placed<Bool>?

    init() {}

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("host", &host)
        try coder.field("redfish", &redfish)
        try coder.field("ipmi", &ipmi)
        try coder.field("system", &system)
        try coder.field("cipherSuite", &cipherSuite)
        try coder.field("user", &user)
        try coder.field("passwordFile", &passwordFile)
        try coder.field("passwordEnv", &passwordEnv)
        try coder.field("caFile", &caFile)
        try coder.field("insecure", &insecure)
    }
}
