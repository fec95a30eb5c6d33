import Controllers
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// An update that is exported on its way goes on to the same end.
@Suite struct ResumeTests {
    /// The template of what a world exports, as text and read again.
    static func template(of world: borrowing World, start: Calendar) throws -> WorldTemplate {
        var cloud = Cloud()
        for kind in world.exported() {
            let file = "\(kind.home)/\(kind.fileName)"
            var reader = YAMLReader(file: file)
            for document in try reader.read(YAMLWriter().bytes(of: kind.lists)) {
                try cloud.add(document, file: file, context: file)
            }
        }
        let options = ImportOptions(target: "mosk-21-0-0-25-2", calendar: start)
        return try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options)
    }

    private static func calendar(_ driver: borrowing RunDriver) -> Calendar {
        let seconds = driver.world.state.substrate.kernel.calendar.epochUnixSeconds
        return Calendar(epochUnixSeconds: seconds + (driver.world.now - .zero).wholeSeconds)
    }

    /// Where a run ends once all is at rest, object by object.
    private static func end(
        _ template: WorldTemplate, _ options: RunOptions
    ) throws -> (outcome: RunOutcome, state: [String: String]) {
        let run = RunToRest(template, options)
        var state: [String: String] = [:]
        for (key, text) in NormalState.of(run.world) {
            // Kinds that are not modelled have their numbers from the order of reading.
            let parts = key.split(separator: "/", omittingEmptySubsequences: false)
            for line in text.split(separator: "\n") {
                var reader = YAMLReader(file: "state")
                guard let object = try reader.read(String(line)).first, let bare = bare(object) else {
                    continue
                }
                let kind = object["kind"]?.string ?? ""
                let name = "\(parts[0])/\(kind)/\(parts[2...].joined(separator: "/"))"
                state[name, default: ""] += CanonicalJSON.text(of: bare) + "\n"
            }
        }
        return (run.outcome, state)
    }

    /// A value without what it would be if it were left out: an export writes defaults that were written
    /// once, and `active` is that of locks. Nil when nothing is left.
    private static func bare(_ value: Value) -> Value? {
        if let fields = value.fields {
            let kept = fields.compactMap { field in
                bare(field.value).map { Value.Field(key: field.key, value: $0) }
            }
            return kept.isEmpty ? nil : .map(kept)
        }
        if let list = value.list { return list.isEmpty ? nil : .list(list.map { bare($0) ?? $0 }) }
        return value.isNull || ["", "false", "0", "active"].contains(value.text ?? "") ? nil : value
    }

    /// The moments of a run at which a step of the plan or a machine's state changes, and others by chance.
    private static func moments(_ run: RecordedRun, chances: Int) -> [UInt32] {
        var moments: Set<UInt32> = []
        var reached = UInt32(run.count)
        run.forEach { id, entry in
            // Of the machines, one of each sort is looked at closely.
            let name = run.names[entry.subject.name] + run.names[entry.object.name]
            let isClose = name.contains("ctl-02") || name.contains("cmp-01") || name.contains("mosk-")
            switch entry.kind {
            case LCMEntry.stepStarted.kind, LCMEntry.stepCompleted.kind, LCMEntry.machineState.kind,
                LCMEntry.maintenanceRequested.kind, LCMEntry.maintenanceEnded.kind, LCMEntry.cordoned.kind,
                LCMEntry.drained.kind, LCMEntry.rebootRequested.kind, LCMEntry.rebootCompleted.kind,
                LCMEntry.machineAdmitted.kind, LCMEntry.machineReleased.kind, LCMEntry.lockReleased.kind,
                LCMEntry.lockTaken.kind:
                guard isClose || entry.subject.kind == SubjectLabels.updateStep else { break }
                moments.insert(id.number)
            case LCMEntry.releaseReached.kind where run.names[entry.subject.name].hasPrefix("mosk-"):
                reached = min(reached, id.number)
            default: break
            }
        }
        let stream = RandomStream(seed: 3).derive("resume")
        for draw in 0..<chances { moments.insert(UInt32(stream.below(UInt64(run.count), UInt64(draw))) + 1) }
        return moments.filter { $0 + 1 < reached && $0 > 1 }.sorted()
    }

    @Test func anUpdateThatIsExportedAnywhereGoesOnToTheSameEnd() throws {
        let template = try ExampleCloud.small()
        let options = RunOptions(seed: 7)
        let (outcome, wanted) = try Self.end(template, options)
        #expect(outcome == .completed)
        let run = RunDriver.record(template, options)
        let moments = Self.moments(run, chances: 10)
        #expect(moments.count > 50)
        var driver = RunDriver(template, options)
        var underWay = 0
        for moment in moments {
            while driver.world.state.substrate.kernel.journal.last.number < moment {
                guard driver.run(events: 1) == nil else { break }
            }
            let resumed = try Self.template(of: driver.world, start: Self.calendar(driver))
            if resumed.isUnderWay { underWay += 1 }
            let (outcome, state) = try Self.end(resumed, options)
            #expect(outcome == .completed, "entry \(moment): \(outcome)")
            let differences = NormalState.differences(wanted, state)
            #expect(differences.isEmpty, "entry \(moment): \(differences.joined(separator: "\n"))")
        }
        #expect(underWay > moments.count / 2)
    }

    /// What the small cloud exports while machines are updated, changed by `change`; nil leaves an object
    /// out.
    private static func dump(_ change: (Value) -> Value?) throws -> Cloud {
        var driver = RunDriver(try ExampleCloud.small(), RunOptions(seed: 7))
        #expect(driver.run(until: .zero + .hours(5)) == nil)
        var cloud = Cloud()
        for kind in driver.world.exported() {
            let file = "\(kind.home)/\(kind.fileName)"
            for object in kind.items.compactMap(change) {
                try cloud.add(HomeContext.list([object], home: kind.home), file: file, context: file)
            }
        }
        return cloud
    }

    private static func notes(_ change: (Value) -> Value?) throws -> [String] {
        try dump(change).template().notes
    }

    @Test func whatDoesNotFitTogetherIsTold() throws {
        #expect(try Self.notes { $0 }.filter { $0.contains("begun begins anew") }.count == 1)
        let planless = try Self.notes { $0["kind"]?.string == "ClusterUpdatePlan" ? nil : $0 }
        #expect(planless.contains { $0.contains("there is no ClusterUpdatePlan") })
        let few = try Self.notes { object in
            let isLeftOut =
                object["kind"]?.string == "LCMMachine" && object["metadata"]?["name"]?.string == "cmp-03"
            return isLeftOut ? nil : object
        }
        #expect(few.contains { $0.contains("1 of 6 machines have no LCMMachine") })
        let slot = try Self.notes { object in
            var object = object
            if object["kind"]?.string == "LCMCluster" {
                object["status"]?["machinesInUpdate"] = .list([.string("cmp-99")])
            }
            return object
        }
        #expect(slot.contains { $0.contains("slot of the update for cmp-99, which is no Machine") })
        let cordoned = try Self.notes { object in
            var object = object
            if object["kind"]?.string == "Node", object["metadata"]?["name"]?.string == "cmp-03" {
                object["spec"] = .map(["unschedulable": .bool(true)])
            }
            return object
        }
        #expect(cordoned.contains { $0.contains("Node cmp-03 is cordoned, but not by an update") })
        let early = try Self.dump { $0 }
        #expect(try early.template().notes.contains { $0.contains("give --start the time") })
    }

    @Test func anotherTargetThanThatUnderWayIsRefused() throws {
        let cloud = try Self.dump { $0 }
        do {
            _ = try cloud.template(to: "mosk-17-4-6-25-1-1")
            Issue.record("it was taken")
        } catch ImportFailure.badInput(let error) {
            #expect(error.problem.contains("is on its way from mosk-17-4-0-25-1 to mosk-21-0-0-25-2"))
            #expect(error.line > 0 || error.file.contains("cluster"))
        }
    }
}
