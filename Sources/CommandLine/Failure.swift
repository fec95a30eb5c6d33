import Files
import Kubernetes
import RunStore
import Twin

/// Why a command ends early: what to say, and the exit code.
struct Failure: Error {
    var message: String
    var code: ExitStatus

    init(_ message: String, _ code: ExitStatus) {
        self.message = message
        self.code = code
    }

    init(_ error: CloudError) { self.init(error.description, .badInput) }
    init(_ error: FileError) { self.init(error.description, .badInput) }
    /// Whatever went wrong when `file` was read.
    init(input error: any Error, _ file: String) {
        switch error {
        case let error as CloudError: self.init(error)
        case let error as FileError: self.init(error)
        case let error as YAMLError: self.init(CloudError(error))
        default: self.init("\(file): \(error)", .badInput)
        }
    }

    init(_ error: RunStoreError) { self.init(error.description, .badInput) }
}
