public import Kubernetes

/// The modules that all HostOSConfigurationModules offer, each with how it is.
///
/// That archives are fetched and checked when an object is made is left out: a module is available when its
/// entry is complete.
public struct HostOSModuleList: Sendable {
    /// A module.
    struct Entry: Sendable {
        /// As it is written.
        var module: HostOSModule
        /// The object that it is of.
        var object: String
        /// How it is.
        var state: HostOSModuleState
        /// Why it can't be used.
        var error = ""
    }

    private(set) var entries: [Entry] = []

    /// The modules of `objects`; of two alike the first one by the name of its object counts.
    public init(_ objects: [HostOSConfigurationModules]) {
        let objects = objects.filter { !$0.metadata.isDeleting }.sorted {
            $0.metadata.name < $1.metadata.name
        }
        let replaced = objects.flatMap(\.spec.modules).flatMap(\.deprecates)
        for object in objects {
            for module in object.spec.modules {
                let isReplaced = replaced.contains {
                    $0.name == module.name && $0.version == module.version
                }
                var entry = Entry(
                    module: module, object: object.metadata.name,
                    state: isReplaced ? .deprecated : .available)
                entry.error = module.problem(
                    isVendors: object.metadata.name == HostOSConfigurationModules.vendorName)
                if !entry.error.isEmpty { entry.state = .error }
                entries.append(entry)
            }
        }
    }

    /// A module by name and version.
    func find(_ name: String, _ version: String) -> Entry? {
        entries.first { $0.module.name == name && $0.module.version == version }
    }

    /// What the status of an object says of its modules.
    func status(of object: String) -> HostOSConfigurationModulesStatus {
        var status = HostOSConfigurationModulesStatus()
        status.modules = entries.filter { $0.object == object }.map { entry in
            var module = HostOSModuleStatus()
            module.name = entry.module.name
            module.version = entry.module.version
            module.url = entry.module.url
            module.sha256sum = entry.module.sha256sum
            module.state = entry.state.rawValue
            module.error = entry.error
            return module
        }
        return status
    }
}

extension HostOSModule {
    /// What its entry lacks; empty when nothing.
    /// Source: page "HostOSConfigurationModules" (name and version are required; a URL is for custom modules;
    /// that the checksum is required is recalled).
    fileprivate func problem(isVendors: Bool) -> String {
        if name.isEmpty || version.isEmpty { return "the module has no name or no version" }
        if url.isEmpty, !isVendors { return "a custom module needs a url" }
        return sha256sum.isEmpty ? "the module has no sha256sum" : ""
    }
}
