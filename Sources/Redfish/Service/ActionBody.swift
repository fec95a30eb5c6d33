import HardwareInterfaces
import JSON

/// What clients send with actions.
enum ActionBody {
    /// The way to reset a system.
    static func reset(_ members: [JSONMember]) -> Result<ResetType, RedfishProblem> {
        let action = "ComputerSystem.Reset"
        if let unknown = members.first(where: { $0.name != "ResetType" }) {
            return .failure(.unknownParameter(unknown.name, action: action))
        }
        guard let value = members.first?.value else {
            return .failure(.missingParameter("ResetType", action: action))
        }
        guard let text = value.string else {
            return .failure(.wrongParameterType(value.quoted, parameter: "ResetType", action: action))
        }
        guard let type = ResetType(rawValue: text) else {
            return .failure(.parameterNotInList(value.quoted, parameter: "ResetType", action: action))
        }
        return .success(type)
    }

    /// The address of the image to put into a virtual drive. What says how it is fetched must not contradict
    /// it; credentials are of no use, since nothing is fetched.
    static func insertMedia(_ members: [JSONMember]) -> Result<String, RedfishProblem> {
        let action = "VirtualMedia.InsertMedia"
        var image: String?
        for member in members {
            func wrongType() -> RedfishProblem {
                .wrongParameterType(member.value.quoted, parameter: member.name, action: action)
            }
            func notInList() -> RedfishProblem {
                .parameterNotInList(member.value.quoted, parameter: member.name, action: action)
            }
            switch member.name {
            case "Image":
                guard let text = member.value.string else { return .failure(wrongType()) }
                guard text.utf8.count <= 1024, MediaResources.transferProtocol(of: text) != nil,
                    text.contains("://")
                else {
                    return .failure(
                        .wrongParameterFormat(member.value.quoted, parameter: "Image", action: action))
                }
                image = text
            case "Inserted", "WriteProtected":
                guard case .bool(let value) = member.value else { return .failure(wrongType()) }
                // An image that is not inserted, or is written to, is not to be had.
                guard value else { return .failure(notInList()) }
            case "TransferMethod", "TransferProtocolType":
                guard let text = member.value.string else { return .failure(wrongType()) }
                let known = member.name == "TransferMethod" ? ["Stream"] : ["HTTP", "HTTPS"]
                guard known.contains(text) else { return .failure(notInList()) }
            case "MediaType", "UserName", "Password":
                guard member.value.string != nil || member.value == .null else {
                    return .failure(wrongType())
                }
            default: return .failure(.unknownParameter(member.name, action: action))
            }
        }
        return image.map { .success($0) } ?? .failure(.missingParameter("Image", action: action))
    }

    /// The image to update firmware with, and for what.
    static func simpleUpdate(
        _ members: [JSONMember]
    ) -> Result<(image: String, target: String), RedfishProblem> {
        let action = "UpdateService.SimpleUpdate"
        var (image, target): (String?, String) = (nil, "/redfish/v1/UpdateService/FirmwareInventory")
        for member in members {
            func wrongType() -> RedfishProblem {
                .wrongParameterType(member.value.quoted, parameter: member.name, action: action)
            }
            switch member.name {
            case "ImageURI":
                guard let text = member.value.string else { return .failure(wrongType()) }
                guard text.utf8.count <= 1024, !text.isEmpty else {
                    return .failure(
                        .wrongParameterFormat(member.value.quoted, parameter: member.name, action: action))
                }
                image = text
            case "TransferProtocol":
                guard let text = member.value.string else { return .failure(wrongType()) }
                guard ["HTTP", "HTTPS"].contains(text) else {
                    return .failure(
                        .parameterNotInList(member.value.quoted, parameter: member.name, action: action))
                }
            case "Targets":
                guard case .array(let targets) = member.value else { return .failure(wrongType()) }
                if let first = targets.first?.string { target = first }
            case "Username", "Password":
                guard member.value.string != nil else { return .failure(wrongType()) }
            default: return .failure(.unknownParameter(member.name, action: action))
            }
        }
        return image.map { .success(($0, target)) }
            ?? .failure(.missingParameter("ImageURI", action: action))
    }
}
