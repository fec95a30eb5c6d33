extension WaitRule {
    /// The sentences by which waits are journaled; a `*` stands for what is particular. Where a text fits
    /// more than one, the first counts.
    public enum Form: String, CaseIterable, Sendable {
        // MARK: Maintenance
        case nodeNotReady = "the node is not Ready"
        case nodeLocked = "NodeWorkloadLock is active"
        case nodeLockFailed = "NodeWorkloadLock is failed"
        case clusterLocked = "ClusterWorkloadLock is *"
        case machinesNotReady = "the cluster and its machines are not all Ready"
        case drain = "drain"
        case uncordon = "uncordon"
        case swarmRemoval = "removal from Swarm"
        case podsToLeave = "pods to leave"
        case otherRelease = "the controller runs at *, not at *"
        case followed = "* goes first"
        case turn = "at most * * * nodes at a time"
        case needed = "* can't do without the node"
        case podReplaced = "an outdated pod of the node is replaced"
        case podNotReady = "a pod of the node is not Ready"

        // MARK: OpenStack
        case instanceLeft = "an instance is still on the node"
        case instanceHeld = "an instance is still on the node: *"
        case agentDead = "a network agent is dead"
        case serviceDown = "the compute service is down"
        case serviceUp = "the compute service of the node is still up"
        case agentAlive = "an agent of the node is still alive"
        case portOpen = "port 22 of the node is open"
        case masakariOut = "Masakari has no ready pod of *"
        case masakari = "Masakari: *"
        case novaSilent = "Nova"
        case nova = "Nova: *"
        case statusOutdated = "the status is not of the controller at *"
        case deploymentState = "the deployment is *"
        case servicesUnhealthy = "waiting for services healthy"
        case serviceUnhealthy = "* is not healthy"
        case workloadNotReady = "it is not ready"
        case imagesNotReadyThere = "* is not Ready there"
        case notReadyThere = "* is not ready there"
        case helmStuck = "another operation (install/upgrade/rollback) is in progress"

        // MARK: OpenSDN
        case openSDNNotReady = "the OpenSDN cluster is not Ready"
        case vRouterNotReady = "a container of the vRouter is not Ready"

        // MARK: Pods
        case endpointNotReady = "no pod behind it is ready"
        case jobIncomplete = "the Job is not complete"
        case imagePullBackOff = "ImagePullBackOff: *"
        case crashLoopBackOff = "CrashLoopBackOff: back-off * restarting failed container"
        case maxUnavailable = "maxUnavailable"
        case orderedReady = "OrderedReady"
        case orderedLeaving = "OrderedReady: it must be gone"
        case rollingUpdate = "RollingUpdate"
        case recreate = "Recreate: old pods go first"
        case schedule = "unparseable schedule"
        case noNodeFits = "no node fits"
        case volume = "its volume is there"
        case disruptionBudget = "PodDisruptionBudget"
        case quorum = "etcd quorum"

        // MARK: MariaDB
        case apiServer = "the API server answers"
        case databaseBegun = "the database is begun by its leader"
        case clusterState = "cluster.state is known"
        case statePublished = "it publishes its state"
        case positionKnown = "it knows its position"
        case databaseBegunAnew = "it begins the database anew"

        // MARK: Updates and charts
        case stepPaused = "the step * is paused"
        case stepNotCommenced = "the step * is not commenced"
        case planPaused = "the plan is AutoPaused, and the step * is not commenced"
        case releaseMissing = "the ClusterRelease does not exist"
        case chartNeeded = "* requires *, which is not ready"
        case apiServerSilent = "the API server does not answer"
        case noNodeYet = "no node takes pods yet"

        // MARK: Machines and hosts
        case machineInMaintenance = "the machine is in maintenance"
        case machineNotReady = "the machine is not Ready"
        case agentStopped = "the LCM agent does not run"
        case tokenExpired = "the token of the LCM agent has expired"
        case hostCutOff = "the host has no network"
        case managementCutOff = "the management cluster is out of reach"
        case deletionPrepared = "it is prepared for its deletion"
        case managerLeaves = "one manager may be deleted at a time"
        case managersTooFew = "too few managers are Ready to delete one"
        case clusterRemoval = "LCM removes it from its cluster"
        case deprovisioning = "its host is deprovisioned"
        case noHost = "no available host matches its selector"
        case noNetwork = "no network configuration"
        case networkRefused = "no network configuration: *"
        case noProfile = "there is no BareMetalHostProfile *"
        case diskKept = "profile * erases disks, but the host is not to be cleaned"
        case noKey = "there is no PublicKey *"
        case ironicBusy = "the node is busy in Ironic"
        case ironicSilent = "Ironic does not answer"
        case hostTurn = "at most * hosts at a time"

        /// What equipment, an API server or a check says in its own words.
        case message = "*"

        /// Whether such waits are a part of every update.
        public var isRoutine: Bool {
            switch self {
            case .nodeLocked, .drain, .uncordon, .podsToLeave, .otherRelease, .followed, .podNotReady,
                .instanceLeft, .agentDead, .serviceDown, .servicesUnhealthy, .serviceUnhealthy,
                .workloadNotReady, .imagesNotReadyThere, .notReadyThere, .openSDNNotReady,
                .vRouterNotReady, .jobIncomplete, .maxUnavailable, .rollingUpdate:
                true
            default: false
            }
        }

        /// What stands between the places that are left open.
        var pieces: [Substring] { rawValue.split(separator: "*", omittingEmptySubsequences: false) }

        /// Whether a text is of the form, each place taken by one character at least.
        func fits(_ text: String) -> Bool {
            let pieces = pieces
            guard pieces.count > 1, text.hasPrefix(pieces[0]) else { return false }
            var rest = text[...].dropFirst(pieces[0].count)
            for piece in pieces.dropFirst().dropLast() {
                guard let found = rest.dropFirst().firstRange(of: piece) else { return false }
                rest = rest[found.upperBound...]
            }
            return !rest.isEmpty && rest.dropFirst().hasSuffix(pieces[pieces.count - 1])
        }
    }
}
