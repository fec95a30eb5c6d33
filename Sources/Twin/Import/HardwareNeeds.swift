import Controllers
import HardwareInterfaces
import Kubernetes

/// What hosts of a namespace must have so that they can be set up as its L2Templates and
/// BareMetalHostProfiles want: servers that are made up get it.
struct HardwareNeeds {
    /// How many network cards.
    private(set) var cards = 1
    /// The disks: device and type of each.
    private(set) var disks: [(name: String, type: String)] = []

    /// The needs of each namespace; nothing where there are neither templates nor profiles.
    static func byNamespace(
        _ templates: [L2Template], _ profiles: [BareMetalHostProfile]
    ) -> [String: HardwareNeeds] {
        var needs: [String: HardwareNeeds] = [:]
        for template in templates {
            let count = max(template.cardCount, template.spec.ifMapping.count)
            let namespace = template.metadata.namespace
            let before = needs[namespace, default: HardwareNeeds()].cards
            needs[namespace, default: HardwareNeeds()].cards = max(before, count)
        }
        for profile in profiles {
            let disks = profile.spec.devices.enumerated().map { index, device in
                (
                    name: device.device.byName ?? "/dev/sd\(letter(index))",
                    type: (device.device.type ?? "SSD").uppercased()
                )
            }
            let namespace = profile.metadata.namespace
            if disks.count >= needs[namespace, default: HardwareNeeds()].disks.count {
                needs[namespace, default: HardwareNeeds()].disks = disks
            }
        }
        return needs
    }

    private static func letter(_ index: Int) -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
    }
}

extension HardwareDetails {
    /// A server of no particular make that can be set up as its namespace wants; `place` is its
    /// BareMetalHost, as `NAMESPACE/NAME`. Guess, but for the number of its cards and disks.
    static func generic(mac: String, _ needs: HardwareNeeds?, place: String) -> HardwareDetails {
        var details = HardwareDetails.generic(mac: mac)
        for (index, disk) in (needs?.disks ?? []).enumerated() {
            let made = Disk(name: disk.name, bytes: details.disks[0].bytes, type: disk.type)
            if index < details.disks.count { details.disks[index] = made } else { details.disks.append(made) }
        }
        for number in stride(from: details.interfaces.count + 1, through: needs?.cards ?? 1, by: 1) {
            var digest = SHA256()
            digest.update(Array("\(place)/\(number)".utf8))
            var digits = Array(digest.hex().utf8.prefix(12))
            // Locally administered, and no group address.
            digits[1] = UInt8(ascii: "2")
            let card = stride(from: 0, to: 12, by: 2).map { place in
                String(decoding: digits[place..<place + 2], as: UTF8.self)
            }.joined(separator: ":")
            details.interfaces.append(Interface(name: "eno\(number)", mac: card, speed: 25))
        }
        return details
    }
}

extension BareMetalHost {
    /// Gives a host that was inspected the hardware that the input does not say.
    mutating func deriveHardware(_ needs: HardwareNeeds?) {
        guard let needs, status.hardware == nil, spec.inspectionMode != .disabled else { return }
        switch status.provisioning.state {
        case .none, .unmanaged, .registering, .inspecting, .matchProfile, .externallyProvisioned: return
        default: break
        }
        let place = "\(metadata.namespace)/\(metadata.name)"
        status.hardware = HostHardware(.generic(mac: spec.bootMACAddress, needs, place: place))
    }
}
