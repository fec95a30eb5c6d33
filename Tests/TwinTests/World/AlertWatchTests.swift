import Controllers
import Kubernetes
import Simulation
import Testing

@testable import Twin

/// When a world knows that an alert fires.
@Suite struct AlertWatchTests {
    private static let alert = "KubeNodeNotReady"

    private var kernel: Kernel
    private var watch: AlertWatch

    init() throws {
        let template = try CloudBuilder().template()
        kernel = Kernel(
            seed: 1, calendar: template.calendar, timings: Timings(template.timings), versions: [])
        kernel.names = template.names
        watch = AlertWatch(template, kernel)
    }

    /// A node says that it is ready or not, some time after the beginning.
    private mutating func say(_ node: String, isReady: Bool, _ time: SimDuration) {
        kernel.now = .zero + time
        let subject = Subject(
            kind: NodeSpec.kind.subjectKind, name: kernel.names.intern(node), cluster: WorldTemplate.mosk)
        let state = kernel.text(isReady ? "True" : "False")
        kernel.record(LCMEntry.nodeReady.kind, subject, state)
    }

    /// Expects alerts to fire some time after the beginning, and the next one to be due at a time.
    private mutating func expect(
        _ wanted: [String], _ time: SimDuration, due: SimDuration? = nil, isDue: Bool = false,
        _ names: [String] = [Self.alert], at location: SourceLocation = #_sourceLocation
    ) {
        kernel.now = .zero + time
        _ = watch.follow(kernel, names)
        watch.evaluate(names, at: kernel.now, isDue: isDue)
        let found = watch.firing.map { "\($0.alert) \($0.name) \($0.entry.number)" }
        #expect(found == wanted, sourceLocation: location)
        let next = due.map { SimTime.zero + $0 }
        #expect(watch.due == next, sourceLocation: location)
    }

    /// Expects that it has to be found out anew what fires, or not.
    private mutating func expectNews(
        _ isWanted: Bool, _ names: [String] = [Self.alert], at location: SourceLocation = #_sourceLocation
    ) {
        let isNew = watch.follow(kernel, names)
        #expect(isNew == isWanted, sourceLocation: location)
    }

    @Test mutating func itFiresWhenItsConditionHasLasted() {
        say("ctl-01", isReady: false, .minutes(1))
        expect([], .minutes(1), due: .minutes(6))
        expect([], .seconds(359), due: .minutes(6))
        expect(["KubeNodeNotReady ctl-01 1"], .minutes(6), isDue: true)
        expect(["KubeNodeNotReady ctl-01 1"], .minutes(6))
        say("ctl-01", isReady: true, .minutes(9))
        expect([], .minutes(9))
    }

    @Test mutating func whatEndsAtTheInstantItselfDoesNotFire() {
        say("ctl-01", isReady: false, .minutes(1))
        expect([], .minutes(6), due: .minutes(6))
        say("ctl-01", isReady: true, .minutes(6))
        expect([], .minutes(6), isDue: true)
    }

    @Test mutating func theLongestConditionStandsForTheAlert() {
        say("ctl-02", isReady: false, .minutes(1))
        say("ctl-01", isReady: false, .minutes(3))
        expect(["KubeNodeNotReady ctl-02 1"], .minutes(6), due: .minutes(8), isDue: true)
        say("ctl-02", isReady: true, .minutes(9))
        expect(["KubeNodeNotReady ctl-01 2"], .minutes(9))
    }

    @Test mutating func onlyWhatIsAskedForFires() {
        say("ctl-01", isReady: false, .minutes(1))
        expect([], .minutes(30), ["KubeAPIOutage"])
        expect(["KubeNodeNotReady ctl-01 1"], .minutes(30))
        expect([], .minutes(30), [])
    }

    @Test mutating func itLooksAnewOnlyWhenSomethingElseIsSeen() {
        expect([], .zero)
        expectNews(false)
        expectNews(true, [])
        let other = kernel.text("other")
        kernel.record(LCMEntry.planStarted.kind, other)
        expectNews(false)
        say("ctl-01", isReady: false, .minutes(1))
        expectNews(true)
    }
}
