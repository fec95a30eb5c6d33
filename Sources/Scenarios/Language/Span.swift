public import Twin

/// A duration in a scenario.
public typealias Span = WrittenDuration
