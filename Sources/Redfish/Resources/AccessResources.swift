/// Sessions, accounts and roles.
enum AccessResources {
    static func sessionService(timeout: Int64) -> RedfishResponse {
        RedfishDocument.resource(.sessionService, "/redfish/v1/SessionService") { json in
            json.text("Id", "SessionService")
            json.text("Name", "Session Service")
            json.bool("ServiceEnabled", true)
            json.number("SessionTimeout", timeout)
            json.status()
            json.link("Sessions", "/redfish/v1/SessionService/Sessions")
        }
    }

    static func sessions(_ sessions: [Accounts.Session]) -> RedfishResponse {
        RedfishDocument.collection(
            .sessions, "/redfish/v1/SessionService/Sessions", name: "Sessions",
            sessions.map { "/redfish/v1/SessionService/Sessions/\($0.id)" })
    }

    static func session(_ session: Accounts.Session) -> RedfishResponse {
        RedfishDocument.resource(.session, "/redfish/v1/SessionService/Sessions/\(session.id)") { json in
            json.text("Id", session.id)
            json.text("Name", "Session \(session.id)")
            json.text("UserName", session.user)
            json.text("SessionType", "Redfish")
            json.text("CreatedTime", session.created)
        }
    }

    static func accountService() -> RedfishResponse {
        RedfishDocument.resource(.accountService, "/redfish/v1/AccountService") { json in
            json.text("Id", "AccountService")
            json.text("Name", "Account Service")
            json.bool("ServiceEnabled", true)
            json.number("MinPasswordLength", Int64(AccountChange.passwordLengths.lowerBound))
            json.number("MaxPasswordLength", Int64(AccountChange.passwordLengths.upperBound))
            json.status()
            json.link("Accounts", "/redfish/v1/AccountService/Accounts")
            json.link("Roles", "/redfish/v1/AccountService/Roles")
        }
    }

    static func accounts(_ accounts: [Accounts.Account]) -> RedfishResponse {
        RedfishDocument.collection(
            .accounts, "/redfish/v1/AccountService/Accounts", name: "Accounts",
            accounts.map { "/redfish/v1/AccountService/Accounts/\($0.id)" })
    }

    /// An account; its password is never told.
    static func account(_ account: Accounts.Account) -> RedfishResponse {
        RedfishDocument.resource(.account, "/redfish/v1/AccountService/Accounts/\(account.id)") { json in
            json.text("Id", account.id)
            json.text("Name", "Account \(account.id)")
            json.text("UserName", account.user)
            json.text("Password", nil)
            json.text("RoleId", account.role.rawValue)
            json.bool("Enabled", account.isEnabled)
            json.bool("Locked", false)
            json.array("AccountTypes", ["Redfish"])
            json.object("Links") { json in
                json.link("Role", "/redfish/v1/AccountService/Roles/\(account.role.rawValue)")
            }
        }
    }

    static func roles() -> RedfishResponse {
        RedfishDocument.collection(
            .roles, "/redfish/v1/AccountService/Roles", name: "Roles",
            Accounts.Role.allCases.map { "/redfish/v1/AccountService/Roles/\($0.rawValue)" })
    }

    static func role(_ role: Accounts.Role) -> RedfishResponse {
        RedfishDocument.resource(.role, "/redfish/v1/AccountService/Roles/\(role.rawValue)") { json in
            json.text("Id", role.rawValue)
            json.text("Name", "\(role.rawValue) Role")
            json.text("RoleId", role.rawValue)
            json.bool("IsPredefined", true)
            json.array("AssignedPrivileges", role.privileges)
        }
    }
}
