import HardwareInterfaces

/// In what the BMCs of one vendor differ from what Redfish says, as data.
struct RedfishQuirks: Hashable, Sendable {
    /// What the system's `Manufacturer` or the service's `Vendor` begins with, in lower case; empty for any.
    var vendor = ""
    /// The boot targets that stand for the virtual drive, the first that is allowed being taken.
    var virtualMediaTargets = ["Cd"]
    /// Whether a choice of what is booted must repeat the boot mode, which is forgotten otherwise.
    var repeatsBootMode = false
    /// Whether a drive that says `Inserted` and is not connected is empty.
    var unconnectedIsEmpty = false

    /// For vendors that keep to Redfish as far as is known.
    static let none = RedfishQuirks()

    /// The vendors that do not.
    ///
    /// Sources: boot targets, openstack/sushy, sushy/resources/system/system.py (X11 and X12 present virtual
    /// media as a USB drive); boot mode, DMTF/Redfishtool pull request 106; drives,
    /// ansible-collections/community.general pull request 7470.
    static let table: [RedfishQuirks] = [
        RedfishQuirks(
            vendor: "supermicro", virtualMediaTargets: ["UsbCd", "Cd"], repeatsBootMode: true,
            unconnectedIsEmpty: true)
    ]

    /// Those of the first of these names that the table has.
    static func of(_ names: [String?]) -> RedfishQuirks {
        for case let name? in names {
            let word = name.lowercased()
            if let quirks = table.first(where: { word.hasPrefix($0.vendor) }) { return quirks }
        }
        return none
    }

    /// The names of Redfish for a boot device.
    func targets(_ device: BootDevice) -> [String] {
        switch device {
        case .disk: ["Hdd"]
        case .pxe: ["Pxe"]
        case .virtualMedia: virtualMediaTargets
        case .setup: ["BiosSetup"]
        }
    }

    /// The boot device of one of Redfish's names; nil for those that nothing here asks for.
    static func device(_ target: String) -> BootDevice? {
        switch target {
        case "Hdd": .disk
        case "Pxe": .pxe
        case "Cd", "UsbCd": .virtualMedia
        case "BiosSetup": .setup
        default: nil
        }
    }
}
