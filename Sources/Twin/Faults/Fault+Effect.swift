import Controllers
import HardwareInterfaces
public import Simulation

extension Fault {
    /// Whether a journal entry shows that the fault, which is on, did something.
    public func isSeen(in entry: Entry, _ names: NameTable) -> Bool {
        switch kind {
        case .powerLoss, .hang, .runtimeHang:
            entry.kind == EquipmentEntry.faultBegan.kind
        case .slowBoot: entry.isPhase("posting", names) && isMeant(entry.subject, names)
        case .bootHang: entry.isPhase("hung", names) && isMeant(entry.subject, names)
        case .itemFails(let item, _):
            entry.kind == LCMEntry.itemFailed.kind && names[entry.object.name] == item
                && isMeant(entry.subject, names)
        case .bmcUnreachable, .bmcUnauthorized:
            (entry.isFailure(of: .bmc) || entry.isFailure(of: .ironic)) && isMeant(entry.object, names)
        case .originDown, .originCorrupt: entry.isFailure(of: .artifactMirror)
        case .controllerCrash(let plan):
            entry.kind == KubernetesEntry.controllerCrashed.kind
                && names[entry.subject.name] == plan.controller.name
        }
    }

    private func isMeant(_ subject: Subject, _ names: NameTable) -> Bool {
        target == "*" || names[subject.name] == target
    }
}

extension Entry {
    fileprivate func isPhase(_ phase: String, _ names: NameTable) -> Bool {
        kind == EquipmentEntry.phaseEntered.kind && names[object.name] == phase
    }

    fileprivate func isFailure(of equipment: EquipmentKind) -> Bool {
        (kind == EquipmentEntry.commandFailed.kind || kind == EquipmentEntry.commandTimedOut.kind)
            && object.kind == equipment.subjectKind
    }
}
