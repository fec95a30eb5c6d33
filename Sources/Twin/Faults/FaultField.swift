public import Simulation

/// An argument that a kind of fault takes.
public struct FaultField: Sendable {
    /// What can be written for it.
    public enum Form: String, Sendable {
        case duration, count, item, share, offset, group, ways, release, broker, workload
    }

    /// The name in scenario files; in capitals it stands for the argument in `--fault`.
    public let name: String
    /// What can be written.
    public let form: Form
    /// What holds when it is left out; nil when it must be written.
    public let preset: FaultArgument?
    /// What it means.
    public let about: String
    /// The least number, or the least length of time in nanoseconds; nil for what is neither.
    public let minimum: Int64?
    /// The greatest, as above.
    public let maximum: Int64?

    /// A field. Without bounds of its own, a number is from 1 on, and a length of time is a year at most (an
    /// offset ten years either way): guesses, beyond which nothing differs.
    init(
        name: String, form: Form, preset: FaultArgument?, about: String, minimum: Int64? = nil,
        maximum: Int64? = nil
    ) {
        let usual: (Int64?, Int64?) =
            switch form {
            case .duration: (0, SimDuration.hours(8_760).nanoseconds)
            case .offset: (SimDuration.hours(-87_600).nanoseconds, SimDuration.hours(87_600).nanoseconds)
            case .count: (1, .max)
            case .item, .share, .group, .ways, .release, .broker, .workload: (nil, nil)
            }
        self.name = name
        self.form = form
        self.preset = preset
        self.about = about
        self.minimum = minimum ?? usual.0
        self.maximum = maximum ?? usual.1
    }

    /// How many times slower something is.
    static let factor = FaultField(
        name: "factor", form: .count, preset: nil, about: "How many times longer.", maximum: 1_000)

    /// The message broker that is meant, by its StatefulSet.
    static let broker = FaultField(
        name: "broker", form: .broker, preset: .item(""),
        about: "Its StatefulSet; all brokers on the server when left out.")

    /// The bounds, for people: `1 to 1000`; nil where there are none that matter.
    public var range: String? {
        guard let minimum, let maximum, maximum < .max else { return nil }
        guard form != .count else { return "\(minimum) to \(maximum)" }
        return "\(SimDuration(nanoseconds: minimum)) to \(SimDuration(nanoseconds: maximum))"
    }
}

/// What was written for a field of a fault.
public enum FaultArgument: Hashable, Sendable {
    case duration(SimDuration)
    case count(Int)
    case item(String)
    /// In hundredths.
    case share(Int)
    case group(FaultGroup)
    /// True for one way only.
    case ways(isOne: Bool)

    /// The duration; traps when it is none, since fields have a form.
    var duration: SimDuration {
        guard case .duration(let duration) = self else { preconditionFailure("\(self) is no duration") }
        return duration
    }

    /// The number; traps when it is none.
    var count: Int {
        guard case .count(let count) = self else { preconditionFailure("\(self) is no number") }
        return count
    }

    /// The share in hundredths; traps when it is none.
    var percent: Int {
        guard case .share(let percent) = self else { preconditionFailure("\(self) is no share") }
        return percent
    }

    /// The group; traps when it is none, since fields have a form.
    var group: FaultGroup {
        guard case .group(let group) = self else { preconditionFailure("\(self) is no group") }
        return group
    }

    /// Whether one way only is meant; traps when it does not say.
    var isOneWay: Bool {
        guard case .ways(let isOne) = self else { preconditionFailure("\(self) says nothing of ways") }
        return isOne
    }

    /// The state item; traps when it is none.
    var item: String {
        guard case .item(let item) = self else { preconditionFailure("\(self) is no item") }
        return item
    }
}

extension FaultField {
    /// Reads what was written.
    public func argument(_ text: String, _ facts: CloudFacts) throws(Objection) -> FaultArgument {
        switch form {
        case .duration:
            guard let duration = SimDuration(text), duration >= .zero else {
                throw Objection("\(title) is no duration", "write it as 30m or 1h30m", field: name)
            }
            try check(duration.nanoseconds)
            return .duration(duration)
        case .count:
            guard let count = Int(text), count > 0 else {
                throw Objection("\(title) is no positive number", "write it as 1 or more", field: name)
            }
            try check(Int64(count))
            return .count(count)
        case .share:
            do throws(Objection) { return .share(try FaultSelector.percent(text)) } catch {
                throw Objection("\(title) is not from 1% to 100%", "write it as 30%", field: name)
            }
        case .item:
            guard facts.items.contains(text) else {
                throw .unknown(text, what: "state item", plural: "the items", facts.items, field: name)
            }
            return .item(text)
        case .offset:
            guard let offset = SimDuration(text), offset != .zero else {
                throw Objection("\(title) is no duration", "write it as 2h or -2h", field: name)
            }
            try check(offset.nanoseconds)
            return .duration(offset)
        case .group:
            do throws(Objection) { return .group(try FaultGroup(text, facts)) } catch {
                throw Objection(error.problem, error.hint, field: name)
            }
        case .release:
            guard facts.helmReleases.contains(text) else {
                throw .unknown(
                    text, what: "Helm release", plural: "the releases", facts.helmReleases, field: name)
            }
            return .item(text)
        case .broker:
            guard facts.brokers.contains(text) else {
                throw .unknown(
                    text, what: "message broker", plural: "the brokers", facts.brokers, field: name)
            }
            return .item(text)
        case .workload:
            guard facts.workloads.contains(text) else {
                throw .unknown(
                    text, what: "workload", plural: "the workloads", facts.workloads, field: name)
            }
            return .item(text)
        case .ways:
            guard ["both", "one"].contains(text) else {
                throw .unknown(text, what: "value", plural: "the values", ["both", "one"], field: name)
            }
            return .ways(isOne: text == "one")
        }
    }

    /// Throws for what is out of bounds.
    private func check(_ number: Int64) throws(Objection) {
        guard let minimum, let maximum, let range, !(minimum...maximum).contains(number) else { return }
        throw Objection("\(title) is not from \(range)", "write one of these", field: name)
    }

    /// The name as `--fault` writes it.
    var title: String { name.uppercased() }
}
