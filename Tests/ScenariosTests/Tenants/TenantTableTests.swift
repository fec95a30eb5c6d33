import Kubernetes
import Simulation
import Testing
import Twin

/// The tables of services and alerts are whole.
@Suite struct TenantTableTests {
    @Test func servicesComeAfterWhatTheyNeed() throws {
        let services = try Catalogue.builtIn().services
        #expect(services.count > 10)
        for (place, service) in services.enumerated() {
            let before = services[..<place].map(\.name)
            let rests = service.needs + service.slowedBy
            #expect(rests.allSatisfy(before.contains), "\(service.name) comes too early")
            #expect(!service.workloads.isEmpty && !service.source.isEmpty && !service.certainty.isEmpty)
        }
        #expect(Set(services.map(\.name)).count == services.count)
    }

    @Test func alertsOnServicesAreOfKnownOnes() throws {
        let catalogue = try Catalogue.builtIn()
        let known = catalogue.services.map(\.name)
        let alerts = catalogue.alerts.filter { [.serviceDown, .serviceFailing].contains($0.when.signal) }
        #expect(alerts.count == 9)
        for alert in alerts {
            #expect(!alert.when.workloads.isEmpty && alert.when.workloads.allSatisfy(known.contains))
            // Alerts on APIs are not of what APIs rest on.
            #expect(alert.alert.contains("Ingress") || !alert.when.workloads.contains("database"))
        }
    }

    @Test(arguments: [
        (
            "needs: [databse]",
            "services[0].needs: databse is no service that comes before x; did you mean database?"
        ),
        ("slowedBy: [x]", "services[0].slowedBy: x is no service that comes before x"),
        ("quorum: maybe", "services[0].quorum: expected"), ("slowdBy: []", "did you mean 'slowedBy'?"),
    ])
    func aServiceThatIsWrittenWronglyIsRefused(field: String, problem: String) throws {
        var catalogue = try Catalogue.builtIn()
        let text = """
            apiVersion: twin.rehearsal/v1
            kind: TenantServices
            services:
            - {name: x, api: true, workloads: [one], \(field), source: z, certainty: guess}
            """
        let error = #expect(throws: CloudError.self) {
            try catalogue.read(file: "services.yaml", Array(text.utf8))
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains(problem) && told.contains("services.yaml:4:"), "\(told)")
    }

    @Test func aServiceThatIsReplacedKeepsItsPlace() throws {
        var catalogue = try Catalogue.builtIn()
        let names = catalogue.services.map(\.name)
        let text = """
            apiVersion: twin.rehearsal/v1
            kind: TenantServices
            services:
            - {name: identity, api: true, workloads: [one], needs: [database], source: z, certainty: guess}
            """
        try catalogue.read(file: "services.yaml", Array(text.utf8))
        #expect(catalogue.services.map(\.name) == names)
        #expect(catalogue.services.first { $0.name == "identity" }?.workloads == ["one"])
    }

    @Test func alertsAreSuppressedByKnownOnes() throws {
        let alerts = try Catalogue.builtIn().alerts
        #expect(alerts.count > 15)
        let names = alerts.map(\.alert)
        #expect(Set(names).count == names.count)
        for alert in alerts {
            #expect(alert.inhibitedBy.allSatisfy(names.contains), "\(alert.alert)")
            #expect(!alert.source.isEmpty && alert.for != nil, "\(alert.alert)")
            // What nobody published is said to be a guess.
            if alert.certainty != "verified", alert.for?.duration == .minutes(5) {
                #expect(alert.source.contains("guess"), "\(alert.alert)")
            }
        }
    }

    @Test func aRowOfAnUnknownSignalIsRefused() throws {
        var catalogue = try Catalogue.builtIn()
        let text = """
            apiVersion: twin.rehearsal/v1
            kind: AlertRules
            rules:
            - {alert: A, severity: Major, when: {signal: nodeNotredy}, source: x, certainty: guess}
            """
        let error = #expect(throws: CloudError.self) {
            try catalogue.read(file: "alerts.yaml", Array(text.utf8))
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("did you mean 'nodeNotReady'"))
    }
}
