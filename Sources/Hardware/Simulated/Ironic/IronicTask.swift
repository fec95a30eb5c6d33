import HardwareInterfaces

/// A command that Ironic carries out on a node: a list of steps, one after the other.
struct IronicTask: Sendable {
    /// A step.
    enum Step: Equatable, Sendable {
        /// Ask the BMC for the power.
        case contact
        /// Have the BMC switch the power.
        case power(PowerState)
        /// Boot the agent ramdisk and wait until it calls back.
        case ramdisk
        /// Let the agent work, for the timing of this name.
        case work(String)
        /// Boot what is on the disk.
        case disk
        /// Have a BMC outside do this.
        case ask(BMCCommand)
        /// Wait in vain, for this.
        case giveUp(IronicError)

        /// What a BMC is asked for; nil for what a BMC has no part in.
        var command: BMCCommand? {
            switch self {
            case .contact: .readPower
            case .power(let power): .setPower(power)
            case .ask(let command): command
            case .ramdisk, .work, .disk, .giveUp: nil
            }
        }
    }

    /// Who waits for the reply.
    var operation: OperationID
    /// What was asked.
    let command: IronicCommand
    /// What is left, the step under way first.
    var steps: [Step]
    /// How often the BMC was asked in vain in the present step.
    var attempts = 0
    /// The host's epoch when its ramdisk called back: another one means that it is gone.
    var ramdisk: UInt16?
}

extension IronicCommand {
    /// How it is done.
    ///
    /// Source: OpenStack Ironic documentation, "Bare Metal State Machine", and
    /// metal3-io/baremetal-operator pkg/provisioner/ironic.
    var steps: [IronicTask.Step] {
        switch self {
        case .register, .adopt, .readPower: [.contact]
        case .inspect: [.contact, .power(.off), .ramdisk, .work("ironic.inspect"), .power(.off)]
        case .prepare(cleaning: true): [.contact, .power(.off)] + Self.cleaning
        case .prepare(cleaning: false): [.contact]
        case .deploy: [.contact, .power(.off), .ramdisk, .work("ironic.deploy"), .disk]
        case .undeploy(let cleaning): [.contact, .power(.off)] + (cleaning ? Self.cleaning : [])
        case .setPower(let power): [.contact, .power(power)]
        case .reboot: [.contact, .power(.off), .power(.on)]
        case .manage, .delete: []
        }
    }

    /// How it is done where nothing but a real BMC is at hand: no agent can be waited for.
    ///
    /// Source: openstack/ironic ironic/drivers/modules/redfish/inspect.py (inspection out of band),
    /// ironic/drivers/modules/redfish/boot.py and ironic/drivers/modules/ramdisk.py (booting an image from
    /// the virtual drive).
    var stepsByBMC: [IronicTask.Step] {
        switch self {
        case .register, .adopt, .readPower, .setPower, .reboot, .manage, .delete, .prepare(cleaning: false):
            steps
        case .inspect: [.contact, .ask(.readSystem)]
        case .prepare(cleaning: true), .undeploy(cleaning: true): [.contact, .giveUp(.noAgent)]
        case .deploy(let image):
            [
                .contact, .power(.off), .ask(.ejectMedia), .ask(.insertMedia(image.url)),
                .ask(.setBoot(BootOverride(.virtualMedia, .once))), .power(.on),
            ]
        case .undeploy(cleaning: false): [.contact, .power(.off), .ask(.ejectMedia)]
        }
    }

    /// Whether the agent writes to the root disk.
    var writesDisk: Bool {
        switch self {
        case .prepare(let cleaning), .undeploy(let cleaning): cleaning
        case .deploy: true
        case .register, .inspect, .manage, .adopt, .readPower, .setPower, .reboot, .delete: false
        }
    }

    private static let cleaning: [IronicTask.Step] = [.ramdisk, .work("ironic.clean"), .power(.off)]

    /// The states from which it may begin; nil for a node that is not enrolled.
    func mayBegin(from state: IronicNodeState?) -> Bool {
        switch self {
        case .register: true
        case .inspect: [.manageable, .available, .inspectFailed, .cleanFailed].contains(state)
        case .prepare: [.manageable, .available, .inspectFailed, .cleanFailed].contains(state)
        case .manage: [.available, .inspectFailed, .cleanFailed, .adoptFailed].contains(state)
        case .adopt: [.manageable, .adoptFailed].contains(state)
        case .deploy: [.available, .deployFailed].contains(state)
        case .undeploy: [.active, .deployFailed, .error, .cleanFailed, .adoptFailed].contains(state)
        case .readPower, .setPower, .reboot, .delete: state != nil
        }
    }

    /// The state of the node while a step is under way; nil leaves it as it was.
    func state(during step: IronicTask.Step?, from state: IronicNodeState?) -> IronicNodeState? {
        switch (self, step) {
        case (.register, _): state == nil || state == .enroll ? .verifying : nil
        case (.inspect, .ramdisk): .inspectWait
        case (.inspect, _): .inspecting
        case (.prepare, .ramdisk): .cleanWait
        case (.prepare, _): .cleaning
        case (.adopt, _): .adopting
        case (.deploy, .ramdisk): .waitCallBack
        case (.deploy, _): .deploying
        case (.undeploy, .ramdisk): .cleanWait
        case (.undeploy, .work): .cleaning
        case (.undeploy, _): .deleting
        case (.manage, _), (.readPower, _), (.setPower, _), (.reboot, _), (.delete, _): nil
        }
    }

    /// The state of the node when it is done; nil leaves it as it was.
    var stateAfter: IronicNodeState? {
        switch self {
        case .register, .inspect, .manage: .manageable
        case .prepare, .undeploy: .available
        case .adopt, .deploy: .active
        case .readPower, .setPower, .reboot, .delete: nil
        }
    }

    /// The state of the node when it failed at a state; nil leaves it as it was.
    func stateAfterFailure(at state: IronicNodeState?) -> IronicNodeState? {
        switch self {
        case .register: .enroll
        case .inspect: .inspectFailed
        case .prepare: .cleanFailed
        case .adopt: .adoptFailed
        case .deploy: .deployFailed
        case .undeploy: state == .deleting ? .error : .cleanFailed
        case .manage, .readPower, .setPower, .reboot, .delete: nil
        }
    }

    /// Whether it may end what another command does with a node. Only what waits for the ramdisk can be
    /// ended.
    /// Source: metal3-io/baremetal-operator pkg/provisioner/ironic/ironic.go (Deprovision, Delete).
    var aborts: Bool {
        switch self {
        case .undeploy, .delete: true
        case .register, .inspect, .manage, .prepare, .adopt, .deploy, .readPower, .setPower, .reboot: false
        }
    }
}
