/// How well a number of the model is known; it decides how far it may be off in a run.
public enum Certainty: String, CaseIterable, Sendable {
    /// An estimate of the authors: within a factor of 1.5 either way in nine runs of ten.
    case guess
    /// Stated by a vendor's or project's documentation: within a factor of 1.2 in nine runs of ten.
    case documented
    /// Fitted to measurements: off only as its sample is.
    case fitted
    /// A constant of the real code, such as a poll period: never off.
    case exact

    /// Standard deviation, in millionths, of the natural logarithm of the factor drawn once a run: ln 1.5 and
    /// ln 1.2 over 1.645 (the normal quantile of 95 %).
    public var runSpreadMillionths: Int64 {
        switch self {
        case .guess: 246_500
        case .documented: 110_800
        case .fitted, .exact: 0
        }
    }
}
