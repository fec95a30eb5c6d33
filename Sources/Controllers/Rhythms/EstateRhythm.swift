public import Simulation

/// The rhythms of an estate: the one table of what is done again and again, and how often. To add one, add a
/// case and its row; one that the model looks at is named in `World+Beats` too.
public enum EstateRhythm: UInt16, CaseIterable, Sendable {
    case kubeletLease
    case kubeletStatus
    case nodeMonitor
    case swarmHeartbeat
    case agentHeartbeat
    case agentToken
    case hostPoll
    case ironicPowerSync
    case openStackHealth
    case openStackPeering
    case databasePoll
    case cephMonitorHealth
    case cephDaemonHealth
    case heatEngineCleaner
    case novaCellSetup
    case novaServiceCleaner
    case novaPlacementAudit
    case cinderServiceCleaner
    case fernetRotate
    case databasePurge

    /// Its row.
    public var rhythm: Rhythm { Self.table[Int(rawValue)] }

    private static let table = allCases.map(\.row)

    private var row: Rhythm {
        switch self {
        case .kubeletLease:
            Rhythm(
                "kubelet.lease", "a kubelet renews its lease", of: .node, every: .seconds(10), .documented,
                source: "kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go (a quarter of 40 s)")
        case .kubeletStatus:
            Rhythm(
                "kubelet.status", "a kubelet reports a status that is as it was", of: .node,
                every: .minutes(5), .documented,
                source: "kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go (nodeStatusReportFrequency)")
        case .nodeMonitor:
            Rhythm(
                "node.monitor", "the node lifecycle controller compares the leases of its nodes",
                of: .cluster,
                every: .seconds(5), .documented,
                source: "kubernetes pkg/controller/nodelifecycle (--node-monitor-period)")
        case .swarmHeartbeat:
            Rhythm(
                "swarm.heartbeat", "a Swarm node tells its managers that it is there", of: .node,
                every: .seconds(5), .guess, source: "general: the default of Swarm's dispatcher")
        case .agentHeartbeat:
            Rhythm(
                "lcm-agent.heartbeat", "an LCM agent says that it is there, and looks at its token",
                of: .machine,
                every: .seconds(30), .guess, source: "guess: no field of it is documented")
        case .agentToken:
            Rhythm(
                "lcm-agent.token", "an LCM agent gets a new token", of: .machine, every: .hours(23),
                .documented,
                source: "Mirantis/mcc-api LCMCluster: tokenTTL 24 h less minTokenRemainingTTL 1 h")
        case .hostPoll:
            Rhythm(
                "baremetalhost.poll", "the baremetal-operator reads the power of a host", of: .host,
                every: .seconds(60), .documented,
                source: "metal3-io/baremetal-operator baremetalhost_controller.go (manageHostPower)")
        case .ironicPowerSync:
            Rhythm(
                "ironic.power-sync", "Ironic compares the power of a node", of: .host, every: .seconds(120),
                .documented, source: "openstack/ironic ironic/conf/conductor.py (sync_power_state_interval)")
        case .openStackHealth:
            Rhythm(
                "openstack.health", "the OpenStack controller writes the health of all services",
                of: .cluster,
                every: .seconds(60), .documented,
                source: "Mirantis/rockoon rockoon/batch_health.py (OSCTL_BATCH_HEATH_UPDATER_PERIOD)")
        case .openStackPeering:
            Rhythm(
                "openstack.peering", "the OpenStack controller says that it is there", of: .cluster,
                every: .seconds(300), .documented,
                source: "Mirantis/rockoon rockoon/settings.py (heartbeat of the KopfPeering)")
        case .databasePoll:
            Rhythm(
                "mariadb.controller", "the controller of the database looks for its primary", of: .cluster,
                every: .seconds(10), .documented,
                source: "Mirantis/rockoon charts (_mariadb_controller.py.tpl)")
        case .cephMonitorHealth:
            Rhythm(
                "rook.mon.health", "Rook looks at the Ceph monitors", of: .cluster, every: .seconds(45),
                .documented, source: "rook/rook pkg/operator/ceph/cluster/mon/health.go")
        case .cephDaemonHealth:
            Rhythm(
                "rook.osd.health", "Rook looks at the Ceph OSDs", of: .cluster, every: .seconds(60),
                .documented, source: "rook/rook pkg/operator/ceph/cluster/osd/health.go")
        default: cronJob
        }
    }

    /// The rows of CronJobs. Their minutes are guesses: sources give how often they run.
    private var cronJob: Rhythm {
        func job(
            _ name: String, every period: SimDuration, at after: SimDuration = .zero, _ about: String
        ) -> Rhythm {
            Rhythm(
                "cron." + name, about, of: .cluster, every: period, at: .civil(after: after), .documented,
                source: "Mirantis/rockoon chart values (CronJob \(name))")
        }
        return switch self {
        case .heatEngineCleaner:
            job("heat-engine-cleaner", every: .minutes(5), "dead Heat engines are removed")
        case .novaCellSetup: job("nova-cell-setup", every: .hours(1), "new computes are mapped to a cell")
        case .novaServiceCleaner:
            job("nova-service-cleaner", every: .hours(1), "dead Nova services are removed")
        case .novaPlacementAudit:
            job("nova-placement-audit", every: .hours(4), "orphaned allocations are looked for")
        case .cinderServiceCleaner:
            job("cinder-service-cleaner", every: .hours(4), "dead Cinder services are removed")
        case .fernetRotate: job("keystone-fernet-rotate", every: .hours(12), "Fernet keys are rotated")
        case .databasePurge: job("db-purge", every: .hours(168), "deleted rows are purged")
        default: preconditionFailure("\(self) has no row")
        }
    }
}
