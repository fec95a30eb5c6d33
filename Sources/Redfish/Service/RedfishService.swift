import HardwareInterfaces
import JSON
import Synchronization

/// A Redfish service over many BMCs. It knows no network: requests and responses are values.
///
/// Source: DMTF DSP0266 (protocol), DSP0268 (schemas).
public final class RedfishService: Sendable {
    /// The names of the hosts, by index.
    let hosts: [String]
    /// The hosts by name.
    let indices: [String: Int]
    /// The identity of the service.
    let uuid: String
    /// Who may use it.
    let accounts: Mutex<Accounts>
    /// What is being done for clients.
    let tasks = Mutex(TaskList())
    /// The streams of events that are open.
    let streams = Mutex(EventStreams())
    /// What was answered lately.
    private let rendered = Mutex(RenderedAnswers())
    private let count = Atomic(0)
    let fleet: any RedfishFleet
    private let clock: @Sendable () -> Int64

    /// A service over a fleet. `clock` tells seconds, for the ends of sessions; `uuid` is the service's
    /// identity.
    public init(
        hosts: [String], fleet: any RedfishFleet, user: String, password: String, uuid: String,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.hosts = hosts
        self.fleet = fleet
        self.uuid = uuid
        self.clock = clock
        indices = Dictionary(hosts.enumerated().map { ($1, $0) }) { first, _ in first }
        accounts = Mutex(Accounts(user: user, password: password))
    }

    /// How many requests there were so far.
    public var requestCount: Int { count.load(ordering: .relaxed) }

    /// The seconds of the service's clock.
    var now: Int64 { clock() }

    /// Answers a request; `answer` gets what becomes of it, before this returns where no BMC must be waited
    /// for.
    public func respond(to request: RedfishRequest, answer: @escaping @Sendable (RedfishAnswer) -> Void) {
        count.add(1, ordering: .relaxed)
        proceed(begin(request), request, answer)
    }

    private func proceed(
        _ step: RedfishStep, _ request: RedfishRequest, _ answer: @escaping @Sendable (RedfishAnswer) -> Void
    ) {
        switch step {
        case .answer(let response): answer(.response(finish(response, request)))
        case .clock(let next): proceed(next(fleet.civilTime()), request, answer)
        case .listen(let user): answer(listen(user: user, request))
        case .ask(let command, let host, let next):
            fleet.perform(command, host: host) { [self] result in
                switch result {
                case .success(let reply): replied(reply, to: command, next, request, answer)
                case .failure(let error):
                    guard let problem = Self.problem(error) else { return answer(.silence) }
                    answer(.response(finish(problem.response, request)))
                }
            }
        }
    }

    /// Goes on with what a BMC has replied; what was made of the same reply before is not made again.
    private func replied(
        _ reply: BMCReply, to command: BMCCommand, _ next: @Sendable (BMCReply) -> RedfishStep,
        _ request: RedfishRequest, _ answer: @escaping @Sendable (RedfishAnswer) -> Void
    ) {
        let isGet = request.method == "GET"
        if isGet, let known = rendered.withLock({ $0[request.target] }), known.command == command,
            known.reply == reply
        {
            return answer(.response(Self.conditional(known.response, request)))
        }
        let step = next(reply)
        guard isGet, case .answer(let plain) = step, plain.status == 200,
            let target = RequestTarget(request.target), target.query.isEmpty, let path = RedfishPath(target)
        else { return proceed(step, request, answer) }
        let response = Self.complete(plain, request)
        rendered.withLock {
            $0.keep(
                .init(target: target, path: path, command: command, reply: reply, response: response),
                for: request.target)
        }
        answer(.response(Self.conditional(response, request)))
    }

    /// What a BMC's error is to a client; nil when there is no answer.
    static func problem(_ error: BMCError) -> RedfishProblem? {
        switch error {
        case .unreachable, .timedOut, .untrusted: nil
        case .unauthorized: .noSession
        case .busy(let seconds): .busy(seconds: seconds ?? 5)
        case .unsupported: .failed(status: 400, error.summary)
        case .refused(409, let message): .inUse(message)
        case .refused(let status, let message): .failed(status: status, message)
        case .malformed, .forbidden: .failed(status: 500, error.summary)
        }
    }

    /// Looks at a request: who asks, whether it may be done, and what the first step is.
    package func begin(_ request: RedfishRequest) -> RedfishStep {
        let known = request.method == "GET" ? rendered.withLock { $0[request.target] } : nil
        guard let target = known?.target ?? RequestTarget(request.target) else { return .refuse(.badTarget) }
        let path = known?.path ?? RedfishPath(target)
        let account: Accounts.Account?
        let isLogin = path == .sessions && request.method == "POST"
        do throws(Accounts.Refusal) {
            account = try accounts.withLock { accounts throws(Accounts.Refusal) in
                try accounts.account(of: request, now: clock())
            }
        } catch {
            guard isLogin || path?.isOpen ?? false else {
                return .refuse(error == .none ? .noToken : .noSession)
            }
            account = nil
        }
        if let version = request.odataVersion, version != "4.0" {
            return .refuse(.wrongHeader("OData-Version"))
        }
        guard let path else { return .refuse(.noResource(request.target)) }
        guard Self.methods.contains(request.method) else { return .refuse(.unknownMethod) }
        guard path.methods.contains(request.method) else {
            var response = RedfishProblem.methodNotAllowed.response
            response.add("Allow", path.methods.joined(separator: ", "))
            return .answer(response)
        }
        if let accept = request.accept, !Self.accepts(accept, path) { return .refuse(.notAcceptable) }
        // Parameters that begin with $ must be understood. Source: DSP0266, "Query parameters".
        if let unknown = target.query.first(where: { $0.name.hasPrefix("$") || $0.name == "only" }) {
            return .refuse(.queryUnsupported(unknown.name))
        }
        if path == .serverSentEvents, request.method == "GET", let account {
            return .listen(user: account.user)
        }
        if request.method == "GET" || request.method == "HEAD" { return read(path) }
        return change(path, request, account)
    }

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]

    /// Whether a client takes what is served: JSON, XML of `$metadata`, and streams of events.
    private static func accepts(_ header: String, _ path: RedfishPath) -> Bool {
        let wanted =
            switch path {
            case .metadata: ["application/xml", "application/*", "text/xml", "text/*"]
            case .serverSentEvents: ["text/event-stream", "text/*"]
            default: ["application/json", "application/*"]
            }
        return header.lowercased().split(separator: ",").contains { part in
            var type = part.prefix { $0 != ";" }.drop { $0 == " " }
            while type.last == " " { type.removeLast() }
            return type == "*/*" || wanted.contains(String(type))
        }
    }

    /// What clients may send: bodies have few properties, and none with more than a few levels.
    private static let limits = JSONLimits(depth: 16, members: 1000, bytes: RedfishRequest.maxBody)

    /// Sends a change on its way.
    private func change(
        _ path: RedfishPath, _ request: RedfishRequest, _ account: Accounts.Account?
    ) -> RedfishStep {
        if let account, !Self.may(account, request.method, path) { return .refuse(.lacksPrivilege) }
        if request.method == "DELETE" { return delete(path) }
        guard request.body.count <= RedfishRequest.maxBody else { return .refuse(.tooLarge) }
        var body = JSONValue.object([:])
        if !request.body.isEmpty {
            guard Self.isJSON(request.contentType) else { return .refuse(.wrongMediaType) }
            do throws(JSONError) { body = try JSONReader.value(request.body, limits: Self.limits) } catch {
                return .refuse(.malformedJSON)
            }
        }
        guard let members = body.members else { return .refuse(.unrecognizedBody) }
        if request.method == "PATCH" { return patch(path, members, request, account) }
        return post(path, members)
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        return contentType.lowercased().prefix { $0 != ";" && $0 != " " } == "application/json"
    }

    /// Whether an account may do this. Source: DMTF DSP8011, the privilege registry.
    private static func may(_ account: Accounts.Account, _ method: String, _ path: RedfishPath) -> Bool {
        switch path {
        case .account(account.id) where method == "PATCH": true
        case .accounts, .account, .accountService: account.role == .administrator
        case .session, .sessions, .task: true
        case .sessionService, .simpleUpdate, .manager: account.role == .administrator
        default: account.role != .readOnly
        }
    }

    /// Adds what every response has, and answers conditional requests.
    package func finish(_ response: RedfishResponse, _ request: RedfishRequest) -> RedfishResponse {
        Self.conditional(Self.complete(response, request), request)
    }

    /// Adds what every response has.
    private static func complete(_ response: RedfishResponse, _ request: RedfishRequest) -> RedfishResponse {
        var response = response
        let isRead = request.method == "GET" || request.method == "HEAD"
        response.add("OData-Version", "4.0")
        response.add("Cache-Control", isRead ? "no-cache" : "no-store")
        guard isRead, response.status == 200 else { return response }
        if response["ETag"] == nil { response.add("ETag", EntityTag.of(response.body)) }
        if let path = RequestTarget(request.target).flatMap({ RedfishPath($0) }) {
            response.add("Allow", path.methods.joined(separator: ", "))
        }
        return response
    }

    /// Answers conditional requests, and those for the headers only.
    private static func conditional(
        _ response: RedfishResponse, _ request: RedfishRequest
    ) -> RedfishResponse {
        let isHead = request.method == "HEAD"
        guard isHead || request.method == "GET" && request.ifNoneMatch != nil else { return response }
        var response = response
        if response.status == 200, let wanted = request.ifNoneMatch,
            EntityTag.matches(wanted, response["ETag"] ?? "")
        {
            response.status = 304
            response.body = []
        }
        response.isHead = isHead
        return response
    }
}
