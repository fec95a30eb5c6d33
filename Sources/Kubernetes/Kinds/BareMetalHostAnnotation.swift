/// The annotations and the finalizer by which users speak to the operator of bare metal.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1/baremetalhost_types.go
public enum BareMetalHostAnnotation {
    /// The host is left as it is.
    public static let paused = "baremetalhost.metal3.io/paused"
    /// The host is taken out of Ironic and left as it is.
    public static let detached = "baremetalhost.metal3.io/detached"
    /// An available host is inspected again; `disabled` lets no host be inspected.
    public static let inspect = "inspect.metal3.io"
    /// The host is switched off, and on again. With a suffix it stays off until the annotation is gone.
    public static let reboot = "reboot.metal3.io"
    /// Keeps the object until the host was given back.
    public static let finalizer = "baremetalhost.metal3.io"
}

extension BareMetalHost {
    /// Whether a new inspection is asked for.
    public var wantsInspection: Bool {
        metadata.annotations[BareMetalHostAnnotation.inspect].map { $0 != "disabled" } ?? false
    }

    /// Whether it is not to be inspected.
    public var isInspectionDisabled: Bool {
        spec.inspectionMode == .disabled
            || metadata.annotations[BareMetalHostAnnotation.inspect] == "disabled"
    }

    /// Whether a reboot is asked for; `onlyForced` leaves out requests that do not insist.
    public func wantsReboot(onlyForced: Bool) -> Bool {
        metadata.annotations.entries.contains { key, value in
            let isReboot =
                key == BareMetalHostAnnotation.reboot || key.hasPrefix(BareMetalHostAnnotation.reboot + "/")
            let words = value.split { " {},\t".contains($0) }.joined()
            return isReboot && (!onlyForced || words.contains("\"force\":true"))
        }
    }
}
