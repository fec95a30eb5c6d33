import HardwareInterfaces
import JSON

extension RedfishBMCService {
    /// A virtual drive that takes images of optical disks.
    struct MediaSlot: Sendable {
        var path: String
        /// The address of the image in it; nil when it is empty.
        var image: String?
        /// Where to post an image; nil where the resource itself is changed instead, as older BMCs have it.
        var insert: String?
        var eject: String?
    }

    /// The server's virtual drive: at the system, or at a manager of it; nil when there is none.
    func mediaSlot(_ system: RedfishObject, _ quirks: RedfishQuirks) async throws(BMCError) -> MediaSlot? {
        if let slot = try await slot(in: try system.link("VirtualMedia"), quirks) { return slot }
        var managers = try system.object("Links")?.links("ManagedBy") ?? []
        if managers.isEmpty {
            managers = try await members(try await readOptional("/redfish/v1/")?.link("Managers"))
        }
        for path in managers {
            guard let manager = try await readOptional(path) else { continue }
            if let slot = try await slot(in: try manager.link("VirtualMedia"), quirks) { return slot }
        }
        return nil
    }

    /// Puts an image into the drive, which a BMC may refuse while another is in it; tells what the BMC then
    /// says of it.
    func insertMedia(_ image: String) async throws(BMCError) -> String? {
        let system = try await readSystem()
        let quirks = try RedfishQuirks.of([system.text("Manufacturer")])
        guard let slot = try await mediaSlot(system, quirks) else { throw .unsupported("virtual drive") }
        if slot.image == image { return image }
        if let target = slot.insert {
            try await finish(try await call(.post, target, .object(["Image": .string(image)])))
        } else {
            let fields: [String: JSONValue] = ["Image": .string(image), "Inserted": .bool(true)]
            try await finish(try await call(.patch, slot.path, .object(fields)))
        }
        return try self.slot(try await read(slot.path), quirks).image
    }

    /// Empties the drive; tells what the BMC then says of it.
    func ejectMedia() async throws(BMCError) -> String? {
        let system = try await readSystem()
        let quirks = try RedfishQuirks.of([system.text("Manufacturer")])
        guard let slot = try await mediaSlot(system, quirks) else { throw .unsupported("virtual drive") }
        guard slot.image != nil else { return nil }
        try await empty(slot)
        return try self.slot(try await read(slot.path), quirks).image
    }

    private func empty(_ slot: MediaSlot) async throws(BMCError) {
        if let target = slot.eject {
            try await finish(try await call(.post, target, .object([:])))
        } else {
            let fields: [String: JSONValue] = ["Image": .null, "Inserted": .bool(false)]
            try await finish(try await call(.patch, slot.path, .object(fields)))
        }
    }

    /// The first drive of a collection for optical disks.
    private func slot(in collection: String?, _ quirks: RedfishQuirks) async throws(BMCError) -> MediaSlot? {
        for path in try await members(collection) {
            guard let object = try await readOptional(path) else { continue }
            let types = try object.texts("MediaTypes")
            if types.contains("CD") || types.contains("DVD") { return try slot(object, quirks) }
        }
        return nil
    }

    private func slot(_ object: RedfishObject, _ quirks: RedfishQuirks) throws(BMCError) -> MediaSlot {
        let actions = try object.object("Actions")
        let image = try object.firstText(["Image", "ImageName"])
        var isInserted = try object.truth("Inserted") ?? (image != nil)
        if quirks.unconnectedIsEmpty, try object.text("ConnectedVia") == "NotConnected" { isInserted = false }
        return MediaSlot(
            path: object.resource, image: isInserted ? image : nil,
            insert: try actions?.object("#VirtualMedia.InsertMedia")?.text("target").flatMap(
                HTTPAddress.path(of:)),
            eject: try actions?.object("#VirtualMedia.EjectMedia")?.text("target").flatMap(
                HTTPAddress.path(of:)))
    }
}
