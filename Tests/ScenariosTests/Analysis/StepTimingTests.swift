import Controllers
import Scenarios
import Simulation
import Testing
import Twin

/// Durations are measured, each between two entries that can be explained.
@Suite struct StepTimingTests {
    @Test(arguments: UInt64(1)...3)
    func everyDurationIsTheDifferenceOfTwoEntriesThatLeadBackToTheRoot(seed: UInt64) throws {
        let run = RunDriver.record(try SmallCloud.template.get(), RunOptions(seed: seed))
        let steps = StepTiming.all(run)
        #expect(
            steps.map(\.id) == [
                "openstack", "ceph", "k8s-controllers", "k8s-workers-mosk-small-default", "mcc-components",
            ])
        for step in steps {
            let (began, ended) = (run[step.began], run[step.ended])
            #expect(began.kind == LCMEntry.stepStarted.kind && ended.kind == LCMEntry.stepCompleted.kind)
            #expect(run.names[began.object.name] == step.id && run.names[ended.object.name] == step.id)
            #expect(step.duration == ended.time - began.time)
            #expect(began.time == step.start && ended.time == step.end)
            for id in [step.began, step.ended] {
                let chain = run.causes(of: id)
                #expect(chain.last.map { run[$0].cause } == EntryID.none)
                for (effect, cause) in zip(chain, chain.dropFirst()) {
                    #expect(run[cause].time <= run[effect].time)
                }
            }
        }
    }

    @Test func stepsFollowEachOther() throws {
        let steps = StepTiming.all(try SmallCloud.run.get())
        for (one, next) in zip(steps, steps.dropFirst()) {
            #expect(one.end.map { $0 <= next.start } ?? false)
        }
    }

    @Test func stepThatNeverEndsHasNoDuration() {
        var builder = RunBuilder()
        let step = builder.text("one")
        builder.add(5, LCMEntry.stepStarted, builder.machine("plan"), step)
        let steps = StepTiming.all(builder.run())
        #expect(steps.map(\.id) == ["one"])
        #expect(steps[0].duration == nil && steps[0].ended == .none)
    }

    @Test func timelinesHaveNoGapsAndEnd() throws {
        let run = try SmallCloud.run.get()
        let timelines = MachineTimeline.all(run)
        #expect(Set(timelines.map(\.name)) == ["ctl-01", "ctl-02", "ctl-03", "cmp-01", "cmp-02", "cmp-03"])
        for timeline in timelines {
            for (span, next) in zip(timeline.spans, timeline.spans.dropFirst()) {
                #expect(span.end == next.start)
            }
            #expect(timeline.spans.last?.end != .never)
            #expect(timeline.spans.first?.part == .prepare)
            #expect(timeline.spans.contains { $0.part == .reboot })
        }
    }
}
