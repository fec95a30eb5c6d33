import HardwareInterfaces
import Kubernetes
import Simulation

/// The start script of one pod, whose member's process does not run.
struct DatabaseScript {
    let work: WorkKey
    let pod: Pod
    let member: DatabaseMember

    private typealias Script = MariaDBStartController
    private var name: String { pod.metadata.name }
    private var target: EquipmentID {
        EquipmentID(kind: .galeraMember, index: Int(member.equipment))
    }

    /// SIGTERM: the member leaves in an orderly way.
    func end(_ substrate: inout Substrate) -> ReconcileResult {
        guard member.isRunning else { return .settled }
        return ask(.stop, "stop", &substrate) == nil ? .waiting : .settled
    }

    /// Goes one step on the way to a member that runs.
    func start(
        _ looks: inout MariaDBStartController.Looks, _ node: Estate.Node, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let restarts = member.restarts
        if restarts.endedAt >= substrate.containerStart(of: pod, node) ?? .zero, restarts.delay > .zero {
            if let rest = substrate.activity("back-off", takes: restarts.delay) { return .after(rest) }
        }
        guard substrate.stores[Int(work.cluster)].isAvailable, node.isConnected else {
            let holder = Subject(
                kind: SubjectLabels.apiServer, name: substrate.estate.clusters[Int(work.cluster)].name,
                cluster: work.cluster)
            return .blocked(on: holder, rule: WaitRule(.apiServer), retry: Script.poll)
        }
        let key = substrate.key(
            ConfigMap.self, DatabaseNames.state, namespace: pod.metadata.namespace)
        guard
            let stored = substrate.getLive(
                ConfigMap.self, key, cluster: work.cluster, because: "a script has no cache")
        else { return createState(&substrate) }
        var state = DatabaseStateMap(stored.object)
        let isReached = !endpoints(&substrate).isEmpty
        switch state.state {
        case .live where isReached: return join(&substrate)
        case .live: return recover(&state, &looks, &substrate)
        case .reboot where state.rebooter == name: return reboot(&substrate)
        case .reboot where isReached:
            write(&state, .live, &substrate)
            return .after(.zero)
        case .new where state.leader == name:
            write(&state, .initializing, &substrate)
            publish(&state, GaleraSavedState(cluster: nil, seqno: -1, isSafeToBootstrap: true), &substrate)
            write(&state, .live, &substrate)
            return begin(&substrate)
        case .new, .initializing, .reboot:
            return .blocked(
                on: key.subject(cluster: work.cluster), rule: WaitRule(.databaseBegun),
                retry: Script.poll)
        case nil:
            return .blocked(
                on: key.subject(cluster: work.cluster), rule: WaitRule(.clusterState), retry: Script.poll)
        }
    }

    /// There is no ConfigMap: the first to create one after 20 s leads, unless there is a database.
    private func createState(_ substrate: inout Substrate) -> ReconcileResult {
        if let rest = substrate.activity("state", takes: Script.poll) { return .after(rest) }
        var state = DatabaseStateMap(
            ConfigMap(
                metadata: ObjectMeta(name: DatabaseNames.state, namespace: pod.metadata.namespace)))
        let isReached = !endpoints(&substrate).isEmpty
        state.state = isReached ? .live : .new
        state.leader = isReached ? DatabaseNames.server + "-0" : name
        substrate.create(
            state.map, cluster: work.cluster,
            note: Write.Note(
                DatabaseEntry.databaseState.kind, substrate.text(state.state?.rawValue ?? "")))
        return .after(.zero)
    }

    /// Joins the others.
    private func join(_ substrate: inout Substrate) -> ReconcileResult {
        if let rest = substrate.activity("endpoint found", takes: Script.endpointPause) {
            return .after(rest)
        }
        guard case .success(.galera(.state(let saved))) = ask(.readState, "read grastate", &substrate)
        else { return retried(&substrate) }
        let isEmpty = saved.cluster == nil
        // A member with data is started alone first: passwords are reset, tables upgraded.
        let length =
            isEmpty
            ? Script.emptyPause
            : substrate.kernel.duration(
                "mariadb.local", node: pod.spec.nodeName, occurrence: Kernel.occurrence(name))
        let what = isEmpty ? "empty data directory" : "local start"
        if let rest = substrate.activity(what, takes: length) { return .after(rest) }
        return ask(.start(newCluster: false), "start", &substrate) == nil ? .waiting : retried(&substrate)
    }

    /// All were lost. Publishes its position until everybody has, and then the furthest begins anew. One that
    /// does not publish holds all until it does; so does one whose process runs, since a running database
    /// does not know its position.
    private func recover(
        _ state: inout DatabaseStateMap, _ looks: inout MariaDBStartController.Looks,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard ask(.recoverPosition, "recover the position", &substrate) != nil,
            let answer = ask(.readState, "read grastate", &substrate)
        else { return .waiting }
        guard case .success(.galera(.state(let saved))) = answer else { return retried(&substrate) }
        let length = substrate.kernel.duration(
            "mariadb.recover", node: pod.spec.nodeName, occurrence: Kernel.occurrence(name))
        if let rest = substrate.activity("wsrep-recover", takes: length) { return .after(rest) }
        let now = substrate.kernel.now
        guard now >= looks.at + Script.publishPeriod else {
            return .after(looks.at + Script.publishPeriod - now)
        }
        looks.at = now
        publish(&state, saved, &substrate)
        let silent = state.stale(at: substrate.timestamp, age: Script.freshness).first {
            !isRunning($0, &substrate)
        }
        if let stale = silent {
            looks.count = 0
            return blocked(on: stale, .statePublished, &substrate)
        }
        looks.count += 1
        guard looks.count >= Script.freshLooks else { return .after(Script.publishPeriod) }
        let unknown = state.members.first { isRunning($0, &substrate) || state.seqno($0) < 0 }
        if let unknown {
            return blocked(on: unknown, .positionKnown, &substrate)
        }
        guard let chosen = state.chosen else { return .after(Script.publishPeriod) }
        guard chosen == name else { return blocked(on: chosen, .databaseBegunAnew, &substrate) }
        state.rebooter = name
        state.leader = name
        write(&state, .reboot, &substrate)
        return .after(.zero)
    }

    /// Begins the cluster anew, from the data that it has.
    private func reboot(_ substrate: inout Substrate) -> ReconcileResult {
        guard let marked = ask(.markSafeToBootstrap, "mark as safe to bootstrap", &substrate) else {
            return .waiting
        }
        guard case .success = marked else { return retried(&substrate) }
        return begin(&substrate)
    }

    private func begin(_ substrate: inout Substrate) -> ReconcileResult {
        ask(.start(newCluster: true), "start a new cluster", &substrate) == nil
            ? .waiting : retried(&substrate)
    }

    /// What was answered did not lead on: the script asks anew after a while.
    private func retried(_ substrate: inout Substrate) -> ReconcileResult {
        guard !substrate.isAwaitingAnswer else { return .waiting }
        substrate.forgetAnswers()
        return .after(Script.poll)
    }

    private func ask(
        _ command: GaleraCommand, _ summary: String, _ substrate: inout Substrate
    ) -> Result<EquipmentReply, EquipmentError>? {
        substrate.perform(
            .galera(command), on: target, summary: summary, timeout: .minutes(1))
    }

    /// Whether the process of a member runs and its script reaches the API server: then it publishes every
    /// 10 s what a running one has. That it changes nothing but a time is why nothing is written here.
    private func isRunning(_ pod: String, _ substrate: inout Substrate) -> Bool {
        let key = substrate.key(Pod.self, pod, namespace: self.pod.metadata.namespace)
        guard let member = substrate.databaseMember(key, cluster: work.cluster), member.isRunning,
            let pod = substrate.getKnown(
                Pod.self, key, cluster: work.cluster, because: "the script of the member is in its pod"),
            let node = substrate.node(named: pod.object.spec.nodeName, cluster: work.cluster)
        else { return false }
        return node.areContainersRunning && node.isConnected
    }

    /// The members that others reach.
    private func endpoints(_ substrate: inout Substrate) -> [String] {
        let key = substrate.key(
            Endpoints.self, DatabaseNames.directService, namespace: pod.metadata.namespace)
        return substrate.getLive(
            Endpoints.self, key, cluster: work.cluster, because: "a script has no cache"
        )?.object.spec.readyPods ?? []
    }

    private func blocked(
        on pod: String, _ form: WaitRule.Form, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let key = substrate.key(Pod.self, pod, namespace: self.pod.metadata.namespace)
        return .blocked(
            on: key.subject(cluster: work.cluster), rule: WaitRule(form), retry: Script.publishPeriod)
    }

    private func publish(
        _ state: inout DatabaseStateMap, _ saved: GaleraSavedState, _ substrate: inout Substrate
    ) {
        let uuid = saved.cluster.map { String($0) } ?? ""
        state.publish(
            name, uuid: uuid, seqno: saved.seqno, isSafe: saved.isSafeToBootstrap, at: substrate.timestamp)
        substrate.update(state.map, cluster: work.cluster)
    }

    /// Lets all know how far they are; a change by another one in between is a conflict.
    private func write(
        _ state: inout DatabaseStateMap, _ next: DatabaseState, _ substrate: inout Substrate
    ) {
        if let present = state.state { DatabaseState.table.check(present, next) }
        state.state = next
        substrate.update(
            state.map, cluster: work.cluster,
            note: Write.Note(DatabaseEntry.databaseState.kind, substrate.text(next.rawValue)))
    }
}
