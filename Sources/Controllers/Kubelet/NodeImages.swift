import Simulation

/// The images that a node has: a small sorted set of names.
struct NodeImages: Sendable {
    private var numbers: ContiguousArray<UInt32> = []

    /// None.
    init() {}

    /// Whether it has an image.
    func has(_ image: NameID) -> Bool {
        let place = place(of: image.number)
        return place < numbers.count && numbers[place] == image.number
    }

    /// Lets it have an image.
    mutating func insert(_ image: NameID) {
        let place = place(of: image.number)
        guard place == numbers.count || numbers[place] != image.number else { return }
        numbers.insert(image.number, at: place)
    }

    /// Where a number is, or would be.
    private func place(of number: UInt32) -> Int {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
