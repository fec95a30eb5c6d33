import HardwareInterfaces
import Simulation

/// What has come of a command to Ironic.
enum IronicAnswer {
    /// Nothing yet.
    case waiting
    /// It is done.
    case reply(IronicReply)
    /// It failed.
    case failed(EquipmentError)
}

extension IronicCommand {
    /// In a few words.
    var summary: String {
        switch self {
        case .register: "register"
        case .inspect: "inspect"
        case .manage: "take back"
        case .prepare(let cleaning): cleaning ? "clean and make available" : "make available"
        case .adopt: "adopt"
        case .deploy(let image): "deploy \(image.distribution)"
        case .undeploy(let cleaning): cleaning ? "give back and clean" : "give back"
        case .readPower: "read power"
        case .setPower(let power): "switch power \(power.rawValue)"
        case .reboot: "reboot"
        case .delete: "forget"
        }
    }

    /// When the operator stops waiting: longer than all time-outs of Ironic on the way.
    /// Source: guess.
    var timeout: SimDuration {
        switch self {
        case .inspect, .prepare, .deploy, .undeploy: .hours(2)
        case .register, .manage, .adopt, .readPower, .setPower, .reboot, .delete: .minutes(10)
        }
    }

    /// Whether Ironic counts the node as busy meanwhile.
    var isBusy: Bool {
        switch self {
        case .inspect, .prepare, .deploy, .undeploy: true
        case .register, .manage, .adopt, .readPower, .setPower, .reboot, .delete: false
        }
    }
}

extension EquipmentError {
    /// Whose fault it is that Ironic failed.
    var culprit: EquipmentKind {
        switch self {
        case .ironic(.bmc), .ironic(.powerStuck): .bmc
        case .ironic(.noCallback): .host
        default: .ironic
        }
    }
}
