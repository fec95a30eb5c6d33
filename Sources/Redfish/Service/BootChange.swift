import HardwareInterfaces
import JSON

/// A change of what a system boots from, as a client writes it. Source: DMTF DSP0268, ComputerSystem, Boot.
struct BootChange: Hashable, Sendable {
    /// From what; nil when it is not said. `.some(nil)` is `None`.
    var target: BootDevice??
    /// For how long; nil when it is not said.
    var duration: BootOverride.Duration?

    /// The one mode in which the firmware boots.
    static let mode = "UEFI"

    /// Reads the members of `Boot`.
    static func read(_ members: [JSONMember]) -> Result<BootChange, RedfishProblem> {
        var change = BootChange()
        for member in members {
            let name = "Boot/\(member.name)"
            switch member.name {
            case "BootSourceOverrideTarget":
                guard let text = member.value.string else { return .failure(wrongType(member.value, name)) }
                guard text != "None" else {
                    change.target = .some(nil)
                    continue
                }
                guard let device = BootDevice.allCases.first(where: { Self.name(of: $0) == text }) else {
                    return .failure(.notInList(member.value.quoted, property: name))
                }
                change.target = .some(device)
            case "BootSourceOverrideEnabled":
                guard let text = member.value.string else { return .failure(wrongType(member.value, name)) }
                let durations = BootOverride.Duration.allCases
                guard let duration = durations.first(where: { Self.name(of: $0) == text }) else {
                    return .failure(.notInList(member.value.quoted, property: name))
                }
                change.duration = duration
            case "BootSourceOverrideMode":
                guard let text = member.value.string else { return .failure(wrongType(member.value, name)) }
                guard text == mode else {
                    return .failure(.notInList(member.value.quoted, property: name))
                }
            default: return .failure(.unknownProperty(name))
            }
        }
        return .success(change)
    }

    private static func wrongType(_ value: JSONValue, _ name: String) -> RedfishProblem {
        .wrongType(value.quoted, property: name)
    }

    /// What the system boots from after the change. A target alone holds once, unless another one holds for
    /// good; a duration alone needs a target.
    func applied(to boot: BootOverride) -> Result<BootOverride, RedfishProblem> {
        if duration == .disabled { return .success(.none) }
        switch target {
        case .some(.none): return .success(.none)
        case .some(.some(let device)):
            let present = boot.duration == .disabled ? BootOverride.Duration.once : boot.duration
            return .success(BootOverride(device, duration ?? present))
        case nil:
            guard let duration else { return .success(boot) }
            guard boot.duration != .disabled else {
                return .failure(
                    .conflict("Boot/BootSourceOverrideEnabled", with: "Boot/BootSourceOverrideTarget"))
            }
            return .success(BootOverride(boot.device, duration))
        }
    }

    /// The name of a device.
    static func name(of device: BootDevice) -> String {
        switch device {
        case .disk: "Hdd"
        case .pxe: "Pxe"
        case .virtualMedia: "Cd"
        case .setup: "BiosSetup"
        }
    }

    /// The name of a duration.
    static func name(of duration: BootOverride.Duration) -> String {
        switch duration {
        case .disabled: "Disabled"
        case .once: "Once"
        case .continuous: "Continuous"
        }
    }
}
