public import Simulation

/// What the model of Nova takes as fixed. Durations that vary are timings: `nova.*`, `neutron.*`.
public enum ComputeConstants {
    /// After so long without a report a service counts as down. Source: nova nova/conf/service.py
    /// (service_down_time), as Mirantis/rockoon rockoon/templates/size sets it.
    public static let serviceDownTime = SimDuration.seconds(180)
    /// Every how long services and agents report. Source: nova nova/conf/service.py (report_interval), as
    /// above; neutron's agents likewise.
    public static let reportInterval = SimDuration.seconds(30)
    /// After so long without a report an agent counts as dead. Source: Mirantis/rockoon
    /// rockoon/templates/size (agent_down_time: 95, of size medium 190).
    public static let agentDownTime = SimDuration.seconds(95)
    public static let agentDownTimeMedium = SimDuration.seconds(190)
    /// How long an instance may stand still at the end of its move. Source: nova nova/conf/libvirt.py
    /// (live_migration_downtime, 500 ms). That it grows in steps up to there is left out.
    public static let downtimeLimit = SimDuration.milliseconds(500)
    /// A move is given up after so long for each GiB, of 2 at least. Source: as above
    /// (live_migration_completion_timeout, 800 s, with live_migration_timeout_action abort).
    public static let completionTimeout = SimDuration.seconds(800)
    /// Bytes a second on the migration network of a host: 10 Gbit/s (guess).
    public static let linkBytesPerSecond: Int64 = 1_250_000_000
    /// How long a move that gets no nearer to its end is left alone before it is looked at again: guess.
    static let standstill = SimDuration.seconds(30)
    /// Of a thousand moves so many fail at the end, and the instance stays: guess.
    static let failuresPerMille: UInt64 = 3
    /// How much of a processor is promised: 8 times as many virtual ones; of memory no more than there is,
    /// less what the host keeps. Source: MOSK documentation, "Advanced configuration for OpenStack compute
    /// nodes" (recalled: cpu_allocation_ratio 8.0, ram_allocation_ratio 1.0); 512 MiB is nova's default of
    /// reserved_host_memory_mb.
    public static let processorRatio: Int64 = 8
    public static let reservedMemoryMiB: Int64 = 512
    /// How long Masakari waits once it has disabled a service. Source: openstack/masakari
    /// masakari/conf/engine.py (wait_period_after_service_update, 180 s).
    public static let masakariWait = SimDuration.seconds(180)
    /// How many instances of a host Masakari builds anew at a time. Source: openstack/masakari
    /// masakari/conf/engine_driver.py (host_failure_recovery_threads, 3).
    static let recoveryThreads = 3
    /// What Masakari gives as the reason of a disabled service. Source: openstack/masakari
    /// masakari/engine/drivers/taskflow/host_failure.py.
    static let masakariReason = "Masakari detected host failed."
}
