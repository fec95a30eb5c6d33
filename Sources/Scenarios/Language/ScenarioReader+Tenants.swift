import Kubernetes
import Simulation
import Twin

extension ScenarioReader {
    /// What is expected of alerts and services: they must be known, and the cloud must have the services.
    func tenantExpectations(_ part: ExpectPart) throws(FieldError) -> [TenantExpectation] {
        var expectations: [TenantExpectation] = []
        for (place, each) in (part.alerts ?? []).enumerated() {
            do throws(FieldError) { expectations.append(try alert(each.value)) } catch {
                throw error.inside(place).inside("alerts")
            }
        }
        for (place, each) in (part.services ?? []).enumerated() {
            do throws(FieldError) { expectations.append(try service(each)) } catch {
                throw error.inside(place).inside("services")
            }
        }
        return expectations
    }

    private func alert(_ part: AlertPart) throws(FieldError) -> TenantExpectation {
        let name = part.name?.value ?? ""
        if let never = part.neverFires {
            if let within = part.within {
                throw FieldError(
                    path: "within", position: within.position, problem: "what never fires has no time",
                    hint: "leave within out")
            }
            try check(never, among: facts.alerts, "neverFires", what: "alert")
            return TenantExpectation(name: name, test: .neverFires(never.value, of: part.of?.value))
        }
        guard let fires = part.fires else { preconditionFailure("an alert without a test was read") }
        try check(fires, among: facts.alerts, "fires", what: "alert")
        return TenantExpectation(
            name: name, test: .fires(fires.value, of: part.of?.value, within: part.within?.value.duration))
    }

    private func service(_ placed: Placed<ServicePart>) throws(FieldError) -> TenantExpectation {
        let part = placed.value
        guard let service = part.service else { preconditionFailure("a service without a name was read") }
        try check(service, among: facts.services, "service", what: "service of the cloud")
        let bounds = ServiceBounds(
            down: part.down?.value.duration, longest: part.longest?.value.duration,
            failedPerThousand: part.failedPerThousand?.value,
            downAtLeast: part.downAtLeast?.value.duration, slowedAtLeast: part.slowedAtLeast?.value.duration)
        guard bounds != ServiceBounds() else {
            throw FieldError(
                position: placed.position, problem: "it is not said how much may fail",
                hint: "add down, longest, failedPerThousand, downAtLeast or slowedAtLeast")
        }
        if let least = part.downAtLeast, let most = bounds.down, least.value.duration > most {
            throw FieldError(
                path: "downAtLeast", position: least.position, problem: "it is longer than down",
                hint: "down is how long it serves nobody at most")
        }
        if let failed = part.failedPerThousand, !(0...1000).contains(failed.value) {
            throw FieldError(
                path: "failedPerThousand", position: failed.position, problem: "it is not from 0 to 1000")
        }
        return TenantExpectation(
            name: part.name?.value ?? "",
            test: .service(service.value, bounds))
    }

    private func check(
        _ written: Placed<String>, among known: [String], _ field: String, what: String
    ) throws(FieldError) {
        guard !known.contains(written.value) else { return }
        let nearest = NearestName.find(written.value, among: known).map { "did you mean \($0)?" }
        throw FieldError(
            path: field, position: written.position, problem: "\(written.value) is no \(what)",
            hint: nearest ?? "there are \(known.sorted().joined(separator: ", "))")
    }
}
