public import Kubernetes

/// An operating system as images are called by which Machines ask for it: the last part of the URL is the
/// distribution and the kernel, as in `.../ubuntu-jammy_5.15.0-153.qcow2`.
///
/// The form is a guess; what stands in it is `allowedDistributions` of the ClusterRelease and the kernel that
/// its item `host-os` installs.
public struct HostImage: Hashable, Sendable {
    /// The distribution, such as `ubuntu/jammy`.
    public var distribution: String
    /// The kernel, such as `5.15.0-153`; empty when it is not known.
    public var kernel: String

    /// An operating system.
    public init(distribution: String, kernel: String) {
        self.distribution = distribution
        self.kernel = kernel
    }

    /// What machines get that are made at a release.
    public init(_ release: ClusterRelease) {
        let allowed = release.spec.allowedDistributions
        let item = release.spec.machineTypes.worker.first { $0.name == "host-os" }
        let chosen = allowed.first { $0.isDefault == true } ?? allowed.first
        distribution = chosen?.id ?? item?.params["distribution"] ?? ""
        kernel = item?.params["kernel"] ?? ""
    }

    /// What an image is by its URL: nothing but a distribution when it is not called as above.
    public init(url: String) {
        let file = url.split(separator: "/").last ?? ""
        let name = file.hasSuffix(".qcow2") ? file.dropLast(6) : file
        let parts = name.split(separator: "_", maxSplits: 1)
        distribution =
            parts.first.map { part in
                part.split(separator: "-", maxSplits: 1).joined(separator: "/")
            } ?? ""
        kernel = parts.count == 2 ? String(parts[1]) : ""
    }

    /// The image as a host is asked to have it.
    public var image: BareMetalHostImage {
        var image = BareMetalHostImage()
        let name = distribution.split(separator: "/").joined(separator: "-")
        image.url = "http://httpd-http/images/\(name)_\(kernel).qcow2"
        image.checksum = image.url + ".md5sum"
        image.format = "qcow2"
        return image
    }
}
