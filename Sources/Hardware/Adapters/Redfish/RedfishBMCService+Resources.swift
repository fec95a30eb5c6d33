import HardwareInterfaces
import JSON

extension RedfishBMCService {
    /// A resource that must be there.
    func read(_ path: String) async throws(BMCError) -> RedfishObject {
        let answer = try await call(.get, path)
        try check(answer)
        return try object(answer, at: path)
    }

    /// A resource that need not be there: a BMC that has it not answers 404 or 405, one that does not know it
    /// 501, and one that fails to make it up 500.
    func readOptional(_ path: String?) async throws(BMCError) -> RedfishObject? {
        guard let path else { return nil }
        let answer = try await call(.get, path)
        if [404, 405, 500, 501].contains(answer.status) { return nil }
        try check(answer)
        return try object(answer, at: path)
    }

    /// The paths of the members of a collection that need not be there.
    func members(_ path: String?) async throws(BMCError) -> [String] {
        var result: [String] = []
        var next = path
        while let path = next, let page = try await readOptional(path) {
            result += try page.links("Members")
            guard result.count <= Self.memberLimit else {
                throw .malformed("\(path): more than \(Self.memberLimit) members")
            }
            let link = try page.text("Members@odata.nextLink").flatMap(HTTPAddress.path(of:))
            // A page without members would lead on for ever.
            next = try page.links("Members").isEmpty ? nil : link
        }
        return result
    }

    /// The resource that an answer is.
    func object(_ answer: HTTPAnswer, at path: String) throws(BMCError) -> RedfishObject {
        let object = try RedfishObject(answer.body, path)
        etags[path] = answer.header("ETag")
        return object
    }

    /// Throws what a status other than success means.
    func check(_ answer: HTTPAnswer) throws(BMCError) {
        switch answer.status {
        case 200...299: return
        case 401: throw .unauthorized
        case 429, 503: throw .busy(retryAfter: answer.retryAfter)
        case 404, 405, 501: throw .unsupported(words(answer) ?? "such resource")
        default: throw .refused(status: answer.status, message: words(answer) ?? "without a reason")
        }
    }

    /// What the BMC says of its refusal, if it says it as Redfish has it.
    private func words(_ answer: HTTPAnswer) -> String? {
        guard case .object(let fields)? = try? JSONReader.value(answer.body),
            case .object(let error)? = fields["error"]
        else { return nil }
        var texts: [String] = []
        if case .array(let infos)? = error["@Message.ExtendedInfo"] {
            for case .object(let info) in infos {
                if case .string(let text)? = info["Message"], !text.isEmpty { texts.append(text) }
            }
        }
        if texts.isEmpty, case .string(let text)? = error["message"], !text.isEmpty { texts = [text] }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    /// Waits until what the BMC began is done: it answers 202 with the address of a task's monitor.
    func finish(_ answer: HTTPAnswer) async throws(BMCError) {
        try check(answer)
        guard answer.status == 202, let path = answer.header("Location").flatMap(HTTPAddress.path(of:))
        else {
            return
        }
        var wait = answer.retryAfter
        while true {
            // How often a task is asked for is a guess where the BMC does not say it.
            do { try await Task.sleep(for: .seconds(min(wait ?? 1, 30))) } catch { throw .timedOut }
            let answer = try await call(.get, path)
            // A monitor is gone when its task has ended and that was told.
            if answer.status == 404 { return }
            try check(answer)
            if try answer.body.isEmpty
                ? answer.status != 202 : hasEnded(object(answer, at: path), answer.status)
            {
                return
            }
            wait = answer.retryAfter
        }
    }

    /// Whether a task has ended well; throws when it ended otherwise.
    private func hasEnded(_ task: RedfishObject, _ status: Int) throws(BMCError) -> Bool {
        guard let state = try task.text("TaskState") else { return status != 202 }
        switch state {
        case "Completed": return true
        case "Exception", "Killed", "Cancelled", "Interrupted":
            let texts = try task.objects("Messages").compactMapTexts("Message")
            throw .refused(
                status: 200,
                message: "its task ended as \(state)"
                    + (texts.isEmpty ? "" : ": " + texts.joined(separator: " ")))
        default: return false
        }
    }
}

extension [RedfishObject] {
    /// The texts of one field of each object that has it.
    func compactMapTexts(_ name: String) throws(BMCError) -> [String] {
        var result: [String] = []
        for object in self {
            if let text = try object.text(name) { result.append(text) }
        }
        return result
    }
}
