public import Simulation
import Twin

/// What is expected of alerts and of services. It is looked at when a run is over.
public struct TenantExpectation: Sendable {
    /// What is expected.
    public enum Test: Sendable {
        /// An alert fires, within a time after the beginning when one is given.
        case fires(String, of: String?, within: SimDuration?)
        /// An alert never fires.
        case neverFires(String, of: String?)
        /// A service fails within these bounds.
        case service(String, ServiceBounds)
    }

    /// The name, as reports call it.
    public var name: String
    /// What is expected.
    public var test: Test

    /// Makes it.
    public init(name: String, test: Test) {
        self.name = name
        self.test = test
    }

    /// What came of it.
    public func result(_ view: TenantView) -> PropertyResult {
        switch test {
        case .fires(let alert, let of, let within):
            let first = view.alerts.first { $0.alert == alert && Self.matches($0.name, of) }
            guard let first else {
                return PropertyResult(kind: .sometimes, name: name, isHeld: false, reason: "it never fired")
            }
            let after = first.start - SimTime.zero
            let bound = within ?? after
            let late = after > bound ? ", \(bound.readable) from the beginning on were allowed" : ""
            return PropertyResult(
                kind: .sometimes, name: name, isHeld: after <= bound,
                reason: "it fired for \(first.name) after \(after.readable)\(late)", entry: first.evidence)
        case .neverFires(let alert, let of):
            let first = view.alerts.first { $0.alert == alert && Self.matches($0.name, of) }
            guard let first else {
                return PropertyResult(kind: .always, name: name, isHeld: true, reason: "it never fired")
            }
            return PropertyResult(
                kind: .always, name: name, isHeld: false,
                reason: "it fired for \(first.name) after \((first.start - SimTime.zero).readable)",
                entry: first.evidence)
        case .service(let service, let bounds):
            guard let health = view.service(service) else {
                preconditionFailure("service \(service) is not the cloud's, though its reader has checked it")
            }
            let stretch = health.longest?.duration ?? .zero
            let slowed = health.slowed > .zero ? ", slower for \(health.slowed.readable)" : ""
            return PropertyResult(
                kind: .budget, name: name, isHeld: bounds.hold(of: health),
                reason: "down \(health.unavailable.readable), at a stretch \(stretch.readable), failed "
                    + TenantText.perThousand(health.failedPerThousand) + slowed,
                entry: health.longest.flatMap { $0.entry == .none ? nil : $0.entry })
        }
    }

    private static func matches(_ name: String, _ pattern: String?) -> Bool {
        guard let pattern else { return true }
        return pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }
}

extension FiredAlert {
    /// The entry that shows it, or nil when its condition was there from the beginning.
    fileprivate var evidence: EntryID? { entry == .none ? nil : entry }
}
