import JSON
import Synchronization

extension RedfishService {
    /// Sends the reading of what concerns access on its way.
    func readAccess(_ path: RedfishPath) -> RedfishStep {
        let now = now
        switch path {
        case .sessionService:
            return .answer(AccessResources.sessionService(timeout: accounts.withLock { $0.sessionTimeout }))
        case .sessions:
            let sessions = accounts.withLock { $0.openSessions(now: now) }
            return .answer(AccessResources.sessions(sessions))
        case .session(let id):
            let session = accounts.withLock { $0.openSessions(now: now).first { $0.id == id } }
            return found(session.map { AccessResources.session($0) }, path)
        case .accountService: return .answer(AccessResources.accountService())
        case .accounts: return .answer(AccessResources.accounts(accounts.withLock { $0.accounts }))
        case .account(let id):
            let account = accounts.withLock { $0.accounts.first { $0.id == id } }
            return found(account.map { AccessResources.account($0) }, path)
        case .roles: return .answer(AccessResources.roles())
        case .role(let id): return found(Accounts.Role(rawValue: id).map { AccessResources.role($0) }, path)
        default: return .refuse(.noResource(path.shown))
        }
    }

    /// Opens a session.
    func login(_ members: [JSONMember]) -> RedfishStep {
        var texts: [String: String] = [:]
        for member in members where ["UserName", "Password"].contains(member.name) {
            guard let text = member.value.string else {
                return .refuse(.wrongType(member.value.quoted, property: member.name))
            }
            texts[member.name] = text
        }
        guard let user = texts["UserName"] else { return .refuse(.missingProperty("UserName")) }
        guard let password = texts["Password"] else { return .refuse(.missingProperty("Password")) }
        let credentials = BasicCredentials(user: user, password: password)
        return .clock { [self] time in
            let now = now
            return accounts.withLock { accounts in
                guard let account = accounts.account(credentials) else { return .refuse(.noSession) }
                guard let (session, token) = accounts.open(account, created: time, now: now) else {
                    return .refuse(.sessionLimit)
                }
                var response = AccessResources.session(session)
                response.status = 201
                response.add("X-Auth-Token", token)
                response.add("Location", "/redfish/v1/SessionService/Sessions/\(session.id)")
                return .answer(response)
            }
        }
    }

    /// Changes the time-out of sessions.
    func patchSessionService(_ members: [JSONMember], _ request: RedfishRequest) -> RedfishStep {
        accounts.withLock { accounts in
            let tag = EntityTag.of(AccessResources.sessionService(timeout: accounts.sessionTimeout).body)
            if let tags = request.ifMatch, !EntityTag.matches(tags, tag) {
                return .refuse(.preconditionFailed)
            }
            for member in members where !member.name.hasPrefix("@") {
                guard member.name == "SessionTimeout" else {
                    let isKnown = ["Id", "Name", "ServiceEnabled", "Status", "Sessions"].contains(member.name)
                    return .refuse(isKnown ? .readOnlyProperty(member.name) : .unknownProperty(member.name))
                }
                guard let seconds = member.value.whole else {
                    return .refuse(.wrongType(member.value.quoted, property: member.name))
                }
                guard Accounts.sessionTimeouts.contains(seconds) else {
                    return .refuse(.notInList(member.value.quoted, property: member.name))
                }
                accounts.sessionTimeout = seconds
            }
            return Self.done
        }
    }

    /// Adds an account.
    func addAccount(_ members: [JSONMember]) -> RedfishStep {
        var change = AccountChange()
        if let problem = change.read(members, isNew: true) { return .refuse(problem) }
        guard let user = change.user else { return .refuse(.missingProperty("UserName")) }
        guard let password = change.password else { return .refuse(.missingProperty("Password")) }
        guard let role = change.role else { return .refuse(.missingProperty("RoleId")) }
        return accounts.withLock { accounts in
            guard !accounts.accounts.contains(where: { $0.user == user }) else {
                return .refuse(.exists("ManagerAccount", property: "UserName", value: user))
            }
            let added = accounts.add(
                user: user, password: password, role: role, isEnabled: change.isEnabled ?? true)
            guard let added else { return .refuse(.failed(status: 400, "there are too many accounts")) }
            var response = AccessResources.account(added)
            response.status = 201
            response.add("Location", "/redfish/v1/AccountService/Accounts/\(added.id)")
            return .answer(response)
        }
    }

    /// Changes an account. Who may not change all may change the own password.
    func patch(
        account id: String, _ members: [JSONMember], _ request: RedfishRequest, isOwn: Bool
    ) -> RedfishStep {
        accounts.withLock { accounts in
            guard var account = accounts.accounts.first(where: { $0.id == id }) else {
                return .refuse(.noResource(RedfishPath.account(id).shown))
            }
            let tag = EntityTag.of(AccessResources.account(account).body)
            if let tags = request.ifMatch, !EntityTag.matches(tags, tag) {
                return .refuse(.preconditionFailed)
            }
            var change = AccountChange()
            if let problem = change.read(members, isNew: false) { return .refuse(problem) }
            if let user = change.user, user != account.user,
                accounts.accounts.contains(where: { $0.user == user })
            {
                return .refuse(.exists("ManagerAccount", property: "UserName", value: user))
            }
            let isAdministrator = account.role == .administrator
            let onlyPassword = change.user == nil && change.role == nil && change.isEnabled == nil
            guard !isOwn || isAdministrator || onlyPassword else { return .refuse(.lacksPrivilege) }
            account.user = change.user ?? account.user
            account.password = change.password ?? account.password
            account.role = change.role ?? account.role
            account.isEnabled = change.isEnabled ?? account.isEnabled
            // Without an administrator, nobody could mend that.
            let others = accounts.accounts.filter { $0.id != id } + [account]
            guard others.contains(where: { $0.role == .administrator && $0.isEnabled }) else {
                return .refuse(.conflict("RoleId", with: "Enabled"))
            }
            accounts.update(account)
            return Self.done
        }
    }

    /// Removes an account; the last administrator stays.
    func deleteAccount(_ id: String, _ path: RedfishPath) -> RedfishStep {
        accounts.withLock { accounts in
            guard accounts.accounts.contains(where: { $0.id == id }) else {
                return .refuse(.noResource(path.shown))
            }
            let others = accounts.accounts.filter { $0.id != id }
            guard others.contains(where: { $0.role == .administrator && $0.isEnabled }) else {
                return .refuse(.cannotBeDeleted)
            }
            accounts.remove(id)
            return Self.done
        }
    }
}
