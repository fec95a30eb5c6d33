public import Kubernetes

extension BareMetalHostProfile {
    /// The profile of a machine: the one that it names, else the default one of its namespace, else nil.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go (the label of
    /// the default one).
    public static func choose(
        _ reference: ObjectReference?, namespace: String, among profiles: [BareMetalHostProfile]
    ) -> BareMetalHostProfile? {
        if let reference, !reference.name.isEmpty {
            return profiles.first {
                $0.metadata.name == reference.name
                    && $0.metadata.namespace == reference.namespace ?? namespace
            }
        }
        return profiles.first {
            $0.metadata.namespace == namespace && $0.metadata.labels[Label.defaultProfile] == "true"
        }
    }

    /// The disk of a host for each device of the profile, in the order of the devices.
    ///
    /// Devices that name their disk get it; the others get, in order, the first disk that is left and fits by
    /// type and size. That is a guess: the page "Default configuration of the host system storage" says no
    /// more than that the order of devices counts. Throws when a device gets none, or its partitions need
    /// more.
    func disks(of storage: [HostStorage]) throws(ProfileMismatch) -> [HostStorage] {
        var free = storage
        var chosen: [HostStorage?] = Array(repeating: nil, count: spec.devices.count)
        for wantsName in [true, false] {
            for index in spec.devices.indices {
                let filter = spec.devices[index].device
                guard (filter.byName != nil) == wantsName else { continue }
                guard let place = free.firstIndex(where: { filter.fits($0) }) else {
                    throw ProfileMismatch(
                        "no disk of the host is free and fits device \(index + 1) of profile \(metadata.name)"
                            + " (\(filter.summary)): the host has \(storage.count), the profile wants "
                            + "\(spec.devices.count)")
                }
                let disk = free.remove(at: place)
                let needed = spec.devices[index].partitions.reduce(Int64(0)) { $0 + $1.bytes }
                guard needed <= disk.sizeBytes else {
                    throw ProfileMismatch(
                        "the partitions of device \(index + 1) of profile \(metadata.name) need "
                            + "\(needed / ByteCount.gibibyte) GiB, \(disk.name) has "
                            + "\(disk.sizeBytes / ByteCount.gibibyte)")
                }
                chosen[index] = disk
            }
        }
        return chosen.compactMap { $0 }
    }

    /// The device that the root file system lies on; the first with partitions when that isn't said.
    var rootDevice: Int? {
        let root = spec.fileSystems.first { $0.mountPoint == "/" }
        let volume = root?.logicalVolume.flatMap { name in spec.logicalVolumes.first { $0.name == name } }
        let group = volume.flatMap { volume in spec.volumeGroups.first { $0.name == volume.vg } }
        let partitions = group?.devices.compactMap(\.partition) ?? root?.partition.map { [$0] } ?? []
        return spec.devices.firstIndex { device in
            device.partitions.contains { partitions.contains($0.name) }
        } ?? spec.devices.firstIndex { !$0.partitions.isEmpty }
    }

    /// Whether anything is erased before the disks are set up.
    ///
    /// Source: page "BareMetalHostProfile resource": what carries a file system is always erased.
    var erases: Bool {
        !spec.fileSystems.isEmpty
            || spec.devices.contains { $0.device.wipe == true || $0.device.wipeDevice != nil }
    }
}

extension ProfileDeviceFilter {
    /// Whether a disk is one that is meant.
    fileprivate func fits(_ disk: HostStorage) -> Bool {
        if let byName, byName != disk.name { return false }
        if let type, type.lowercased() != disk.type.lowercased() { return false }
        if let least, disk.sizeBytes < least { return false }
        if let most, disk.sizeBytes > most { return false }
        return true
    }

    private var least: Int64? {
        [minSize.flatMap(\.text).flatMap(ByteCount.parse), size.flatMap(\.text).flatMap(ByteCount.parse)]
            .compactMap { $0 }.max()
            ?? [minSizeGiB, sizeGiB].compactMap { $0?.text.flatMap(ByteCount.parseGiB) }.max()
    }

    private var most: Int64? {
        maxSize.flatMap(\.text).flatMap(ByteCount.parse)
            ?? maxSizeGiB.flatMap(\.text).flatMap(ByteCount.parseGiB)
    }

    fileprivate var summary: String {
        var parts: [String] = []
        if let byName { parts.append(byName) }
        if let type { parts.append(type) }
        if let least, least > 0 { parts.append("at least \(least / ByteCount.gibibyte) GiB") }
        if let most { parts.append("at most \(most / ByteCount.gibibyte) GiB") }
        return parts.isEmpty ? "any" : parts.joined(separator: ", ")
    }
}

extension ProfilePartition {
    /// What it needs at least; 0 for one that takes the rest.
    fileprivate var bytes: Int64 {
        size.flatMap(\.text).flatMap(ByteCount.parse) ?? sizeGiB.flatMap(\.text).flatMap(ByteCount.parseGiB)
            ?? 0
    }
}
