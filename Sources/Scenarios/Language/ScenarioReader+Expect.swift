import Kubernetes
import Simulation
import Twin

extension ScenarioReader {
    func properties(_ part: ExpectPart, _ options: RunOptions) throws(FieldError) -> [Property] {
        var properties = try read(part.always, in: "always", always)
        properties += try read(part.eventually, in: "eventually") { each throws(FieldError) in
            try eventually(each, options)
        }
        properties += try read(part.sometimes, in: "sometimes", sometimes)
        return properties + (try read(part.budgets, in: "budgets", budget))
    }

    /// Reads what stands in a field, each with its window.
    private func read<Part: ExpectationPart>(
        _ parts: [Placed<Part>]?, in field: String,
        _ property: (Placed<Part>) throws(FieldError) -> Property
    ) throws(FieldError) -> [Property] {
        var properties: [Property] = []
        for (place, part) in (parts ?? []).enumerated() {
            do throws(FieldError) {
                var property = try property(part)
                property.since = try part.value.window.since.map(pattern(in: "since"))
                property.until = try part.value.window.until.map(pattern(in: "until"))
                properties.append(property)
            } catch {
                throw error.inside(place).inside(field)
            }
        }
        return properties
    }

    private func always(_ part: Placed<AlwaysPart>) throws(FieldError) -> Property {
        let fields = part.value
        var property = Property(
            name: fields.name?.value ?? "", .always,
            try test(fields.never, fields.condition, entryField: "never"))
        property.isNever = fields.never != nil
        return property
    }

    private func eventually(
        _ part: Placed<EventuallyPart>, _ options: RunOptions
    ) throws(FieldError) -> Property {
        let fields = part.value
        // What comes after faults that never end can't be judged.
        for (place, item) in options.timeline.enumerated() {
            guard let fault = item.fault, fault.length == nil, !fault.kind.endsByItself else { continue }
            let ends = options.timeline.map(\.action) + options.operatorPlan.reactions.map(\.action)
            let isEnded = ends.contains { if case .end(place) = $0 { true } else { false } }
            guard !isEnded else { continue }
            throw FieldError(
                position: part.position, problem: "it can't be judged: the fault \(item.name) never ends",
                hint: "say with for how long it lasts, or let an item end it")
        }
        var property = Property(
            name: fields.name?.value ?? "", .eventually, try test(fields.entry, fields.condition))
        property.bound = fields.within?.value.duration
        return property
    }

    private func sometimes(_ part: Placed<SometimesPart>) throws(FieldError) -> Property {
        let fields = part.value
        let test: Property.Test
        if let from = fields.from {
            guard let to = fields.to, fields.lasts != nil else {
                throw FieldError(
                    position: part.position, problem: "it is not said what lasts how long",
                    hint: "add to and lasts")
            }
            test = .span(from: try pattern(in: "from")(from), until: try pattern(in: "to")(to))
        } else {
            test = try self.test(fields.entry, fields.condition)
            if let extra = fields.to?.position ?? (fields.entry == nil ? nil : fields.lasts?.position) {
                throw FieldError(
                    position: extra, problem: "an entry takes no time", hint: "write from, to and lasts")
            }
        }
        var property = Property(name: fields.name?.value ?? "", .sometimes, test)
        property.bound = fields.lasts?.value.duration
        if let times = fields.times { property.count = try count(times, atLeast: 1) }
        return property
    }

    private func budget(_ part: Placed<BudgetPart>) throws(FieldError) -> Property {
        let fields = part.value
        let name = fields.name?.value ?? ""
        if let times = fields.times {
            guard let entry = fields.entry, fields.condition == nil, fields.from == nil, fields.to == nil
            else {
                throw FieldError(
                    position: part.position, problem: "times counts entries, and there is none to count",
                    hint: "add entry, and leave condition, from and to out")
            }
            var property = Property(name: name, .budget, .entry(try pattern(in: "entry")(entry)))
            property.count = try count(times, atLeast: 0)
            return property
        }
        let test: Property.Test
        if let from = fields.from, let to = fields.to, fields.condition == nil, fields.entry == nil {
            test = .span(from: try pattern(in: "from")(from), until: try pattern(in: "to")(to))
        } else if let condition = fields.condition, fields.from == nil, fields.to == nil, fields.entry == nil
        {
            do throws(FieldError) { test = .condition(try self.condition(condition)) } catch {
                throw error.inside("condition")
            }
        } else {
            throw FieldError(
                position: part.position, problem: "it is not said what lasts",
                hint: "add from and to, or condition, and nothing else")
        }
        var property = Property(name: name, .budget, test)
        property.bound = fields.lasts?.value.duration
        return property
    }

    private func test(
        _ entry: Placed<PatternPart>?, _ condition: Placed<ConditionPart>?, entryField: String = "entry"
    ) throws(FieldError) -> Property.Test {
        if let entry { return .entry(try pattern(in: entryField)(entry)) }
        guard let condition else { preconditionFailure("a property without a test was read") }
        do throws(FieldError) { return .condition(try self.condition(condition)) } catch {
            throw error.inside("condition")
        }
    }

    private func count(_ times: Placed<Int64>, atLeast least: Int64) throws(FieldError) -> Int {
        guard (least...1_000_000).contains(times.value) else {
            throw FieldError(
                path: "times", position: times.position, problem: "it is not from \(least) to 1000000")
        }
        return Int(times.value)
    }
}
