/// Finds the known name that somebody probably meant.
public enum NearestName {
    /// The known name nearest to a wrong one; nil when none is near enough.
    ///
    /// Near means at most a third of the letters differ by insertion, removal, replacement or a swap of
    /// neighbours, and at least one may; case doesn't count. Of equally near names the first in byte order
    /// wins.
    /// Takes time in proportion to the product of the lengths, per known name.
    public static func find(_ name: String, among known: [String]) -> String? {
        let wrong = Array(name.lowercased().utf8)
        let limit = max(1, wrong.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in known {
            let right = Array(candidate.lowercased().utf8)
            guard abs(right.count - wrong.count) <= limit else { continue }
            let distance = distance(wrong, right)
            // A replaced letter makes another word of a name of one or two letters.
            guard distance <= limit, distance < max(wrong.count, right.count) else { continue }
            if let best {
                if distance > best.distance { continue }
                let isEarlier = candidate.utf8.lexicographicallyPrecedes(best.name.utf8)
                if distance == best.distance && !isEarlier { continue }
            }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// The Damerau-Levenshtein distance in which no part is changed twice.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for j in right.indices {
                let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
                var cost = min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
