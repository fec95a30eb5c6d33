public import Twin

/// The properties that hold of every update, whatever the cloud and whatever goes wrong.
public enum Checks {
    /// Observers of what must hold at every entry.
    public static func always(_ template: WorldTemplate) -> [any RunObserver] {
        [VersionChecker(), SlotChecker(template), EvictionChecker(), IdentityChecker(), PrimaryChecker()]
    }
}
