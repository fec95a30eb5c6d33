import HardwareInterfaces
import JSON

/// One BMC's Redfish service, with the session at it. What it does is in the extensions.
actor RedfishBMCService: BMCService {
    /// Members of a collection that are read; no server has as many drives or sensors.
    static let memberLimit = 512

    let device: RedfishDevice
    private let http: HTTPService
    private let limits: TimeLimits
    private let target: HTTPTarget
    var turn: Task<Void, Never>?
    /// When the command that is carried out must have ended.
    private var deadline = ContinuousClock.now
    /// The request that was sent last, for messages.
    private var request = ""
    /// What went wrong with it in words, where the error's own say less.
    private var detail: String?
    /// The versions of the resources that the command has read, by path. A change says which it is of.
    var etags: [String: String] = [:]
    /// What the BMC may repeat while the command is carried out, and must not be told.
    private var secrets = Secrets()
    /// What is sent to say who asks; nil before the first request that needs it.
    private var credentials: RedfishCredentials?

    init(_ device: RedfishDevice, _ http: HTTPService, _ limits: TimeLimits) {
        self.device = device
        self.http = http
        self.limits = limits
        target = .network(device.address, device.trust)
    }

    /// Ends the session, if there is one. A BMC that cannot be told ends it by itself in time.
    func endSession() async {
        await turn?.value
        guard case .session(_, let path?) = credentials else { return }
        deadline = .now + limits.answer
        do throws(BMCError) { _ = try await send(HTTPCall(method: .delete, path: path)) } catch {}
        credentials = nil
    }

    func begin(_ command: BMCCommand) async -> Result<BMCReply, DeviceFailure<BMCError>> {
        deadline = .now + limits.command
        detail = nil
        etags = [:]
        secrets = Secrets([device.password.revealed, HTTPCall.encoded(device.user, device.password)])
        if case .session(let token, _) = credentials { secrets.add(token.revealed) }
        request = "\(command)"
        do throws(BMCError) {
            return .success(try await carryOut(command))
        } catch {
            let reason = error.cleaned(of: secrets)
            let words =
                reason == .unreachable || reason == .timedOut ? detail ?? reason.summary : reason.summary
            return .failure(
                DeviceFailure(
                    device: device.name, request: secrets.cleaned(request), reason: reason, detail: words))
        }
    }

    private func carryOut(_ command: BMCCommand) async throws(BMCError) -> BMCReply {
        switch command {
        case .readPower: .power(try power(of: try await readSystem()))
        case .readSystem: .system(try await describeSystem())
        case .readSensors: .sensors(try await readSensors())
        case .readFirmware: .firmware(try await readFirmware())
        case .setPower(let power): .power(try await setPower(power))
        case .reset(let type): try await reset(type)
        case .setBoot(let override): .boot(try await setBoot(override))
        case .insertMedia(let image): .media(try await insertMedia(image))
        case .ejectMedia: .media(try await ejectMedia())
        }
    }

    // MARK: Requests

    /// Sends a request with the credentials; a session that the BMC no longer knows is begun again once.
    func call(
        _ method: HTTPCall.Method, _ path: String, _ body: JSONValue? = nil
    ) async throws(BMCError) -> HTTPAnswer {
        var call = HTTPCall(method: method, path: path, body: body.map { Array($0.text.utf8) })
        if method == .patch, let etag = etags[path] { call.headers.append(("If-Match", etag)) }
        if credentials == nil { credentials = try await logIn() }
        let answer = try await send(call)
        guard answer.status == 401, case .session = credentials else { return answer }
        credentials = nil
        credentials = try await logIn()
        return try await send(call)
    }

    /// Sends a request with what is known of the credentials.
    func send(_ call: HTTPCall) async throws(BMCError) -> HTTPAnswer {
        var call = call
        call.headers += [("Accept", "application/json"), ("OData-Version", "4.0")]
        if let header = credentials?.header { call.headers.append(header) }
        request = call.name
        let left = deadline - .now
        guard left > .zero else {
            detail = "the command was not done within \(limits.command)"
            throw .timedOut
        }
        do throws(HTTPFailure) {
            return try await http.send(call, to: target, within: left)
        } catch {
            let failure = error.cleaned(of: secrets)
            detail = failure.summary
            throw BMCError(failure)
        }
    }

    // MARK: Credentials

    private func logIn() async throws(BMCError) -> RedfishCredentials {
        let basic = RedfishCredentials.basic(user: device.user, device.password)
        let isNeeded: Bool
        switch device.authentication {
        case .none: return .none
        case .basic: return basic
        case .session: isNeeded = true
        case .automatic: isNeeded = false
        }
        // The root may be read by anyone.
        let root = try await send(HTTPCall(method: .get, path: "/redfish/v1/"))
        var path: String?
        if root.isSuccess {
            let object = try object(root, at: "/redfish/v1/")
            path = try object.object("Links")?.link("Sessions")
            if path == nil, try object.link("SessionService") != nil {
                path = "/redfish/v1/SessionService/Sessions"
            }
        }
        guard let path = path ?? (isNeeded ? "/redfish/v1/SessionService/Sessions" : nil) else {
            return basic
        }
        let body = JSONValue.object([
            "UserName": .string(device.user), "Password": .string(device.password.revealed),
        ])
        let answer = try await send(HTTPCall(method: .post, path: path, body: Array(body.text.utf8)))
        if [404, 405, 501].contains(answer.status), !isNeeded { return basic }
        try check(answer)
        guard let token = answer.header("X-Auth-Token"), !token.isEmpty else {
            throw .malformed("\(path): a session without X-Auth-Token")
        }
        secrets.add(token)
        return .session(Secret(token), path: answer.header("Location").flatMap(HTTPAddress.path(of:)))
    }
}
