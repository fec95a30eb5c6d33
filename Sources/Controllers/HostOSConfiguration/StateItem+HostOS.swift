public import Kubernetes

/// Items of the host OS configuration.
///
/// Source: page "Internal API for host OS configuration management" (they are StateItems of the phase
/// `reconfigure`). Their names are recalled; that the values are a parameter is our composition.
extension StateItem {
    /// How the names of all of them begin.
    static let hostOSPrefix = "host-os-"

    /// The modules that ask for a reboot unless their value `disable_reboot_request` is set.
    /// Source: Mirantis/mosk-host-os-modules cpushield/README.md, grub_settings/README.md,
    /// linux_hard_limits/README.md.
    private static let rebootingModules = ["cpushield", "grub_settings", "linux_hard_limits"]

    /// Whether it is of the host OS configuration.
    public var isHostOS: Bool { phase == .reconfigure && name.hasPrefix(Self.hostOSPrefix) }

    /// Whether the module that it runs leaves word that a reboot is due.
    var requestsReboot: Bool {
        guard let module = params["module"], Self.rebootingModules.contains(module) else { return false }
        return !(params["values"] ?? "").contains("\"disable_reboot_request\":true")
    }

    /// The items of an entry of the HostOSConfiguration called `object`: the archive of its module is
    /// fetched, then run.
    public static func hostOS(_ config: HostOSConfig, of object: String) -> [StateItem] {
        let what = "\(object)-\(config.module)-\(config.moduleVersion)"
        var params: StringMap = ["module": config.module]
        if let values = config.values { params["values"] = CanonicalJSON.text(of: values) }
        if let values = config.secretValues { params["secretValues"] = CanonicalJSON.text(of: values) }
        return [
            StateItem(
                runner: .downloader, name: "\(hostOSPrefix)download-\(what)", version: config.moduleVersion,
                phase: .reconfigure, params: ["module": config.module]),
            StateItem(
                runner: .ansible, name: hostOSPrefix + what, version: config.moduleVersion,
                phase: .reconfigure, params: params),
        ]
    }
}

extension HostOSConfig {
    /// The module with its version, as statuses call it.
    var title: String { "\(module)-\(moduleVersion)" }
}

extension LCMMachine {
    /// Gives the machine items of the host OS configuration as ones that are done.
    public mutating func apply(_ items: [StateItem]) {
        for item in items {
            spec.stateItems.append(item)
            var done = StateItemStatus()
            done.hash = item.hash
            done.attempt = 1
            status.stateItemStatuses[item.name] = done
        }
    }
}

extension [HostOSConfiguration] {
    /// The items of all that are about a machine with these labels: by the order of the objects, then by that
    /// of their entries. An object that is not valid is left out.
    ///
    /// Source: pages "HostOSConfiguration" (order, isValid), "HostOSConfiguration and
    /// HostOSConfigurationModules concepts"; that names decide between equals is recalled.
    public func items(for labels: StringMap, _ modules: HostOSModuleList) -> [StateItem] {
        let selecting = filter { !$0.metadata.isDeleting && $0.selects(labels) }.sorted {
            ($0.spec.order ?? .max, $0.metadata.name) < ($1.spec.order ?? .max, $1.metadata.name)
        }
        var items: [StateItem] = []
        for object in selecting {
            // Two objects may make the same name of different parts; the first one has it.
            for item in HostOSVerdict(object, modules).items
            where !items.contains(where: { $0.name == item.name }) {
                items.append(item)
            }
        }
        return items
    }
}
