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
            #expect(service.needs.allSatisfy(before.contains), "\(service.name) comes too early")
            #expect(!service.workloads.isEmpty && !service.source.isEmpty && !service.certainty.isEmpty)
        }
        #expect(Set(services.map(\.name)).count == services.count)
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
