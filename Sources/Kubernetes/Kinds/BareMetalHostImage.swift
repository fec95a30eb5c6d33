/// An image to write to a host's disk.
public struct BareMetalHostImage: FieldCodable {
    /// Where it comes from; empty for none.
    public var url = ""
    /// Its checksum, or where that is.
    public var checksum = ""
    /// How the checksum is made; nil means MD5 or as its length tells.
    public var checksumType: String?
    /// Its format, such as `qcow2`.
    public var format: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("url", &url)
        try coder.field("checksum", &checksum)
        try coder.field("checksumType", &checksumType)
        try coder.field("format", &format)
    }
}
