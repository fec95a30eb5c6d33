/// The numbers of a version such as `2.30.2` or `21.0.0+25.2`, compared one after the other.
public struct ReleaseVersion: Comparable, Sendable {
    private let numbers: [Int]

    /// Reads the numbers in a text; what stands between them doesn't count.
    public init(_ text: String) {
        numbers = text.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? 0 }
    }

    public static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}
