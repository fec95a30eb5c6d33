import Kubernetes

/// What comes of a HostOSConfiguration: its items, or why it is not valid.
struct HostOSVerdict {
    /// The items of each entry, in the order in which they are applied; none of an object that is not valid.
    private(set) var parts: [(title: String, items: [StateItem])] = []
    /// What was found out about each entry, as they are written.
    private(set) var configs: [HostOSConfigStatus] = []
    /// Whether all entries can be applied.
    private(set) var isValid = true
    /// Whether a module is deprecated.
    private(set) var containsDeprecatedModules = false

    /// All items, in order.
    var items: [StateItem] { parts.flatMap(\.items) }

    init(_ object: HostOSConfiguration, _ modules: HostOSModuleList) {
        let wanted = object.spec.configs
        for (place, config) in wanted.enumerated() {
            var status = HostOSConfigStatus()
            status.moduleName = config.module
            status.moduleVersion = config.moduleVersion
            let found = modules.find(config.module, config.moduleVersion)
            status.modulesReference = found?.object ?? ""
            if found == nil { status.messages.append("there is no module \(config.title)") }
            if let found, found.state == .error {
                status.messages.append("the module \(config.title) can't be used: \(found.error)")
            }
            if found?.state == .deprecated { containsDeprecatedModules = true }
            if let order = config.order, !(1...1_024).contains(order) {
                status.messages.append("the order \(order) is not between 1 and 1024")
            }
            if !config.phase.isEmpty, config.phase != StateItemPhase.reconfigure.rawValue {
                status.messages.append("there is no phase \(config.phase) of the host OS configuration")
            }
            if wanted[..<place].contains(where: { $0.title == config.title }) {
                status.messages.append("the module \(config.title) is there twice")
            }
            if !status.messages.isEmpty { isValid = false }
            configs.append(status)
        }
        if let order = object.spec.order, !(1...1_024).contains(order) { isValid = false }
        guard isValid else { return }
        let order = wanted.indices.sorted {
            (wanted[$0].order ?? .max, $0) < (wanted[$1].order ?? .max, $1)
        }
        parts = order.map {
            (wanted[$0].title, StateItem.hostOS(wanted[$0], of: object.metadata.name))
        }
    }
}
