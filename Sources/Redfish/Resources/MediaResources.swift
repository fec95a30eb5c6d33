/// The virtual drive of a system or a manager: there is one, shown at both.
struct MediaResources {
    /// The address of the image in it; nil when it is empty.
    let image: String?
    /// The path of the system or the manager.
    let base: String

    /// A resource; nil for what is an action.
    func document(_ part: RedfishPath.VirtualMedia) -> RedfishResponse? {
        let path = "\(base)/VirtualMedia"
        switch part {
        case .drives:
            return RedfishDocument.collection(
                .virtualMedias, path, name: "Virtual Media", ["\(path)/\(RedfishPath.mediaSlot)"])
        case .drive: return drive("\(path)/\(RedfishPath.mediaSlot)")
        case .insert, .eject: return nil
        }
    }

    private func drive(_ path: String) -> RedfishResponse {
        RedfishDocument.resource(.virtualMedia, path) { json in
            json.text("Id", RedfishPath.mediaSlot)
            json.text("Name", "Virtual CD")
            json.array("MediaTypes", ["CD", "DVD"])
            json.text("Image", image)
            json.text("ImageName", image.map { String($0.split(separator: "/").last ?? "") })
            json.bool("Inserted", image != nil)
            json.bool("WriteProtected", true)
            json.text("ConnectedVia", image == nil ? "NotConnected" : "URI")
            json.text("TransferMethod", image == nil ? nil : "Stream")
            json.text("TransferProtocolType", image.flatMap { Self.transferProtocol(of: $0) })
            json.object("Actions") { json in
                json.object("#VirtualMedia.InsertMedia") { json in
                    json.text("target", "\(path)/Actions/VirtualMedia.InsertMedia")
                    json.array("TransferProtocolType@Redfish.AllowableValues", ["HTTP", "HTTPS"])
                    json.array("TransferMethod@Redfish.AllowableValues", ["Stream"])
                }
                json.object("#VirtualMedia.EjectMedia") { json in
                    json.text("target", "\(path)/Actions/VirtualMedia.EjectMedia")
                }
            }
        }
    }

    /// The protocol of an image's address, as Redfish names it; nil for one that the drive does not speak.
    static func transferProtocol(of image: String) -> String? {
        let scheme = image.split(separator: ":", maxSplits: 1).first?.lowercased()
        return ["http": "HTTP", "https": "HTTPS"][scheme ?? ""]
    }
}
