/// Why a kubeconfig file cannot be used. No value of the file is in it but names.
public struct KubeconfigError: Error, Hashable, CustomStringConvertible {
    /// The file as named by the caller, with the line and the column where they are known.
    public var place: String
    /// What is wrong.
    public var problem: String

    public var description: String { "\(place): \(problem)" }
}
