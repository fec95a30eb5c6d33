public import Kubernetes
import Simulation

/// One look at an OpenStackDeployment: what is wanted, and what its status comes to.
struct OpenStackRound {
    let plan: OpenStackPlan
    let work: WorkKey
    /// The status as it is to be written.
    var status: OpenStackStatus
    /// What the journal says of it.
    var notes: [Write.Note] = []

    /// Whether a service is at what is wanted.
    func isApplied(_ service: OpenStackService) -> Bool { isApplied(service.name) }

    /// Whether the service of a name is: without its service, which is big.
    private func isApplied(_ service: String) -> Bool {
        guard let now = status.services[service] else { return false }
        return now.state == .applied && now.fingerprint == plan.fingerprint
            && now.controllerVersion == plan.controllerVersion
            && now.openstackVersion == plan.version.rawValue
    }

    /// Whether the status as a whole is about what is wanted.
    var isAboutPlan: Bool {
        status.osdpl.fingerprint == plan.fingerprint
            && status.osdpl.controllerVersion == plan.controllerVersion
            && status.osdpl.openstackVersion == plan.version.rawValue
    }

    /// Whether nothing is left to do.
    var isAtRest: Bool { isAboutPlan && status.osdpl.state == .applied }

    /// Lets a service go over to a state; once it is applied it is at what is wanted.
    mutating func enter(_ state: OpenStackServiceState, _ service: OpenStackService, at time: Timestamp) {
        var now = status.services[service.name] ?? OpenStackServiceStatus()
        now.state.enter(state)
        now.timestamp = time
        if state == .applied {
            now.openstackVersion = plan.version.rawValue
            now.controllerVersion = plan.controllerVersion
            now.fingerprint = plan.fingerprint
            now.release = plan.controllerVersion
        }
        status.services[service.name] = now
    }

    /// Lets the deployment go over to a state.
    mutating func enter(_ state: OpenStackState, at time: Timestamp) {
        status.osdpl.state.enter(state)
        status.osdpl.timestamp = time
    }

    /// Counts the services that are at what is wanted.
    mutating func count() {
        let done = plan.services.indices.count { isApplied(plan.services[$0].name) }
        status.osdpl.lcmProgress = "\(done)/\(plan.services.count)"
    }
}

extension OpenStackStatus {
    /// The status of a deployment at rest.
    public init(atRest plan: OpenStackPlan, at time: Timestamp) {
        self.init()
        osdpl.state = .applied
        osdpl.openstackVersion = plan.version.rawValue
        osdpl.controllerVersion = plan.controllerVersion
        osdpl.fingerprint = plan.fingerprint
        osdpl.release = plan.controllerVersion
        osdpl.timestamp = time
        osdpl.cause = "resume"
        for service in plan.services {
            var now = OpenStackServiceStatus()
            now.state = .applied
            now.openstackVersion = plan.version.rawValue
            now.controllerVersion = plan.controllerVersion
            now.fingerprint = plan.fingerprint
            now.release = plan.controllerVersion
            now.timestamp = time
            services[service.name] = now
        }
        osdpl.lcmProgress = "\(plan.services.count)/\(plan.services.count)"
    }
}
