import Kubernetes
import Simulation

extension Fault {
    /// The kinds as they are written, with how their arguments are.
    public static let forms = FaultKind.all.map(\.form)

    /// Reads a fault of a run of `template`.
    public init(_ text: String, of template: WorldTemplate) throws(CloudError) {
        try self.init(text, CloudFacts(template))
    }

    /// Reads a fault; throws with what is wrong and the nearest valid form.
    public init(_ text: String, _ facts: CloudFacts) throws(CloudError) {
        do throws(Objection) { self = try FaultText(text).read(facts) } catch {
            throw CloudError(
                problem: "--fault \(text): \(error.problem)",
                hint: error.hint.isEmpty
                    ? "the forms are \(Self.forms.joined(separator: ", "))" : error.hint)
        }
    }
}

/// The parts of a fault's text.
private struct FaultText {
    let text: String
    let what: Substring
    let when: Substring?

    init(_ text: String) {
        self.text = text
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        what = halves[0]
        when = halves.count == 2 ? halves[1] : nil
    }

    func read(_ facts: CloudFacts) throws(Objection) -> Fault {
        var parts = what.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let name = parts.removeFirst()
        guard let kind = FaultKind.named(name) else {
            let nearest = NearestName.find(name, among: FaultKind.all.map(\.name))
            throw Objection("unknown kind \(name)", nearest.map { "did you mean \($0)?" } ?? "")
        }
        var selector = FaultSelector()
        if kind.target != .service {
            guard !parts.isEmpty else {
                throw Objection("there is no KIND:TARGET", "write it as \(kind.form)")
            }
            selector = try self.selector(parts.removeFirst())
        }
        let needed = kind.fields.filter { $0.preset == nil }.count
        guard (needed...kind.fields.count).contains(parts.count) else {
            throw Objection("wrong number of arguments", "write it as \(kind.form)")
        }
        var arguments: [FaultArgument] = []
        for (place, field) in kind.fields.enumerated() {
            if place < parts.count {
                arguments.append(try field.argument(parts[place], facts))
            } else if let preset = field.preset {
                arguments.append(preset)
            }
        }
        let (trigger, delay, length) = try time(facts)
        return try Fault(
            kind, arguments, selector, trigger: trigger, delay: delay, length: length, text: text, facts)
    }

    /// `cmp-01`, `*`, or terms such as `rack=rack-01,share=50%`.
    private func selector(_ target: String) throws(Objection) -> FaultSelector {
        // The terms of a group are its own to read.
        guard target.contains("="), !target.contains("+") else { return FaultSelector(name: target) }
        return try FaultSelector(terms: target)
    }

    private func time(_ facts: CloudFacts) throws(Objection) -> (Trigger, SimDuration, SimDuration?) {
        guard let when else { return (.at(.zero), .zero, nil) }
        for word in ["after(", "when("] where when.hasPrefix(word) {
            guard let close = when.lastIndex(of: ")") else {
                throw Objection("a bracket is not closed", "write it as \(word)...)")
            }
            let inner = when[when.index(when.startIndex, offsetBy: word.count)..<close]
            let rest = when[when.index(after: close)...]
            let trigger =
                try word == "after(" ? Trigger.after(pattern(inner, facts)) : .when(condition(inner, facts))
            let sides = rest.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
            var delay = SimDuration.zero
            if let text = sides.first, !text.isEmpty {
                guard text.hasPrefix(","), let read = SimDuration(text.dropFirst()), read >= .zero else {
                    throw Objection("the delay is no duration", "write it as \(word)...),5m+30m")
                }
                delay = read
            }
            return (trigger, delay, sides.count == 2 ? try length(sides[1]) : nil)
        }
        let sides = when.split(separator: "+", maxSplits: 1)
        guard let first = sides.first, let start = SimDuration(first), start >= .zero else {
            throw Objection(
                "when it begins is no duration",
                "write it as @2h, @2h+30m or @after(machineAdmitted * cmp-01),5m+30m")
        }
        return (.at(start), .zero, sides.count == 2 ? try length(sides[1]) : nil)
    }

    private func length(_ text: Substring) throws(Objection) -> SimDuration {
        guard let length = SimDuration(text), length > .zero else {
            throw Objection("how long it lasts is no duration", "write it as @2h+30m")
        }
        return length
    }

    private func pattern(_ text: Substring, _ facts: CloudFacts) throws(Objection) -> EntryPattern {
        let words = text.split(separator: " ").map(String.init)
        guard (1...3).contains(words.count) else {
            throw Objection("after() has no entry", "write it as after(machineAdmitted * cmp-01)")
        }
        return try EntryPattern(
            word: words[0], subject: words.count > 1 ? words[1] : nil,
            object: words.count > 2 ? words[2] : nil, facts)
    }

    private func condition(_ text: Substring, _ facts: CloudFacts) throws(Objection) -> ObjectCondition {
        let words = text.split(separator: " ", maxSplits: 1)
        let sides = words.last?.split(separator: "=", maxSplits: 1) ?? []
        guard words.count == 2, sides.count == 2 else {
            throw Objection(
                "when() has no condition", "write it as when(Node/cmp-01 spec.unschedulable=true)")
        }
        return try ObjectCondition(
            object: String(words[0]), path: String(sides[0]), test: .equals(String(sides[1])), facts)
    }
}

extension FaultSelector {
    /// Reads terms such as `rack=rack-01,share=50%`.
    init(terms: String) throws(Objection) {
        self.init()
        for term in terms.split(separator: ",") {
            let sides = term.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else {
                throw Objection("\(term) has no '='", "write it as rack=NAME,share=50%")
            }
            switch sides[0] {
            case "rack": rack = sides[1]
            case "share": sharePercent = try FaultSelector.percent(sides[1])
            default: labels.append(FaultSelector.LabelPair(key: sides[0], value: sides[1]))
            }
        }
    }

    /// Reads a share such as `50%`.
    public static func percent(_ text: String) throws(Objection) -> Int {
        guard text.hasSuffix("%"), let number = Int(text.dropLast()), (1...100).contains(number) else {
            throw Objection("the share is not from 1% to 100%", "write it as 50%", field: "share")
        }
        return number
    }
}
