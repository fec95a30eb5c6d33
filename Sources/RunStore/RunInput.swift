/// An input that a run was given and that is stored with it; `RunReader.bytes(of:)` has the content.
public struct RunInput: Hashable, Sendable {
    /// Its place among the run's inputs, from 0.
    public let number: Int
    /// The path as the user named it.
    public let path: String
    /// The size of the content, in bytes.
    public let size: Int

    /// Makes an input.
    init(number: Int, path: String, size: Int) {
        self.number = number
        self.path = path
        self.size = size
    }
}
