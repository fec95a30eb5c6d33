import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// The addresses of machines: those that the input has are taken over, the others are given as the
    /// controller of addresses would have. What does not fit together is said and stays as it is.
    mutating func deriveNetwork() throws(CloudError) {
        let (templates, subnets) = (all(L2Template.self, 0), all(Subnet.self, 0))
        var managed = Set(templates.map(\.metadata.namespace))
        for subnet in subnets where subnet.services.contains(Subnet.lcmService) {
            managed.insert(subnet.metadata.namespace)
        }
        guard !managed.isEmpty else {
            notes.append("the input has no Subnet for machines: their addresses are made up")
            return
        }
        var book = AddressBook(subnets)
        for (reference, problem) in book.problems {
            let subnet = subnets.first { $0.reference == reference }
            notes.append(
                "\(place(subnet))Subnet \(subnet?.metadata.name ?? "") gives no addresses: \(problem)")
        }
        takeOver(&book, subnets)
        let hosts = hostsByMachine()
        let machines = all(Machine.self, 0).filter { managed.contains($0.metadata.namespace) }
        let known = keepAddresses(of: machines, subnets, &book)
        var problems: [(text: String, count: Int)] = []
        for machine in machines {
            let name = "\(machine.metadata.namespace)/\(machine.metadata.name)"
            if let own = find(
                IpamHost.self, machine.metadata.name, namespace: machine.metadata.namespace, 0)
            {
                lcmAddresses[name] = own.lcmAddress
                continue
            }
            guard let host = hosts[name] else { continue }
            do throws(NetworkProblem) {
                lcmAddresses[name] = try network(
                    of: machine, on: host, known: known[name], templates, subnets, &book
                ).description
            } catch {
                if let index = problems.firstIndex(where: { $0.text == error.description }) {
                    problems[index].count += 1
                } else {
                    problems.append((error.description, 1))
                }
            }
        }
        for (text, count) in problems {
            notes.append(
                "the network of \(count == 1 ? "a machine" : "\(count) machines") is unknown: \(text)")
        }
        settleSubnets(subnets, book)
    }

    /// The hosts that run what machines need, by namespace and name of the machine.
    private func hostsByMachine() -> [String: BareMetalHost] {
        var hosts: [String: BareMetalHost] = [:]
        for host in all(BareMetalHost.self, 0) {
            guard let consumer = host.spec.consumerRef, host.status.provisioning.state == .provisioned,
                host.status.hardware?.nics.isEmpty == false
            else { continue }
            hosts["\(host.metadata.namespace)/\(consumer.name)"] = host
        }
        return hosts
    }

    /// Notes what the input's IPaddrs have, and what its Subnets say is given although no IPaddr is there.
    private mutating func takeOver(_ book: inout AddressBook, _ subnets: [Subnet]) {
        for address in all(IPaddr.self, 0) {
            guard let number = IPv4Address(address.status.address) else { continue }
            let reference = address.spec.subnetRef
            let what = "\(place(address))IPaddr \(address.metadata.name) has \(number)"
            switch book.keep(number, reference) {
            case nil: notes.append("\(what), which is no address of its Subnet \(reference)")
            case false?: notes.append("\(what), which another IPaddr has too")
            case true?: book.give(number, to: address.metadata.uid.text, reference)
            }
        }
        for subnet in subnets {
            let orphans = subnet.status.allocations.filter { book.keep($0.address, subnet.reference) == true }
            for orphan in orphans { book.give(orphan.address, to: orphan.uid, subnet.reference) }
            guard !orphans.isEmpty else { continue }
            notes.append(
                "\(place(subnet))Subnet \(subnet.metadata.name) has given \(orphans.count) addresses to "
                    + "IPaddrs that the input does not have: they are free when it is next looked at")
        }
    }

    /// The address that each machine reports, by namespace and name; kept, so that no other gets it.
    private mutating func keepAddresses(
        of machines: [Machine], _ subnets: [Subnet], _ book: inout AddressBook
    ) -> [String: IPv4Address] {
        let networks = subnets.filter { $0.services.contains(Subnet.lcmService) }
        var known: [String: IPv4Address] = [:]
        for machine in machines {
            let (name, namespace) = (machine.metadata.name, machine.metadata.namespace)
            let lcm = find(LCMMachine.self, name, namespace: namespace, 0)
            let text = lcm?.status.addresses.first { $0.type == "InternalIP" }?.address
            guard let address = IPv4Address(text ?? machine.status.providerStatus.privateIp) else { continue }
            let own = find(IpamHost.self, name, namespace: namespace, 0)
            if own?.lcmAddress == address.description { continue }
            let origin = lcm.map { place($0) } ?? place(machine)
            if let given = own?.lcmAddress {
                notes.append("\(origin)Machine \(name) has \(address), but its IpamHost has \(given)")
                continue
            }
            let subnet = networks.first {
                $0.metadata.namespace == namespace
                    && book.plan($0.reference)?.network.contains(address) ?? false
            }
            guard let subnet else {
                notes.append("\(origin)Machine \(name) has \(address), which is no address of a Subnet")
                continue
            }
            if book.keep(address, subnet.reference) == true {
                known["\(namespace)/\(name)"] = address
            } else {
                notes.append("\(origin)Machine \(name) has \(address), which another one has too")
            }
        }
        return known
    }

    /// Makes the IpamHost of a machine and its IPaddrs; answers its address.
    private mutating func network(
        of machine: Machine, on host: BareMetalHost, known: IPv4Address?, _ templates: [L2Template],
        _ subnets: [Subnet], _ book: inout AddressBook
    ) throws(NetworkProblem) -> IPv4Address {
        var own = IpamHost(machine, on: host)
        do throws(NetworkProblem) {
            let network = try HostNetwork(own, templates: templates, subnets: subnets)
            var given: [(request: HostNetwork.Request, address: IPv4Address)] = []
            for request in network.requests {
                let kept = known.flatMap { address in
                    book.plan(request.subnet)?.network.contains(address) ?? false ? address : nil
                }
                guard let address = kept ?? book.lowestFree(request.subnet) else {
                    throw NetworkProblem("no address is left in Subnet \(request.alias)")
                }
                given.append((request, address))
            }
            let configuration = try network.configure { request in
                given.first { $0.request == request }?.address
            }
            own.status.take(network, configuration, at: now)
            own = make(own)
            for (request, address) in given {
                var object = own.address(for: request)
                let subnet = subnets.first { $0.reference == request.subnet }
                object.status.take(address, object.spec, subnet?.spec ?? SubnetSpec())
                book.give(address, to: make(object).metadata.uid.text, request.subnet)
            }
            return configuration.lcm
        } catch {
            own.status.fail(error)
            own = make(own)
            throw error
        }
    }

    /// Says what each Subnet has given, where it does not say so itself.
    private mutating func settleSubnets(_ subnets: [Subnet], _ book: AddressBook) {
        for var subnet in subnets {
            let before = subnet.status
            if let plan = book.plan(subnet.reference) {
                let given = book.allocations(subnet.reference)
                let texts = Set(given.map { "\($0.address):\($0.uid)" })
                if before.statusMessage.isEmpty || texts != Set(before.allocatedIPs) {
                    subnet.status.describe(subnet.spec, plan)
                    subnet.status.set(given, of: plan)
                }
            } else if let problem = book.problems.first(where: { $0.reference == subnet.reference }) {
                subnet.status.statusMessage = "ERR: \(problem.problem)"
            }
            if subnet.status != before { replace(subnet, 0) }
        }
    }

    /// Creates an object that the input can't have; answers it as the API server has it.
    private mutating func make<Spec>(_ object: Resource<Spec>) -> Resource<Spec> {
        do throws(CloudError) { try put(object, 0) } catch {
            notes.append("\(Spec.info.kind) \(object.metadata.name) of the input stays as it is")
        }
        return find(Resource<Spec>.self, object.metadata.name, namespace: object.metadata.namespace, 0)
            ?? object
    }

    /// Where an object stands in the input, for the beginning of a note; empty for one that is made up.
    private func place<Spec>(_ object: Resource<Spec>?) -> String {
        guard let object else { return "" }
        let own = cloud.objects.first {
            $0.info.kind == Spec.info.kind && $0.name == object.metadata.name
                && $0.namespace == object.metadata.namespace
        }
        return own.map { "\($0.error(""))" } ?? ""
    }
}
