import Foundation

/// What a path leads to.
enum FileKind: Hashable, Sendable {
    /// Pipes and sockets and devices are never read.
    case file, directory, link, pipe, socket, device

    /// Reads the kind from a mode of `stat`.
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .directory
        case S_IFLNK: self = .link
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }

    /// The kind in words, with an article.
    var label: String {
        switch self {
        case .file: "a file"
        case .directory: "a directory"
        case .link: "a symbolic link"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}
