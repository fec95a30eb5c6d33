import HardwareInterfaces
import JSON
import Synchronization

extension RedfishService {
    /// What is answered when there is nothing to tell.
    static let done = RedfishStep.answer(RedfishResponse(204))

    /// Sends an action, or the making of a resource, on its way.
    func post(_ path: RedfishPath, _ members: [JSONMember]) -> RedfishStep {
        switch path {
        case .sessions: return login(members)
        case .accounts: return addAccount(members)
        case .simpleUpdate: return update(members)
        case .system(let name, .reset):
            guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
            switch ActionBody.reset(members) {
            case .failure(let problem): return .refuse(problem)
            case .success(let type): return .ask(.reset(type), host: host) { _ in Self.done }
            }
        case .system(let name, .volumes):
            guard indices[name] != nil else { return .refuse(.noResource(path.shown)) }
            guard let type = members.first(where: { $0.name == "RAIDType" }) else {
                return .refuse(.missingProperty("RAIDType"))
            }
            // The adapter makes no arrays: no type is one of its list.
            return .refuse(.notInList(type.value.quoted, property: "RAIDType"))
        case .system(let name, .media(let media)), .manager(let name, .media(let media)):
            guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
            guard media == .insert else {
                // Bodies without members are sent by some clients.
                if let first = members.first {
                    return .refuse(.unknownParameter(first.name, action: "VirtualMedia.EjectMedia"))
                }
                return .ask(.ejectMedia, host: host) { _ in Self.done }
            }
            switch ActionBody.insertMedia(members) {
            case .failure(let problem): return .refuse(problem)
            case .success(let image): return .ask(.insertMedia(image), host: host) { _ in Self.done }
            }
        default: return .refuse(.methodNotAllowed)
        }
    }

    /// Sends the change of a resource on its way.
    func patch(
        _ path: RedfishPath, _ members: [JSONMember], _ request: RedfishRequest, _ account: Accounts.Account?
    ) -> RedfishStep {
        guard !members.isEmpty else { return .refuse(.emptyBody) }
        switch path {
        case .system(let name, .whole):
            guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
            return patch(system: host, members, base: path.shown, request)
        case .account(let id): return patch(account: id, members, request, isOwn: account?.id == id)
        case .sessionService: return patchSessionService(members, request)
        case .accountService: return .refuse(.readOnlyProperty(members[0].name))
        default: return .refuse(.methodNotAllowed)
        }
    }

    private func patch(
        system host: Int, _ members: [JSONMember], base: String, _ request: RedfishRequest
    ) -> RedfishStep {
        var change = BootChange()
        for member in members where !member.name.hasPrefix("@") {
            guard member.name == "Boot" else {
                let isKnown = Self.systemProperties.contains(member.name)
                return .refuse(isKnown ? .readOnlyProperty(member.name) : .unknownProperty(member.name))
            }
            guard let boot = member.value.members else {
                return .refuse(.wrongType(member.value.quoted, property: "Boot"))
            }
            switch BootChange.read(boot) {
            case .failure(let problem): return .refuse(problem)
            case .success(let read): change = read
            }
        }
        let (wanted, tags) = (change, request.ifMatch)
        return .ask(.readSystem, host: host) { reply in
            guard case .system(let system) = reply else { return .refuse(Self.oddReply) }
            if let tags, !EntityTag.matches(tags, SystemResources(system, base: base).tag) {
                return .refuse(.preconditionFailed)
            }
            if case .some(.some(let device)) = wanted.target, !system.bootable.contains(device) {
                return .refuse(
                    .notInList(BootChange.name(of: device), property: "Boot/BootSourceOverrideTarget"))
            }
            switch wanted.applied(to: system.boot) {
            case .failure(let problem): return .refuse(problem)
            case .success(system.boot): return Self.done
            case .success(let boot): return .ask(.setBoot(boot), host: host) { _ in Self.done }
            }
        }
    }

    /// The properties of a system that are read only.
    private static let systemProperties: Set<String> = [
        "Id", "Name", "SystemType", "Manufacturer", "Model", "SerialNumber", "UUID", "BiosVersion",
        "PowerState",
        "Status", "ProcessorSummary", "MemorySummary", "EthernetInterfaces", "Processors", "Memory",
        "Storage",
        "SecureBoot", "VirtualMedia", "Links", "Actions",
    ]

    /// Removes a resource.
    func delete(_ path: RedfishPath) -> RedfishStep {
        switch path {
        case .session(let id):
            accounts.withLock { $0.close(session: id) } ? Self.done : .refuse(.noResource(path.shown))
        case .task(let id): tasks.withLock { $0.remove(id) } ? Self.done : .refuse(.noResource(path.shown))
        case .account(let id): deleteAccount(id, path)
        case .subscription(let id): end(stream: id) ? Self.done : .refuse(.noResource(path.shown))
        default: .refuse(.methodNotAllowed)
        }
    }

    private func update(_ members: [JSONMember]) -> RedfishStep {
        switch ActionBody.simpleUpdate(members) {
        case .failure(let problem): return .refuse(problem)
        case .success(let (image, target)):
            return .clock { [self] time in
                let task = tasks.withLock {
                    $0.add(name: "Firmware Update", start: time, image: image, target: target)
                }
                let origin = "/redfish/v1/TaskService/Tasks/\(task.id)"
                tell([
                    EventRecord(.taskStarted, [task.id], origin: origin, time: time),
                    EventRecord(.taskAborted, [task.id], origin: origin, time: time),
                ])
                var response = UpdateResources.task(task)
                response.status = 202
                response.add("Location", origin)
                return .answer(response)
            }
        }
    }
}
