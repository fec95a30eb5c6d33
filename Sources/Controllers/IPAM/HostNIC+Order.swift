public import Kubernetes

extension HostNIC {
    /// The cards of a host, by hardware address, as an IpamHost has them.
    public static func cards(of host: BareMetalHost) -> [HostNIC] {
        var cards = (host.status.hardware?.nics ?? []).map { nic in
            var card = HostNIC()
            card.name = nic.name
            card.mac = nic.mac
            card.primary = !nic.mac.isEmpty && nic.mac.lowercased() == host.spec.bootMACAddress.lowercased()
            return card
        }
        // A host whose boot card is not named boots from its first: guess.
        if !cards.isEmpty, !cards.contains(where: \.primary) { cards[0].primary = true }
        return cards.sorted { ($0.mac, $0.name) < ($1.mac, $1.name) }
    }

    /// The cards in the order of their numbers: those that `priorities` names, by the letters that their
    /// names begin with and then by the numbers in them. What no priority names has no number.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/l2template.go (GenerateIfMappingByPrio).
    static func ordered(_ cards: [HostNIC], by priorities: [String]) -> [HostNIC] {
        let provision = priorities.firstIndex(of: "provision")
        var ranked: [(rank: Int, bus: Int, slot: Int, card: HostNIC)] = []
        for card in cards {
            if let provision, card.primary {
                ranked.append((provision, 0, 0, card))
                continue
            }
            let letters = card.name.prefix { $0.isLetter }
            var rest = card.name.dropFirst(letters.count)
            let bus = rest.prefix { $0.isNumber }
            rest = rest.dropFirst(bus.count).drop { $0.isLetter }
            let slot = rest.prefix { $0.isNumber }
            guard let rank = priorities.firstIndex(of: String(letters)), !bus.isEmpty else { continue }
            ranked.append((rank, Int(bus) ?? 0, Int(slot) ?? 0, card))
        }
        return ranked.sorted {
            ($0.rank, $0.bus, $0.slot, $0.card.mac) < ($1.rank, $1.bus, $1.slot, $1.card.mac)
        }
        .map(\.card)
    }
}
