import Kubernetes
import Simulation
import Twin

extension ScenarioReader {
    func operatorPlan(_ part: OperatorPart, limit: SimDuration) throws(FieldError) -> OperatorPlan {
        var plan = OperatorPlan()
        if let hours = part.hours {
            do throws(FieldError) { plan.hours = try self.hours(hours) } catch { throw error.inside("hours") }
        }
        if let commence = part.commence {
            plan.commencements = []
            for (place, each) in commence.enumerated() {
                do throws(FieldError) {
                    plan.commencements.append(try commencement(each, limit: limit))
                } catch {
                    throw error.inside(place).inside("commence")
                }
            }
        }
        for (place, each) in (part.reactions ?? []).enumerated() {
            do throws(FieldError) { plan.reactions.append(try reaction(each)) } catch {
                throw error.inside(place).inside("reactions")
            }
        }
        return plan
    }

    private func hours(_ part: Placed<OperatorPart.HoursPart>) throws(FieldError) -> WorkingHours {
        var days: Set<Int> = part.value.days == nil ? [1, 2, 3, 4, 5] : []
        for (place, day) in (part.value.days ?? []).enumerated() {
            guard let number = WorkingHours.dayNames.firstIndex(of: day.value) else {
                throw FieldError(
                    path: "days[\(place)]", position: day.position, problem: "there is no day \(day.value)",
                    hint: "the days are \(WorkingHours.dayNames.joined(separator: ", "))")
            }
            days.insert(number)
        }
        let (from, until) = (
            part.value.from?.value.duration ?? .zero, part.value.until?.value.duration ?? .zero
        )
        guard !days.isEmpty, from < until, until <= .hours(24) else {
            throw FieldError(
                position: part.position, problem: "nobody ever works in these hours",
                hint: "from must be before until, and until at most 24h")
        }
        return WorkingHours(days: days, from: from, until: until)
    }

    private func commencement(
        _ part: Placed<OperatorPart.CommencePart>, limit: SimDuration
    ) throws(FieldError) -> TimelineItem {
        let fields = part.value
        try check(fields.at, fields.delay, limit: limit)
        let given = [fields.at?.position, fields.after?.position, fields.when?.position].compactMap { $0 }
        guard given.count <= 1 else {
            throw FieldError(
                position: given[1], problem: "at, after and when exclude each other",
                hint: "write one of them, and delay for a time after it")
        }
        let trigger: Trigger
        if let after = fields.after {
            trigger = .after(try pattern(in: "after")(after))
        } else if let when = fields.when {
            do throws(FieldError) { trigger = .when(try condition(when)) } catch {
                throw error.inside("when")
            }
        } else {
            trigger = .at(fields.at?.value.duration ?? .seconds(5))
        }
        return TimelineItem(
            name: "commence", .commence(try steps(fields.steps, in: "steps")), start: .trigger(trigger),
            delay: fields.delay?.value.duration ?? .zero, isOperators: true)
    }

    private func reaction(
        _ part: Placed<OperatorPart.ReactionPart>
    ) throws(FieldError) -> OperatorPlan.Reaction {
        let fields = part.value
        guard let to = fields.to else { preconditionFailure("a reaction to nothing was read") }
        let action = try self.action(
            end: fields.end, set: fields.set, apply: fields.apply, delete: fields.delete,
            commence: fields.commence, file.document.spec?.value.timeline ?? [])
        let times = fields.times?.value ?? 1
        guard times > 0 else {
            throw FieldError(
                path: "times", position: fields.times?.position ?? part.position,
                problem: "it would never happen", hint: "write 1 or more")
        }
        return OperatorPlan.Reaction(
            pattern: try pattern(in: "to")(to), delay: fields.after?.value.duration ?? .zero, action: action,
            limit: Int(times))
    }

    /// The steps that are named, or nil for all.
    func steps(_ part: Placed<StepsPart>?, in field: String = "commence") throws(FieldError) -> [String]? {
        if facts.steps.isEmpty, let part {
            throw FieldError(
                path: field, position: part.position, problem: "a deployment has no update plan",
                hint: "leave it out, or say with spec.cloud.to where the cluster is to go")
        }
        guard case .steps(let steps)? = part?.value else { return nil }
        for (place, step) in steps.enumerated() where !facts.steps.contains(step.value) {
            let nearest = NearestName.find(step.value, among: facts.steps).map { "did you mean \($0)?" }
            throw FieldError(
                path: "\(field)[\(place)]", position: step.position,
                problem: "the plan has no step \(step.value)",
                hint: nearest ?? "the steps are \(facts.steps.joined(separator: ", "))")
        }
        return steps.map(\.value)
    }

    func write(_ part: Placed<ItemPart.WritePart>) throws(FieldError) -> ObjectWrite {
        let fields = part.value
        do throws(Objection) {
            return try ObjectWrite(
                object: fields.object?.value ?? "", cluster: fields.cluster?.value,
                path: fields.path?.value ?? "", value: fields.value?.value ?? .null, facts)
        } catch {
            throw error.at(
                part.position,
                [
                    "object": fields.object?.position, "cluster": fields.cluster?.position,
                    "path": fields.path?.position, "value": fields.value?.position,
                ]
            ).inside("set")
        }
    }
}
