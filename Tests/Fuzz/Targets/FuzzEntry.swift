import Foundation

/// Where libFuzzer comes in.
enum FuzzEntry {
    /// The target that the environment names.
    static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            preconditionFailure("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue))")
        }
        return target
    }()
}

/// Tries one input; ends the process when something is wrong, so that libFuzzer keeps the input.
@c(twin_fuzz_one)
public func twinFuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let problem = FuzzEntry.target.problem(bytes) else { return }
    FileHandle.standardError.write(Data("\(FuzzEntry.target.rawValue): \(problem)\n".utf8))
    abort()
}
