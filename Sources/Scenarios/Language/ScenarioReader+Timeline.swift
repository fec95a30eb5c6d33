import Kubernetes
import Simulation
import Twin

extension ScenarioReader {
    func timeline(
        _ parts: [Placed<ItemPart>], limit: SimDuration
    ) throws(FieldError) -> [TimelineItem] {
        var items: [TimelineItem] = []
        for (place, part) in parts.enumerated() {
            do throws(FieldError) {
                items.append(try item(part, place, parts, limit: limit))
            } catch {
                throw error.inside(place)
            }
        }
        try checkCycles(items, parts)
        return items
    }

    private func item(
        _ part: Placed<ItemPart>, _ place: Int, _ parts: [Placed<ItemPart>], limit: SimDuration
    ) throws(FieldError) -> TimelineItem {
        let fields = part.value
        let start = try start(part, limit: limit)
        let name = fields.name?.value ?? fields.fault?.value ?? "item \(place + 1)"
        let delay = fields.delay?.value.duration ?? .zero
        if fields.fault == nil {
            for (name, position) in [
                ("target", fields.target?.position), ("with", fields.with?.position),
                ("for", fields.for?.position),
            ] {
                guard let position else { continue }
                throw FieldError(
                    path: name, position: position, problem: "only a fault has this", hint: "leave it out")
            }
        }
        let action: TimelineItem.Action
        if fields.fault != nil {
            action = .fault(try fault(part, named: name))
        } else {
            action = try self.action(
                end: fields.end, set: fields.set, apply: fields.apply, delete: fields.delete,
                commence: fields.commence, parts)
        }
        return TimelineItem(name: name, action, start: start, delay: delay, isOperators: fields.fault == nil)
    }

    /// What an item without a fault does, or a reaction: whichever is written. `parts` is the timeline, which
    /// has the faults that may end.
    func action(
        end: Placed<String>?, set: Placed<ItemPart.WritePart>?, apply: Placed<ApplyPart>?,
        delete: Placed<DeletePart>?, commence: Placed<StepsPart>?, _ parts: [Placed<ItemPart>]
    ) throws(FieldError) -> TimelineItem.Action {
        if let end { return .end(try faultPlace(end, parts)) }
        if let set { return .write(try write(set)) }
        if let apply { return .apply(try applied(apply)) }
        if let delete { return .delete(try deletion(delete)) }
        return .commence(try steps(commence))
    }

    /// The place of the fault that is to end.
    func faultPlace(_ name: Placed<String>, _ parts: [Placed<ItemPart>]) throws(FieldError) -> Int {
        do throws(FieldError) {
            let place = try place(of: name.value, at: name.position)
            guard parts[place].value.fault != nil else {
                throw FieldError(position: name.position, problem: "\(name.value) is no fault")
            }
            return place
        } catch {
            throw error.inside("end")
        }
    }

    private func start(
        _ part: Placed<ItemPart>, limit: SimDuration
    ) throws(FieldError) -> TimelineItem.Start {
        let fields = part.value
        let written: [(String, SourcePosition?)] = [
            ("at", fields.at?.position), ("after", fields.after?.position), ("when", fields.when?.position),
        ]
        let given = written.filter { $0.1 != nil }
        if given.count > 1, let last = given.last, let position = last.1 {
            throw FieldError(
                path: last.0, position: position,
                problem: "\(given.map(\.0).joined(separator: " and ")) exclude each other",
                hint: "write one of them, and delay for a time after it")
        }
        try check(fields.at, fields.delay, limit: limit)
        if let when = fields.when {
            do throws(FieldError) { return .trigger(.when(try condition(when))) } catch {
                throw error.inside("when")
            }
        }
        switch fields.after?.value {
        case nil: return .trigger(.at(fields.at?.value.duration ?? .zero))
        case .entry(let pattern)?: return .trigger(.after(try self.pattern(in: "after")(pattern)))
        case .item(let name, let position)?:
            do throws(FieldError) { return .item(try place(of: name, at: position)) } catch {
                throw error.inside("after")
            }
        }
    }

    /// Throws when a time, or what is delayed, comes after the end of the run.
    func check(_ at: Placed<Span>?, _ delay: Placed<Span>?, limit: SimDuration) throws(FieldError) {
        let begin = at?.value.duration ?? .zero
        let late: (path: String, position: SourcePosition)
        if let at, begin >= limit {
            late = ("at", at.position)
        } else if let delay, delay.value.duration >= limit - begin {
            late = ("delay", delay.position)
        } else {
            return
        }
        throw FieldError(
            path: late.path, position: late.position,
            problem: "that is after the end: the run is given up after \(limit.readable)",
            hint: "raise spec.limit, or begin earlier")
    }

    /// Throws at an item that comes after itself.
    private func checkCycles(
        _ items: [TimelineItem], _ parts: [Placed<ItemPart>]
    ) throws(FieldError) {
        for start in items.indices {
            var way = [start]
            while case .item(let before) = items[way[way.count - 1]].start {
                if before == start {
                    let names = (way + [start]).map { items[$0].name }
                    throw FieldError(
                        path: "[\(start)].after",
                        position: parts[start].value.after?.position ?? parts[start].position,
                        problem: "it comes after itself: \(names.joined(separator: " after "))",
                        hint: "let one of them begin at a time")
                }
                // A cycle that does not come back here is found from one of its own.
                guard !way.contains(before) else { break }
                way.append(before)
            }
        }
    }

    private func fault(_ part: Placed<ItemPart>, named name: String) throws(FieldError) -> Fault {
        let fields = part.value
        guard let written = fields.fault else {
            preconditionFailure("an item without a fault was read as one")
        }
        guard let kind = FaultKind.named(written.value) else {
            let known = FaultKind.all.map(\.name)
            throw FieldError(
                path: "fault", position: written.position, problem: "there is no fault \(written.value)",
                hint: NearestName.find(written.value, among: known).map { "did you mean \($0)?" }
                    ?? "the faults are \(known.joined(separator: ", "))")
        }
        if kind.target != .service, fields.target == nil {
            throw FieldError(
                position: part.position, problem: "there is no target",
                hint: "a \(kind.name) strikes a \(kind.target.rawValue); name it with target")
        }
        do throws(Objection) {
            return try Fault(
                kind, try arguments(kind, part), try selector(fields.target?.value),
                length: fields.for?.value.duration, text: name, facts)
        } catch {
            throw objection(error, part)
        }
    }

    private func objection(_ error: Objection, _ part: Placed<ItemPart>) -> FieldError {
        let fields = part.value
        var places: [String: SourcePosition?] = [
            "target": fields.target?.position, "for": fields.for?.position, "with": fields.with?.position,
        ]
        var path = error.field
        if case .nodes(let nodes)? = fields.target?.value {
            for name in ["labels", "rack", "share"] where error.field == name {
                places[name] = nodes.value.position(of: name) ?? nodes.position
                path = "target.\(name)"
            }
        }
        for argument in fields.with?.value.fields ?? [] where argument.key == error.field {
            places[error.field] =
                argument.value.position.isKnown ? argument.value.position : argument.keyPosition
            path = "with.\(error.field)"
        }
        var found = error.at(part.position, places)
        found.path = path
        return found
    }

    private func arguments(_ kind: FaultKind, _ part: Placed<ItemPart>) throws(Objection) -> [FaultArgument] {
        let written = part.value.with?.value.fields ?? []
        let known = kind.fields.map(\.name)
        for field in written where !known.contains(field.key) {
            let nearest = NearestName.find(field.key, among: known).map { "did you mean \($0)?" }
            throw Objection(
                "a \(kind.name) takes no \(field.key)",
                nearest ?? (known.isEmpty ? "it takes nothing" : "it takes \(known.joined(separator: ", "))"),
                field: field.key)
        }
        var arguments: [FaultArgument] = []
        for field in kind.fields {
            if let value = part.value.with?.value[field.name] {
                arguments.append(try field.argument(value.text ?? "", facts))
            } else if let preset = field.preset {
                arguments.append(preset)
            } else {
                throw Objection(
                    "there is no \(field.name)", "write with: {\(field.name): ...}. \(field.about)",
                    field: "with")
            }
        }
        return arguments
    }

    private func selector(_ part: TargetPart?) throws(Objection) -> FaultSelector {
        switch part {
        case nil: return FaultSelector()
        case .name(let name, _)?: return FaultSelector(name: name)
        case .nodes(let nodes)?:
            var selector = FaultSelector()
            selector.rack = nodes.value.rack?.value
            selector.labels = (nodes.value.labels?.entries ?? []).map {
                FaultSelector.LabelPair(key: $0.key, value: $0.value)
            }
            if let share = nodes.value.share {
                selector.sharePercent = try FaultSelector.percent(share.value)
            }
            return selector
        }
    }
}

extension NodesPart {
    /// Where a field was written, as far as that is kept.
    fileprivate func position(of field: String) -> SourcePosition? {
        switch field {
        case "rack": rack?.position
        case "share": share?.position
        default: nil
        }
    }
}
