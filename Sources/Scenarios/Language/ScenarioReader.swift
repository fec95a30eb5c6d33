import Controllers
import Kubernetes
import Simulation
public import Twin

/// Makes a scenario of a file and its cloud: everything that is named must be there.
public struct ScenarioReader {
    let file: ScenarioFile
    var facts: CloudFacts
    /// Whether the cloud lists instances.
    let hasInstances: Bool
    /// The places of timeline items by their names.
    var places: [String: Int] = [:]

    /// Reads a scenario; throws at the first thing that can't be, at its place.
    public static func read(_ file: ScenarioFile, _ template: WorldTemplate) throws(CloudError) -> Scenario {
        var reader = ScenarioReader(
            file: file, facts: CloudFacts(template), hasInstances: template.instanceCount > 0)
        for attachment in file.attached { try reader.check(attachment) }
        do throws(FieldError) { return try reader.scenario() } catch {
            throw CloudError(error.inside("spec"), file: file.file)
        }
    }

    private init(file: ScenarioFile, facts: CloudFacts, hasInstances: Bool) {
        self.file = file
        self.facts = facts
        self.hasInstances = hasInstances
    }

    private mutating func scenario() throws(FieldError) -> Scenario {
        let spec = file.document.spec?.value ?? ScenarioDocument.Spec()
        let seeds = try seeds(spec.seeds ?? [])
        var options = RunOptions(seed: seeds[0])
        options.limit = spec.limit?.value.duration ?? max(.hours(96), spec.lasts?.value.duration ?? .zero)
        if let lasts = spec.lasts { try check(length: lasts, spec, limit: options.limit) }
        if let lives = spec.hardwareLives {
            let speed = lives.value.speed
            guard (1...1_000_000).contains(speed?.value ?? 1) else {
                throw FieldError(
                    path: "hardwareLives.speed", position: speed?.position ?? lives.position,
                    problem: "the speed is not from 1 to 1000000")
            }
            options.hardwareLives = speed?.value ?? 1
        }
        if let part = spec.controllers?.value.openstack {
            options.openStackFixes = try fixes(part)
        }
        try notePlaces(spec.timeline ?? [])
        try noteApplied(spec)
        options.timeline = try within("timeline") { reader throws(FieldError) in
            try reader.timeline(spec.timeline ?? [], limit: options.limit)
        }
        if let part = spec.operator {
            options.operatorPlan = try within("operator") { reader throws(FieldError) in
                try reader.operatorPlan(part.value, limit: options.limit)
            }
        }
        guard let expect = spec.expect else { preconditionFailure("a scenario without expect was read") }
        options.properties = try within("expect") { reader throws(FieldError) in
            try reader.properties(expect.value, options)
        }
        options.tenantExpectations = try within("expect") { reader throws(FieldError) in
            try reader.tenantExpectations(expect.value)
        }
        guard !options.properties.isEmpty || !options.tenantExpectations.isEmpty else {
            throw FieldError(
                path: "expect", position: expect.position, problem: "nothing is expected",
                hint: "add always, eventually, sometimes, budgets, alerts or services")
        }
        return Scenario(
            name: file.name, about: spec.about?.value ?? "", source: spec.source?.value ?? "", seeds: seeds,
            mustFail: spec.mustFail ?? false, until: try spec.until.map(pattern(in: "until")),
            lasts: spec.lasts?.value.duration,
            outcome: expect.value.outcome == .stuck ? .stuck : .completed, options: options)
    }

    /// Adds the name of a field to the path of what goes wrong in it.
    private mutating func within<Result>(
        _ field: String, _ body: (inout ScenarioReader) throws(FieldError) -> Result
    ) throws(FieldError) -> Result {
        do throws(FieldError) { return try body(&self) } catch { throw error.inside(field) }
    }

    private func check(
        length: Placed<Span>, _ spec: ScenarioDocument.Spec, limit: SimDuration
    ) throws(FieldError) {
        let problem: (text: String, hint: String)? =
            if spec.until != nil {
                ("lasts and until exclude each other", "a run ends at an entry or at a time")
            } else if length.value.duration == .zero {
                ("the run would be over before it begins", "write it as 24h")
            } else if length.value.duration > limit {
                ("the run would be given up before, after \(limit)", "write a greater limit, or none")
            } else if spec.expect?.value.outcome == .stuck {
                ("a run that lasts a given time can't stand still", "leave outcome out")
            } else {
                nil
            }
        guard let problem else { return }
        throw FieldError(
            path: "lasts", position: length.position, problem: problem.text, hint: problem.hint)
    }

    private func fixes(_ part: Placed<ControllersPart.OpenStackPart>) throws(FieldError) -> Set<OpenStackFix>
    {
        guard hasInstances else {
            throw FieldError(
                path: "controllers.openstack", position: part.position,
                problem: "the cloud lists no instances, so that durations stand in for the controller's work",
                hint: "add what openstack server list --all-projects --long -f json prints")
        }
        var fixes: Set<OpenStackFix> = []
        for (place, name) in (part.value.fix ?? []).enumerated() {
            guard let fix = OpenStackFix(rawValue: name.value) else {
                let known = OpenStackFix.allCases.map(\.rawValue)
                throw FieldError(
                    path: "controllers.openstack.fix[\(place)]", position: name.position,
                    problem: "no defect is called \(name.value)",
                    hint: NearestName.find(name.value, among: known).map { "did you mean \($0)?" }
                        ?? "the defects are \(known.joined(separator: ", "))")
            }
            fixes.insert(fix)
        }
        return fixes
    }

    private func seeds(_ written: [Placed<Int64>]) throws(FieldError) -> [UInt64] {
        for (place, seed) in written.enumerated() where seed.value < 0 {
            throw FieldError(
                path: "seeds[\(place)]", position: seed.position, problem: "a seed is not negative")
        }
        return written.isEmpty ? [1] : written.map { UInt64($0.value) }
    }

    private mutating func notePlaces(_ items: [Placed<ItemPart>]) throws(FieldError) {
        for (place, item) in items.enumerated() {
            guard let name = item.value.name else { continue }
            guard places.updateValue(place, forKey: name.value) == nil else {
                throw FieldError(
                    path: "timeline[\(place)].name", position: name.position,
                    problem: "another item has this name", hint: "names tell items apart")
            }
        }
    }

    /// The place of the item called `name`.
    func place(of name: String, at position: SourcePosition) throws(FieldError) -> Int {
        if let place = places[name] { return place }
        let known = places.keys.sorted()
        let nearest = NearestName.find(name, among: known).map { "did you mean \($0)?" }
        throw FieldError(
            position: position, problem: "no item of the timeline is called \(name)",
            hint: nearest
                ?? (known.isEmpty ? "give the item a name" : "the items are \(known.joined(separator: ", "))")
        )
    }

    /// Reads patterns in a field of this name.
    func pattern(in field: String) -> (Placed<PatternPart>) throws(FieldError) -> EntryPattern {
        { part throws(FieldError) in
            do throws(FieldError) { return try pattern(part) } catch { throw error.inside(field) }
        }
    }

    func pattern(_ part: Placed<PatternPart>) throws(FieldError) -> EntryPattern {
        let fields = part.value
        do throws(Objection) {
            return try EntryPattern(
                word: fields.word?.value ?? "", subject: fields.subject?.value, object: fields.object?.value,
                text: fields.text?.value, facts)
        } catch {
            let places = [
                "entry": fields.word?.position, "subject": fields.subject?.position,
                "object": fields.object?.position, "text": fields.text?.position,
            ]
            let name = error.field == "entry" ? "word" : error.field
            throw FieldError(
                path: name, position: (places[error.field] ?? nil) ?? part.position, problem: error.problem,
                hint: error.hint)
        }
    }

    func condition(_ part: Placed<ConditionPart>) throws(FieldError) -> ObjectCondition {
        let fields = part.value
        let test: ObjectCondition.Test
        if let equals = fields.equals {
            guard let text = equals.value.text else {
                throw FieldError.expected("a scalar", found: equals.value).inside("equals")
            }
            test = .equals(text)
        } else if let bound = fields.atLeast {
            test = .atLeast(bound)
        } else if let bound = fields.atMost {
            test = .atMost(bound)
        } else {
            test = .exists(fields.exists ?? true)
        }
        do throws(Objection) {
            return try ObjectCondition(
                object: fields.object?.value ?? "", cluster: fields.cluster?.value, path: fields.path?.value,
                test: test, facts)
        } catch {
            throw error.at(
                part.position,
                [
                    "object": fields.object?.position, "cluster": fields.cluster?.position,
                    "path": fields.path?.position,
                ])
        }
    }
}

extension Objection {
    /// The objection at the place of the field that it is about.
    func at(_ position: SourcePosition, _ places: [String: SourcePosition?]) -> FieldError {
        FieldError(
            path: field, position: (places[field] ?? nil) ?? position, problem: problem, hint: hint)
    }
}
