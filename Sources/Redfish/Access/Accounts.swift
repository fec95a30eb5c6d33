/// Who may use the service, and the sessions that are open. A value: who holds it guards it.
struct Accounts: Sendable {
    /// An account.
    struct Account: Hashable, Sendable {
        var id: String
        var user: String
        var password: String
        var role: Role
        var isEnabled = true
    }

    /// A role, by its name in Redfish. Source: DMTF DSP0266, "Roles".
    enum Role: String, CaseIterable, Sendable {
        case administrator = "Administrator"
        case `operator` = "Operator"
        case readOnly = "ReadOnly"

        /// What it may do.
        var privileges: [String] {
            switch self {
            case .administrator:
                ["Login", "ConfigureManager", "ConfigureUsers", "ConfigureComponents", "ConfigureSelf"]
            case .operator: ["Login", "ConfigureComponents", "ConfigureSelf"]
            case .readOnly: ["Login", "ConfigureSelf"]
            }
        }
    }

    /// An open session.
    struct Session: Hashable, Sendable {
        var id: String
        var account: String
        var user: String
        var created: String
        /// The seconds of the service's clock at which it was used last.
        var used: Int64
    }

    /// Why credentials are not accepted.
    enum Refusal: Error {
        case none
        case wrong
    }

    /// The accounts, by age.
    private(set) var accounts: [Account]
    /// The sessions, by token.
    private var sessions: [String: Session] = [:]
    /// The headers that were last found to be those of accounts, by the account's identity.
    private var proven: [String: (header: String, account: Account)] = [:]
    private var accountCount: Int
    private var sessionCount = 0
    /// After how many seconds without use a session ends.
    var sessionTimeout: Int64 = 1800

    /// The most sessions at a time: guess.
    static let maxSessions = 64
    /// The most accounts: guess.
    static let maxAccounts = 16
    /// The bounds of a session's time-out. Source: DMTF DSP0268, SessionService, SessionTimeout.
    static let sessionTimeouts: ClosedRange<Int64> = 30...86_400

    /// One account that may do all.
    init(user: String, password: String) {
        accounts = [Account(id: "1", user: user, password: password, role: .administrator)]
        accountCount = 1
    }

    /// The account of credentials; throws when there are none or they are wrong. A session's use is noted.
    mutating func account(of request: RedfishRequest, now: Int64) throws(Refusal) -> Account {
        if let token = request.token {
            guard var session = session(token: token, now: now),
                let account = accounts.first(where: { $0.id == session.account && $0.isEnabled })
            else { throw .wrong }
            session.used = now
            sessions[token] = session
            return account
        }
        guard let header = request.authorization else { throw .none }
        for known in proven.values where Self.isEqual(known.header, header) { return known.account }
        guard let credentials = BasicCredentials(header: header), let account = account(credentials) else {
            throw .wrong
        }
        proven[account.id] = (header, account)
        return account
    }

    /// The account that a name and a password are of.
    func account(_ credentials: BasicCredentials) -> Account? {
        accounts.first { account in
            account.isEnabled && Self.isEqual(account.user, credentials.user)
                && Self.isEqual(account.password, credentials.password)
        }
    }

    /// Compares texts in a time that tells nothing of where they differ.
    private static func isEqual(_ secret: String, _ text: String) -> Bool {
        var (secret, text) = (secret, text)
        return secret.withUTF8 { left in
            text.withUTF8 { right in
                var difference = left.count ^ right.count
                for place in right.indices {
                    let other = place < left.count ? left[place] : left.first ?? 0
                    difference |= Int(right[place] ^ other)
                }
                return difference == 0
            }
        }
    }

    private func session(token: String, now: Int64) -> Session? {
        guard let session = sessions[token], now - session.used <= sessionTimeout else { return nil }
        return session
    }

    /// The open sessions, by age.
    mutating func openSessions(now: Int64) -> [Session] {
        let timeout = sessionTimeout
        sessions = sessions.filter { now - $0.value.used <= timeout }
        return sessions.values.sorted { Int($0.id) ?? 0 < Int($1.id) ?? 0 }
    }

    /// Opens a session; nil when there are too many.
    mutating func open(_ account: Account, created: String, now: Int64) -> (session: Session, token: String)?
    {
        guard openSessions(now: now).count < Self.maxSessions else { return nil }
        sessionCount += 1
        let session = Session(
            id: String(sessionCount), account: account.id, user: account.user, created: created, used: now)
        // 128 bits of the machine's chance: a token must not follow from anything.
        var random = SystemRandomNumberGenerator()
        let token = (0..<2).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
        sessions[token] = session
        return (session, token)
    }

    /// Ends a session; false when there is none.
    mutating func close(session id: String) -> Bool {
        guard let token = sessions.first(where: { $0.value.id == id })?.key else { return false }
        sessions[token] = nil
        return true
    }

    /// Adds an account; nil when there are too many.
    mutating func add(user: String, password: String, role: Role, isEnabled: Bool) -> Account? {
        guard accounts.count < Self.maxAccounts else { return nil }
        accountCount += 1
        let account = Account(
            id: String(accountCount), user: user, password: password, role: role, isEnabled: isEnabled)
        accounts.append(account)
        return account
    }

    /// Changes an account. With another password or name, its sessions end.
    mutating func update(_ account: Account) {
        guard let place = accounts.firstIndex(where: { $0.id == account.id }) else { return }
        proven[account.id] = nil
        if accounts[place].password != account.password || accounts[place].user != account.user {
            closeSessions(of: account.id)
        }
        accounts[place] = account
    }

    /// Removes an account and its sessions.
    mutating func remove(_ id: String) {
        accounts.removeAll { $0.id == id }
        proven[id] = nil
        closeSessions(of: id)
    }

    private mutating func closeSessions(of account: String) {
        sessions = sessions.filter { $0.value.account != account }
    }
}
