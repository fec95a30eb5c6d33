import Kubernetes
import Testing

@testable import Controllers
@testable import Twin

/// Objects of the host OS configuration, and what came of them.
extension BareMetalFixture {
    /// Modules as the vendor has them.
    static var hostModules: HostOSConfigurationModules {
        var object = HostOSConfigurationModules(metadata: ObjectMeta(name: "mcc-modules"))
        object.spec.modules = ["ntp", "sysctl", "package", "irqbalance", "grub_settings"].map {
            var module = HostOSModule()
            (module.name, module.version, module.sha256sum) = ($0, "1.0.0", "ab12")
            return module
        }
        return object
    }

    /// An entry of a HostOSConfiguration.
    static func hostConfig(_ module: String) -> HostOSConfig {
        var config = HostOSConfig()
        (config.module, config.moduleVersion) = (module, "1.0.0")
        return config
    }

    /// A HostOSConfiguration for workers.
    static func hostConfiguration(_ name: String, _ configs: [HostOSConfig]) -> HostOSConfiguration {
        var object = HostOSConfiguration(metadata: ObjectMeta(name: name, namespace: "lab"))
        var isWorker = LabelRequirement()
        isWorker.key = Label.controlPlane
        isWorker.operator = .doesNotExist
        var selector = LabelSelector(matchLabels: [Label.clusterName: "lab"])
        selector.matchExpressions = [isWorker]
        object.spec.machineSelector = selector
        object.spec.configs = configs
        return object
    }

    /// A HostOSConfiguration as the API server has it.
    func hostConfiguration(_ name: String) throws -> HostOSConfiguration {
        let found = world.objects(HostOSConfiguration.self).first { $0.metadata.name == name }
        return try #require(found)
    }

    /// An LCMMachine as the API server has it, which must be there.
    func lcm(_ name: String) throws -> LCMMachine {
        let found = lcmMachine(name)
        return try #require(found)
    }

    /// How the items of an object are on a machine, in their order, as the object says it.
    func itemStates(_ object: String, _ machine: String) throws -> [String] {
        let states = try hostConfiguration(object).status.machinesStates["lab/\(machine)"]
        return states?.configStateItemsStatuses.values.flatMap { $0.values.map(\.state) } ?? []
    }
}

extension LCMMachine {
    /// The names of its items of the host OS configuration, in order.
    var hostItems: [String] { spec.stateItems.filter(\.isHostOS).map(\.name) }
}
