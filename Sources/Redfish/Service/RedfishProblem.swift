/// Why a request is not carried out, with the words of the Base registry.
///
/// Source: DMTF DSP8011, Base.1.22.1.
enum RedfishProblem: Error, Hashable, Sendable {
    case badTarget
    case noResource(String)
    case noSession
    case noToken
    case lacksPrivilege
    case methodNotAllowed
    case unknownMethod
    case queryUnsupported(String)
    case wrongHeader(String)
    case notAcceptable
    case wrongMediaType
    case tooLarge
    case malformedJSON
    case unrecognizedBody
    case emptyBody
    case unknownProperty(String)
    case readOnlyProperty(String)
    case missingProperty(String)
    case wrongType(String, property: String)
    case wrongFormat(String, property: String)
    case notInList(String, property: String)
    case conflict(String, with: String)
    case exists(String, property: String, value: String)
    case missingParameter(String, action: String)
    case unknownParameter(String, action: String)
    case wrongParameterType(String, parameter: String, action: String)
    case wrongParameterFormat(String, parameter: String, action: String)
    case parameterNotInList(String, parameter: String, action: String)
    case preconditionFailed
    case sessionLimit
    case streamLimit
    case cannotBeDeleted
    case inUse(String)
    case busy(seconds: Int64)
    case failed(status: Int, String)

    /// A message: its key in the registry, its text, what is put into it, how bad it is, and what helps.
    struct Message {
        var key: String
        var text: String
        var arguments: [String] = []
        var severity = "Warning"
        var resolution: String
    }

    /// The status code.
    var status: Int {
        switch self {
        case .badTarget, .malformedJSON, .unrecognizedBody, .emptyBody, .unknownProperty, .readOnlyProperty,
            .missingProperty, .wrongType, .wrongFormat, .notInList, .conflict, .exists, .missingParameter,
            .unknownParameter, .wrongParameterType, .wrongParameterFormat, .parameterNotInList:
            400
        case .noSession, .noToken: 401
        case .lacksPrivilege: 403
        case .noResource: 404
        case .methodNotAllowed, .cannotBeDeleted: 405
        case .notAcceptable: 406
        case .inUse: 409
        case .preconditionFailed, .wrongHeader: 412
        case .tooLarge: 413
        case .wrongMediaType: 415
        case .unknownMethod, .queryUnsupported: 501
        case .sessionLimit, .streamLimit, .busy: 503
        case .failed(let status, _): status
        }
    }

    /// The response.
    var response: RedfishResponse {
        let message = message
        var json = RedfishWriter()
        json.object { json in
            json.object("error") { json in
                json.text("code", "Base.1.22.\(message.key)")
                json.text("message", message.text)
                json.array("@Message.ExtendedInfo") { json in
                    json.object { json in
                        json.text("@odata.type", RedfishSchema.message.type)
                        json.text("MessageId", "Base.1.22.\(message.key)")
                        json.text("Message", message.text)
                        json.array("MessageArgs", message.arguments)
                        json.text("Severity", message.severity)
                        json.text("MessageSeverity", message.severity)
                        json.text("Resolution", message.resolution)
                    }
                }
            }
        }
        var response = RedfishResponse(
            status, [.init(name: "Content-Type", value: RedfishDocument.mediaType)], body: json.bytes)
        switch self {
        case .noSession, .noToken:
            response.add("WWW-Authenticate", "Basic realm=\"Redfish\", charset=\"UTF-8\"")
        case .busy(let seconds): response.add("Retry-After", String(seconds))
        default: break
        }
        return response
    }
}
