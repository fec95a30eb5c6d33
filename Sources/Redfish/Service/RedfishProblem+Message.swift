extension RedfishProblem {
    /// The message.
    var message: Message {
        switch self {
        case .badTarget, .noResource, .noSession, .noToken, .lacksPrivilege, .methodNotAllowed,
            .unknownMethod, .queryUnsupported, .wrongHeader, .notAcceptable, .wrongMediaType, .tooLarge,
            .preconditionFailed, .sessionLimit, .streamLimit, .cannotBeDeleted, .inUse, .busy, .failed:
            messageOfRequest
        case .malformedJSON, .unrecognizedBody, .emptyBody, .unknownProperty, .readOnlyProperty,
            .missingProperty, .wrongType, .wrongFormat, .notInList, .conflict, .exists, .missingParameter,
            .unknownParameter, .wrongParameterType, .wrongParameterFormat, .parameterNotInList:
            messageOfBody
        }
    }

    private var messageOfRequest: Message {
        switch self {
        case .noResource(let path):
            Message(
                key: "ResourceMissingAtURI", text: "The resource at the URI '\(path)' was not found.",
                arguments: [path], severity: "Critical",
                resolution: "Place a valid resource at the URI or correct the URI and resubmit the request.")
        case .noSession:
            Message(
                key: "NoValidSession",
                text: "There is no valid session established with the implementation.",
                severity: "Critical", resolution: "Establish a session before attempting any operations.")
        case .noToken:
            Message(
                key: "AuthenticationTokenRequired",
                text:
                    "The request could not be performed because an authentication token was not provided.",
                severity: "Critical", resolution: "Obtain an authentication token and resubmit the request.")
        case .lacksPrivilege:
            Message(
                key: "InsufficientPrivilege",
                text: "There are insufficient privileges for the account or credentials associated with the "
                    + "current session to perform the requested operation.",
                severity: "Critical",
                resolution: "Either abandon the operation or change the associated access rights and "
                    + "resubmit the request if the operation failed.")
        case .methodNotAllowed, .unknownMethod:
            Message(
                key: "OperationNotAllowed", text: "The HTTP method is not allowed on this resource.",
                severity: "Critical", resolution: "None.")
        case .queryUnsupported(let name):
            Message(
                key: "QueryParameterUnsupported", text: "Query parameter '\(name)' is not supported.",
                arguments: [name],
                resolution: "Correct or remove the query parameter and resubmit the request.")
        case .wrongHeader(let name):
            Message(
                key: "HeaderInvalid", text: "Header '\(name)' is invalid.", arguments: [name],
                severity: "Critical", resolution: "Resubmit the request with a valid request header.")
        case .preconditionFailed:
            Message(
                key: "PreconditionFailed",
                text: "The ETag supplied did not match the ETag required to change this resource.",
                severity: "Critical", resolution: "Try the operation again using the appropriate ETag.")
        default: messageOfService
        }
    }

    private var messageOfService: Message {
        switch self {
        case .sessionLimit:
            Message(
                key: "SessionLimitExceeded",
                text: "The session establishment failed due to the number of simultaneous sessions exceeding "
                    + "the limit of the implementation.",
                severity: "Critical",
                resolution: "Reduce the number of other sessions before trying to establish the session or "
                    + "increase the limit of simultaneous sessions, if supported.")
        case .streamLimit:
            Message(
                key: "EventSubscriptionLimitExceeded",
                text: "The event subscription failed due to the number of simultaneous subscriptions "
                    + "exceeding the limit of the implementation.",
                severity: "Critical",
                resolution: "Reduce the number of other subscriptions before trying to establish the event "
                    + "subscription or increase the limit of simultaneous subscriptions, if supported.")
        case .cannotBeDeleted:
            Message(
                key: "ResourceCannotBeDeleted",
                text: "The delete request failed because the resource requested cannot be deleted.",
                severity: "Critical", resolution: "Do not attempt to delete a non-deletable resource.")
        case .inUse(let reason):
            Message(
                key: "ResourceInUse",
                text: "The change to the requested resource failed because the resource is in use or in "
                    + "transition.",
                resolution:
                    "Remove the condition and resubmit the request if the operation failed: \(reason).")
        case .busy(let seconds):
            Message(
                key: "ServiceTemporarilyUnavailable",
                text: "The service is temporarily unavailable.  Retry in \(seconds) seconds.",
                arguments: [String(seconds)], severity: "Critical",
                resolution: "Wait for the indicated retry duration and retry the operation.")
        case .tooLarge:
            Message(
                key: "PayloadTooLarge",
                text: "The supplied payload exceeds the maximum size supported by the service.",
                severity: "Critical",
                resolution: "Check that the supplied payload is correct and supported by this service.")
        case .badTarget: general("the target of the request is not a path that can be served")
        case .notAcceptable: general("the service answers with application/json")
        case .wrongMediaType: general("the body must be application/json")
        case .failed(_, let reason): general(reason)
        default: general("the request can't be carried out")
        }
    }

    private func general(_ reason: String) -> Message {
        Message(
            key: "GeneralError",
            text:
                "A general error has occurred.  See Resolution for information on how to resolve the error, "
                + "or @Message.ExtendedInfo if Resolution is not provided.",
            severity: "Critical", resolution: reason)
    }

    private var messageOfBody: Message {
        switch self {
        case .malformedJSON:
            Message(
                key: "MalformedJSON",
                text:
                    "The request body submitted was malformed JSON and could not be parsed by the receiving "
                    + "service.",
                severity: "Critical",
                resolution: "Ensure that the request body is valid JSON and resubmit the request.")
        case .unrecognizedBody:
            Message(
                key: "UnrecognizedRequestBody",
                text: "The service detected a malformed request body that it was unable to interpret.",
                resolution: "Correct the request body and resubmit the request if it failed.")
        case .emptyBody:
            Message(
                key: "NoOperation",
                text: "The request body submitted contain no data to act upon and no changes to the resource "
                    + "took place.",
                resolution: "Add properties in the JSON object and resubmit the request.")
        case .unknownProperty(let name):
            Message(
                key: "PropertyUnknown",
                text: "The property \(name) is not in the list of valid properties for the resource.",
                arguments: [name],
                resolution: "Remove the unknown property from the request body and resubmit the request if "
                    + "the operation failed.")
        case .readOnlyProperty(let name):
            Message(
                key: "PropertyNotWritable",
                text: "The property \(name) is a read-only property and cannot be assigned a value.",
                arguments: [name],
                resolution: "Remove the property from the request body and resubmit the request if the "
                    + "operation failed.")
        case .missingProperty(let name):
            Message(
                key: "PropertyMissing",
                text: "The property \(name) is a required property and must be included in the request.",
                arguments: [name],
                resolution: "Ensure that the property is in the request body and has a valid value and "
                    + "resubmit the request if the operation failed.")
        case .conflict(let name, let other):
            Message(
                key: "PropertyValueConflict",
                text: "The property '\(name)' could not be written because its value would conflict with the "
                    + "value of the '\(other)' property.",
                arguments: [name, other], resolution: "None.")
        case .exists(let type, let property, let value):
            Message(
                key: "ResourceAlreadyExists",
                text: "The requested resource of type \(type) with the property \(property) with the value "
                    + "'\(value)' already exists.",
                arguments: [type, property, value], severity: "Critical",
                resolution: "Do not repeat the create operation as the resource was already created.")
        default: messageOfValue
        }
    }

    private var messageOfValue: Message {
        switch self {
        case .wrongType(let value, let property):
            refusal("PropertyValueTypeError", value, "property", property, nil, "is not a type")
        case .wrongFormat(let value, let property):
            refusal("PropertyValueFormatError", value, "property", property, nil, "is not a format")
        case .notInList(let value, let property):
            refusal("PropertyValueNotInList", value, "property", property, nil, nil)
        case .wrongParameterType(let value, let parameter, let action):
            refusal("ActionParameterValueTypeError", value, "parameter", parameter, action, "is not a type")
        case .wrongParameterFormat(let value, let parameter, let action):
            refusal(
                "ActionParameterValueFormatError", value, "parameter", parameter, action, "is not a format")
        case .parameterNotInList(let value, let parameter, let action):
            refusal("ActionParameterValueNotInList", value, "parameter", parameter, action, nil)
        case .missingParameter(let parameter, let action):
            Message(
                key: "ActionParameterMissing",
                text: "The action \(action) requires the parameter \(parameter) to be present in the request "
                    + "body.",
                arguments: [action, parameter], severity: "Critical",
                resolution: "Supply the action with the required parameter in the request body when the "
                    + "request is resubmitted.")
        case .unknownParameter(let parameter, let action):
            Message(
                key: "ActionParameterUnknown",
                text: "The action \(action) was submitted with the invalid parameter \(parameter).",
                arguments: [action, parameter],
                resolution: "Correct the invalid action parameter and resubmit the request if the operation "
                    + "failed.")
        default: general("the request can't be carried out")
        }
    }

    /// A value that a property or a parameter does not take; without `what`, because it is none of a list.
    private func refusal(
        _ key: String, _ value: String, _ kind: String, _ name: String, _ action: String?, _ what: String?
    ) -> Message {
        let place = "the \(kind) \(name)" + (action.map { " in the action \($0)" } ?? "")
        let reason =
            what.map { "\($0) that the \(kind) can accept" } ?? "is not in the list of acceptable values"
        let resolution =
            what == nil
            ? "Choose a value from the enumeration list that the implementation can support and resubmit the "
                + "request if the operation failed."
            : "Correct the value for the \(kind) in the request body and resubmit the request if the "
                + "operation failed."
        return Message(
            key: key, text: "The value '\(value)' for \(place) \(reason).",
            arguments: [value, name] + (action.map { [$0] } ?? []), resolution: resolution)
    }
}
