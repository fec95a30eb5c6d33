import Controllers
import Kubernetes

/// The addresses of a cloud while it is imported: which Subnet has given what, and what is kept for machines
/// that have theirs already.
struct AddressBook {
    private struct Page {
        var plan: AddressPlan
        var taken: [(address: IPv4Address, uid: String)] = []
        var known: Set<IPv4Address> = []
        /// Below it nothing is free.
        var next = IPv4Address(number: 0)
    }

    private var pages: [Page] = []
    private var places: [String: Int] = [:]
    /// The Subnets, by reference, that give nothing, and why.
    private(set) var problems: [(reference: String, problem: NetworkProblem)] = []

    init(_ subnets: [Subnet]) {
        for subnet in subnets {
            do throws(NetworkProblem) {
                let page = Page(plan: try AddressPlan(subnet.spec))
                places[subnet.reference] = pages.count
                pages.append(page)
            } catch {
                problems.append((subnet.reference, error))
            }
        }
    }

    /// What a Subnet may give; nil for one that gives nothing.
    func plan(_ reference: String) -> AddressPlan? { places[reference].map { pages[$0].plan } }

    /// What a Subnet has given.
    func allocations(_ reference: String) -> [(address: IPv4Address, uid: String)] {
        places[reference].map { pages[$0].taken } ?? []
    }

    /// Keeps an address for a machine; false when it is kept or given already, nil when the Subnet's network
    /// has no such address.
    mutating func keep(_ address: IPv4Address, _ reference: String) -> Bool? {
        guard let place = places[reference], pages[place].plan.network.contains(address) else { return nil }
        return pages[place].known.insert(address).inserted
    }

    /// The lowest address that is neither given nor kept, which is kept then; nil when there is none.
    mutating func lowestFree(_ reference: String) -> IPv4Address? {
        guard let place = places[reference] else { return nil }
        let known = pages[place].known
        guard
            let address = pages[place].plan.lowestFree(
                from: pages[place].next, isTaken: { known.contains($0) })
        else { return nil }
        pages[place].known.insert(address)
        pages[place].next = address
        return address
    }

    /// Notes that an address is given to an IPaddr.
    mutating func give(_ address: IPv4Address, to uid: String, _ reference: String) {
        guard let place = places[reference] else { return }
        pages[place].known.insert(address)
        pages[place].taken.append((address, uid))
    }
}
