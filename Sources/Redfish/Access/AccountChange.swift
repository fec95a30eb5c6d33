import JSON

/// What a client writes of an account.
struct AccountChange: Hashable, Sendable {
    var user: String?
    var password: String?
    var role: Accounts.Role?
    var isEnabled: Bool?

    /// The lengths of passwords. Source: as `AccountService` tells them: guess.
    static let passwordLengths = 8...64

    /// Reads what was sent; answers what is wrong with it.
    mutating func read(_ members: [JSONMember], isNew: Bool) -> RedfishProblem? {
        for member in members where !member.name.hasPrefix("@") {
            let wrongType = RedfishProblem.wrongType(
                member.name == "Password" ? "***" : member.value.quoted, property: member.name)
            switch member.name {
            case "UserName":
                guard let text = member.value.string else { return wrongType }
                guard (1...64).contains(text.utf8.count), !text.contains(":") else {
                    return .wrongFormat(member.value.quoted, property: member.name)
                }
                user = text
            case "Password":
                guard let text = member.value.string else { return wrongType }
                guard Self.passwordLengths.contains(text.utf8.count) else {
                    return .wrongFormat("***", property: member.name)
                }
                password = text
            case "RoleId":
                guard let text = member.value.string else { return wrongType }
                guard let role = Accounts.Role(rawValue: text) else {
                    return .notInList(member.value.quoted, property: member.name)
                }
                self.role = role
            case "Enabled":
                guard case .bool(let value) = member.value else { return wrongType }
                isEnabled = value
            case "Id", "Name", "Links", "AccountTypes", "Locked":
                if !isNew { return .readOnlyProperty(member.name) }
            default: return .unknownProperty(member.name)
            }
        }
        return nil
    }
}
