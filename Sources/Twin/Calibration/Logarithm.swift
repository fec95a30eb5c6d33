/// Natural logarithms and powers by arithmetic alone, so that they are equal on every machine. Good to 12
/// digits.
enum Logarithm {
    private static let ofTwo = 0.693147180559945309

    /// The natural logarithm of a positive, finite number.
    static func of(_ number: Double) -> Double {
        precondition(number > 0 && number.isFinite, "\(number) has no logarithm")
        // significand in 1..<2; ln m = 2 artanh((m - 1) / (m + 1)), whose argument is below 1/3.
        let ratio = (number.significand - 1) / (number.significand + 1)
        let square = ratio * ratio
        var (term, sum, divisor) = (ratio, 0.0, 1.0)
        while term > 1e-17 || divisor == 1 {
            sum += term / divisor
            term *= square
            divisor += 2
            if divisor > 99 { break }
        }
        return 2 * sum + Double(number.exponent) * ofTwo
    }

    /// e to the power of `exponent`, which must be between -700 and 700.
    static func exponential(_ exponent: Double) -> Double {
        precondition(abs(exponent) <= 700, "e to the power of \(exponent) is out of range")
        let whole = (exponent / ofTwo).rounded()
        let rest = exponent - whole * ofTwo
        var (term, sum) = (1.0, 1.0)
        for divisor in 1...20 {
            term *= rest / Double(divisor)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }
}
