import Foundation

/// How large this process may make files: beyond it, writes fail as on a full disk.
enum FileSizeLimit {
    /// Sets the limit in bytes; nil for none. It holds for all of the process.
    static func set(_ bytes: Int?) {
        #if canImport(Darwin)
            let resource = RLIMIT_FSIZE
        #else
            let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #endif
        var limit = rlimit()
        precondition(getrlimit(resource, &limit) == 0, "limits can't be read")
        limit.rlim_cur = bytes.map { rlim_t($0) } ?? limit.rlim_max
        precondition(setrlimit(resource, &limit) == 0, "limits can't be set")
    }
}
