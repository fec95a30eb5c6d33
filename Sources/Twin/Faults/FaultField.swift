public import Simulation

/// An argument that a kind of fault takes.
public struct FaultField: Sendable {
    /// What can be written for it.
    public enum Form: String, Sendable {
        case duration, count, item, share, offset, group, ways
    }

    /// The name in scenario files; in capitals it stands for the argument in `--fault`.
    public let name: String
    /// What can be written.
    public let form: Form
    /// What holds when it is left out; nil when it must be written.
    public let preset: FaultArgument?
    /// What it means.
    public let about: String
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
            return .duration(duration)
        case .count:
            guard let count = Int(text), count > 0 else {
                throw Objection("\(title) is no positive number", "write it as 1 or more", field: name)
            }
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
            return .duration(offset)
        case .group:
            do throws(Objection) { return .group(try FaultGroup(text, facts)) } catch {
                throw Objection(error.problem, error.hint, field: name)
            }
        case .ways:
            guard ["both", "one"].contains(text) else {
                throw .unknown(text, what: "value", plural: "the values", ["both", "one"], field: name)
            }
            return .ways(isOne: text == "one")
        }
    }

    /// The name as `--fault` writes it.
    var title: String { name.uppercased() }
}
