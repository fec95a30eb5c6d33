import HardwareInterfaces
import Simulation

/// What a handler of the OpenStack controller knows while it is at work on a node.
struct NodePass: Sendable {
    /// What it does.
    var task: Task
    /// How far it is.
    var stage = Stage.begun
    /// Until when it sleeps.
    var sleepsUntil = SimTime.zero
    /// What it was held up by when it went to sleep.
    var block: Block?
    /// When it gives up what it waits for.
    var deadline = SimTime.never
    /// How often each instance was tried, counted from 1.
    var attempts: [UInt32: Int] = [:]
    /// The instance that it is about to move.
    var moving: ServerID?
    /// The instances that were refused last, and why.
    var refusals: [UInt32: String] = [:]

    init(_ task: Task) { self.task = task }

    /// What the handler is for.
    enum Task: Hashable, Sendable {
        /// A node goes into maintenance, comes out of it, is deleted, or is not Ready.
        case leave, comeBack, delete, notReady
    }

    /// The steps of the handlers.
    enum Stage: String, CaseIterable, Sendable {
        case begun
        /// New instances are kept off; instances move away; both done.
        case disabled, moved
        /// Agents are alive; services are up; instances may come.
        case agentsAlive, servicesUp, enabled
        /// The pods of a node that is down are gone; it is seen to.
        case podsDeleted, done

        /// The legal transitions. Whatever fails begins anew.
        static let table = PhaseTable<Stage>([
            .begun: [.disabled, .agentsAlive, .podsDeleted, .begun],
            .disabled: [.moved, .begun],
            .moved: [.begun],
            .agentsAlive: [.servicesUp, .enabled, .begun],
            .servicesUp: [.enabled, .begun],
            .enabled: [.begun],
            .podsDeleted: [.done, .begun],
            .done: [.begun],
        ])
    }

    /// Who holds it up, and by which rule.
    struct Block: Hashable, Sendable {
        var holder: Subject
        var rule: WaitRule
    }

    /// Goes on to a stage.
    mutating func enter(_ next: Stage) {
        Stage.table.check(stage, next)
        stage = next
        deadline = .never
    }

    /// Begins anew, as a handler that is tried again does.
    mutating func beginAnew(keepingAttempts: Bool) {
        enter(.begun)
        moving = nil
        if !keepingAttempts { attempts = [:] }
    }
}
