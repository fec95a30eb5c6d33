import HardwareInterfaces
import Synchronization

extension RedfishService {
    /// Sends the reading of a resource on its way.
    func read(_ path: RedfishPath) -> RedfishStep {
        switch path {
        case .versions: .answer(ServiceResources.versions())
        case .root: .answer(ServiceResources.root(uuid: uuid))
        case .odata: .answer(ServiceResources.odata())
        case .metadata: .answer(ServiceResources.metadata())
        case .registries: .answer(ServiceResources.registries())
        case .registry(let id): found(ServiceResources.registry(id), path)
        case .schemas: .answer(ServiceResources.schemas())
        case .schema(let id): found(ServiceResources.schema(id), path)
        case .systems:
            collection(.systems, "/redfish/v1/Systems", name: "Systems")
        case .managers:
            collection(.managers, "/redfish/v1/Managers", name: "Managers")
        case .chassisCollection:
            collection(.chassisCollection, "/redfish/v1/Chassis", name: "Chassis")
        case .system(let name, let part): read(system: name, part, path)
        case .manager(let name, let part): read(manager: name, part, path)
        case .chassis(let name, let part): read(chassis: name, part, path)
        case .updateService: .answer(UpdateResources.service())
        case .firmwareInventory:
            .answer(UpdateResources.inventory(hosts: hosts.map { RequestTarget.encoded($0) }))
        case .firmware(let id): read(firmware: id, path)
        case .taskService: .clock { .answer(UpdateResources.taskService(time: $0)) }
        case .tasks: .answer(UpdateResources.tasks(tasks.withLock { $0.tasks }))
        case .task(let id):
            found(tasks.withLock { $0.tasks.first { $0.id == id } }.map { UpdateResources.task($0) }, path)
        case .sessionService, .sessions, .session, .accountService, .accounts, .account, .roles, .role:
            readAccess(path)
        case .eventService: .answer(EventResources.service())
        case .subscriptions: .answer(EventResources.subscriptions(streams.withLock { $0.streams.map(\.id) }))
        case .subscription(let id):
            found(
                streams.withLock { $0.streams.first { $0.id == id } }.map { EventResources.subscription($0) },
                path)
        case .simpleUpdate, .serverSentEvents: .refuse(.methodNotAllowed)
        }
    }

    private func collection(_ schema: RedfishSchema, _ path: String, name: String) -> RedfishStep {
        .answer(
            RedfishDocument.collection(
                schema, path, name: name, hosts.map { "\(path)/\(RequestTarget.encoded($0))" }))
    }

    /// The resource, or that there is none.
    func found(_ response: RedfishResponse?, _ path: RedfishPath) -> RedfishStep {
        response.map { .answer($0) } ?? .refuse(.noResource(path.shown))
    }

    private func read(system name: String, _ part: RedfishPath.System, _ path: RedfishPath) -> RedfishStep {
        guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
        return .ask(.readSystem, host: host) { [self] reply in
            guard case .system(let system) = reply else { return .refuse(Self.oddReply) }
            let base = "/redfish/v1/Systems/\(RequestTarget.encoded(name))"
            return found(SystemResources(system, base: base).document(part), path)
        }
    }

    private func read(manager name: String, _ part: RedfishPath.Manager, _ path: RedfishPath) -> RedfishStep {
        guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
        let base = "/redfish/v1/Managers/\(RequestTarget.encoded(name))"
        switch part {
        case .media(let media):
            return .ask(.readSystem, host: host) { [self] reply in
                guard case .system(let system) = reply else { return .refuse(Self.oddReply) }
                return found(MediaResources(image: system.media, base: base).document(media), path)
            }
        case .whole, .networkProtocol, .interfaces, .interface:
            return .ask(.readSystem, host: host) { reply in
                guard case .system(let system) = reply else { return .refuse(Self.oddReply) }
                return .ask(.readFirmware, host: host) { [self] reply in
                    guard case .firmware(let firmware) = reply else { return .refuse(Self.oddReply) }
                    return .clock { [self] time in
                        let resources = ManagerResources(
                            system, firmware: firmware, service: uuid, time: time, base: base)
                        return found(resources.document(part), path)
                    }
                }
            }
        }
    }

    private func read(chassis name: String, _ part: RedfishPath.Chassis, _ path: RedfishPath) -> RedfishStep {
        guard let host = indices[name] else { return .refuse(.noResource(path.shown)) }
        let base = "/redfish/v1/Chassis/\(RequestTarget.encoded(name))"
        if part == .whole {
            return .ask(.readSystem, host: host) { reply in
                guard case .system(let system) = reply else { return .refuse(Self.oddReply) }
                return .answer(ChassisResources.whole(system, base: base))
            }
        }
        return .ask(.readSensors, host: host) { [self] reply in
            guard case .sensors(let sensors) = reply else { return .refuse(Self.oddReply) }
            return found(ChassisResources(sensors, base: base).document(part), path)
        }
    }

    private func read(firmware id: String, _ path: RedfishPath) -> RedfishStep {
        guard let (name, piece) = UpdateResources.parts(of: id), let host = indices[name] else {
            return .refuse(.noResource(path.shown))
        }
        return .ask(.readFirmware, host: host) { [self] reply in
            guard case .firmware(let firmware) = reply else { return .refuse(Self.oddReply) }
            let found = firmware.first { $0.name == piece }
            return self.found(found.map { UpdateResources.firmware($0, host: name) }, path)
        }
    }

    /// What is said when a BMC answers something else than it was asked.
    static let oddReply = RedfishProblem.failed(status: 500, "the BMC answered something else")
}

extension RedfishPath {
    /// How messages name it.
    var shown: String {
        switch self {
        case .system(let name, _): "/redfish/v1/Systems/\(RequestTarget.encoded(name))"
        case .manager(let name, _): "/redfish/v1/Managers/\(RequestTarget.encoded(name))"
        case .chassis(let name, _): "/redfish/v1/Chassis/\(RequestTarget.encoded(name))"
        case .session(let id): "/redfish/v1/SessionService/Sessions/\(RequestTarget.encoded(id))"
        case .account(let id): "/redfish/v1/AccountService/Accounts/\(RequestTarget.encoded(id))"
        case .role(let id): "/redfish/v1/AccountService/Roles/\(RequestTarget.encoded(id))"
        case .firmware(let id): "/redfish/v1/UpdateService/FirmwareInventory/\(RequestTarget.encoded(id))"
        case .task(let id): "/redfish/v1/TaskService/Tasks/\(RequestTarget.encoded(id))"
        case .subscription(let id):
            "/redfish/v1/EventService/Subscriptions/\(RequestTarget.encoded(id))"
        case .registry(let id): "/redfish/v1/Registries/\(RequestTarget.encoded(id))"
        case .schema(let id): "/redfish/v1/JsonSchemas/\(RequestTarget.encoded(id))"
        default: "/redfish/v1/"
        }
    }
}
