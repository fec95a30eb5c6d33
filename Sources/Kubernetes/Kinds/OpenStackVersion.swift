/// A release of OpenStack that the controller knows.
///
/// Source: Mirantis/rockoon rockoon/constants.py (OpenStackVersion); the releases without images are passed
/// over.
public enum OpenStackVersion: String, CaseIterable, Comparable, Sendable {
    case queens, rocky, stein, train, ussuri, victoria, wallaby, xena, yoga, zed, antelope, bobcat, caracal
    case dalmatian, epoxy, flamingo, gazpacho

    /// Its number: queens is 1.
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// Whether there are images of it. Source: Mirantis/rockoon rockoon/templates.
    public var hasImages: Bool {
        switch self {
        case .zed, .bobcat, .dalmatian, .flamingo: false
        default: true
        }
    }

    /// Whether it is a release that one may go to from the former release of that kind, past the one between.
    /// Source: as above (SLURP releases).
    public var isSkipLevel: Bool { [.yoga, .antelope, .caracal, .epoxy, .gazpacho].contains(self) }

    /// The release of that kind before this one; nil when there is none.
    var skipLevelBefore: OpenStackVersion? { Self.allCases.last { $0 < self && $0.isSkipLevel } }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// Whether an OpenStack at this release may be asked to go to `next`.
    /// Source: Mirantis/rockoon rockoon/admission/validators/openstack.py.
    public func mayGo(to next: OpenStackVersion) -> Bool {
        guard next > self, next.hasImages else { return next == self }
        if next.number - number == 1 { return true }
        return next.isSkipLevel && next.skipLevelBefore == self
    }

    /// The releases that it may be asked to go to.
    public var next: [OpenStackVersion] { Self.allCases.filter { $0 != self && mayGo(to: $0) } }
}
