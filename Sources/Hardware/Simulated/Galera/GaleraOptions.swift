public import Simulation

/// The options of a Galera cluster's provider that the model follows: timers, weights, caches.
///
/// The defaults are those of the library. Sources: codership/galera gcomm/src/defaults.cpp,
/// gcomm/src/evs_proto.cpp, gcomm/src/pc.cpp, gcache/src/gcache_params.cpp, gcs/src/gcs_params.cpp.
public struct GaleraOptions: Hashable, Sendable {
    /// `evs.keepalive_period`: a member that has nothing to say speaks this often.
    public var keepalivePeriod = SimDuration.seconds(1)
    /// `evs.inactive_check_period`: how often a member looks who is silent.
    public var inactiveCheckPeriod = SimDuration.milliseconds(500)
    /// `evs.suspect_timeout`: a peer that is silent for longer is suspected; all others must agree.
    public var suspectTimeout = SimDuration.seconds(5)
    /// `evs.inactive_timeout`: a peer that is silent for longer is dropped without asking.
    public var inactiveTimeout = SimDuration.seconds(15)
    /// `evs.view_forget_timeout`: messages of earlier views are known as such for this long.
    public var viewForgetTimeout = SimDuration.hours(24)
    /// `gmcast.peer_timeout`: a connection that is silent for longer is given up, and its messages go by way
    /// of others.
    public var peerTimeout = SimDuration.seconds(3)
    /// `evs.install_timeout`: how long members try to agree on a group before they drop who does not.
    public var installTimeout = SimDuration.milliseconds(7500)
    /// `evs.join_retrans_period`: how often a member that looks for a group speaks.
    public var joinRetransPeriod = SimDuration.seconds(1)
    /// `gmcast.time_wait`: how long one that left is kept out; half of it for one that was lost.
    public var timeWait = SimDuration.seconds(5)
    /// `pc.announce_timeout`: how long a new member looks for others before it goes on alone.
    public var announceTimeout = SimDuration.seconds(3)
    /// `pc.wait_prim_timeout`: how long a new member waits for a primary component before it gives up.
    public var waitPrimaryTimeout = SimDuration.seconds(30)
    /// `pc.wait_prim`.
    public var waitsForPrimary = true
    /// `pc.recovery`: whether the last primary component is remembered in gvwstate.dat.
    public var recoversComponent = true
    /// `pc.ignore_sb`: an exact half goes on.
    public var ignoresSplitBrain = false
    /// `pc.ignore_quorum`: whoever is left goes on.
    public var ignoresQuorum = false
    /// `pc.weight` of each member.
    public var weight: Int64 = 1
    /// `gcache.size`, in bytes: write-sets that a donor can hand over one by one.
    public var cacheBytes: Int64 = 128 << 20
    /// `gcache.recover`: whether the cache outlives its process. The default is yes from 26.4.4 on; measured
    /// with 26.4.23, where a bootstrapped member hands over write-sets of its former life.
    public var recoversCache = true
    /// The size of a write-set in bytes. Guess: a few rows of OpenStack's tables with their keys.
    public var writeSetBytes: Int64 = 2048
    /// `gcs.fc_limit`: write-sets that may wait, times the square root of the members.
    public var flowControlLimit: Int64 = 16
    /// How much of what was acknowledged a crash of the process alone may lose, as a time:
    /// `innodb_flush_log_at_trx_commit` is 0 for a second, 1 and 2 for none. Source: MariaDB documentation.
    public var processFlushLag = SimDuration.zero
    /// The same for a crash of the host: a second for 0 and 2, none for 1.
    public var hostFlushLag = SimDuration.seconds(1)

    /// The library's defaults.
    public init() {}

    /// As MOSK sets them.
    ///
    /// Source: Mirantis/rockoon charts/infra/mariadb/values.yaml, rockoon/templates/preset/compute.yaml.
    public static var mosk: GaleraOptions {
        var options = GaleraOptions()
        options.suspectTimeout = .seconds(30)
        options.peerTimeout = .seconds(15)
        options.cacheBytes = 1 << 30
        return options
    }

    /// How long a peer may be silent before it is dropped, when all who still speak miss it alike.
    var detectionTimeout: SimDuration { min(suspectTimeout, inactiveTimeout) }
}
