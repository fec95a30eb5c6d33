/// Makes a failing case as small as it gets.
enum Shrinker {
    /// The smallest case that still fails: as long as one of the `smaller` ones of a case does, that is gone
    /// on with. Each must be smaller in some measure, so that there is an end; after `limit` tries the best
    /// so far is answered.
    static func shrink<Case>(
        _ failing: Case, limit: Int = 500, smaller: (Case) -> [Case], fails: (Case) throws -> Bool
    ) rethrows -> Case {
        var best = failing
        var tries = 0
        search: while true {
            for candidate in smaller(best) {
                tries += 1
                guard tries <= limit else { return best }
                if try fails(candidate) {
                    best = candidate
                    continue search
                }
            }
            return best
        }
    }
}
