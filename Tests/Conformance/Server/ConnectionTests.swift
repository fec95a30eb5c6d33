import Foundation
import Testing

/// The service at the level of bytes: connections, streams of events, ports.
@Suite(.serialized) struct ConnectionTests {
    private static let reset = "/redfish/v1/Systems/cmp-01/Actions/ComputerSystem.Reset"
    private static let events = "/redfish/v1/EventService/SSE"

    private func client(_ service: RedfishServiceProcess, buffer: Int32? = nil) throws -> RawClient {
        try RawClient(port: try #require(Int(service.url.split(separator: ":").last ?? "")), buffer: buffer)
    }

    @Test func requestsBehindEachOtherAreAnsweredInOrder() throws {
        for pace in ["fast", "100"] {
            let service = try RedfishServiceProcess(["--pace", pace])
            let client = try client(service)
            for name in ["cmp-01", "cmp-02", "ctl-01"] {
                client.ask("GET", "/redfish/v1/Systems/\(name)", service.password)
            }
            client.ask("GET", "/redfish/v1/", service.password, "Connection: close\r\n")
            let text = client.receive()
            #expect(client.isClosed)
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 5)
            let places = [#""Id":"cmp-01""#, #""Id":"cmp-02""#, #""Id":"ctl-01""#, #""Id":"RootService""#]
                .compactMap { text.range(of: $0)?.lowerBound }
            #expect(places.count == 4 && places == places.sorted())
            #expect(service.stop() == 0)
        }
    }

    @Test(arguments: [
        ("FAKEMETHOD /redfish/v1/ HTTP/1.1\r\nHost: x\r\n\r\n", "501"),
        ("GET /redfish/v1/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\n", "400"),
        ("GET /redfish/v1/ HTTP/1.1\r\nHost x\r\n\r\n", "400"), ("GET /redfish/v1/ HTTP/1.0\r\n\r\n", "200"),
    ])
    func aConnectionEndsAfter(request: String, status: String) throws {
        let service = try RedfishServiceProcess()
        let client = try client(service)
        client.send(request)
        let text = client.receive()
        #expect(client.isClosed && text.hasPrefix("HTTP/1.1 \(status) "), "\(text)")
        #expect(text.lowercased().contains("connection: close") && text.contains(" GMT\r\n"))
        #expect(service.stop() == 0)
    }

    @Test func aBodyIsAskedForAndMayNotBeTooLarge() throws {
        let service = try RedfishServiceProcess()
        let client = try client(service)
        let body = String(repeating: " ", count: 70_000)
        client.ask("POST", Self.reset, service.password, body: body, "Expect: 100-continue\r\n")
        #expect(client.receive(until: "HTTP/1.1 413").hasPrefix("HTTP/1.1 100 Continue\r\n\r\n"))
        client.forget()
        client.ask("POST", Self.reset, service.password, body: #"{"ResetType":"ForceOff"}"#)
        #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204 No Content\r\n"))
        #expect(!client.receive(until: "\r\n\r\n").contains("Content-Length"))
        #expect(service.stop() == 0)
    }

    @Test func eventsComeAsTheyHappen() throws {
        let service = try RedfishServiceProcess()
        let (reader, client) = (try client(service), try client(service))
        reader.ask("GET", Self.events, service.password, "Accept: text/event-stream\r\n")
        #expect(reader.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        client.ask("POST", Self.reset, service.password, body: #"{"ResetType":"ForceOff"}"#)
        let text = reader.receive(until: "ResourcePoweredOff")
        #expect(text.contains("text/event-stream") && text.contains("\r\n\r\nid: 1\ndata: {"))
        #expect(reader.receive(until: "\n\n").contains("/redfish/v1/Systems/cmp-01"))
        // Who goes is forgotten; who is deleted is closed.
        let other = try self.client(service)
        other.ask("GET", Self.events, service.password)
        _ = other.receive(until: "\r\n\r\n")
        client.forget()
        client.ask("DELETE", "/redfish/v1/EventService/Subscriptions/1", service.password)
        #expect(client.receive(until: "\r\n\r\n").contains(" 204 "))
        _ = reader.receive()
        #expect(reader.isClosed && !other.isClosed)
        #expect(service.stop() == 0)
    }

    @Test func aReaderThatDoesNotReadHoldsNobodyUp() throws {
        let service = try RedfishServiceProcess()
        let slow = try client(service, buffer: 4096)
        slow.ask("GET", Self.events, service.password)
        let client = try client(service)
        let subscriptions = "/redfish/v1/EventService/Subscriptions"
        var isGone = false
        for round in 0..<400 where !isGone {
            for kind in ["ForceOff", "On"] {
                for name in ["cmp-01", "cmp-02", "cmp-03", "ctl-01", "ctl-02"] {
                    client.ask(
                        "POST", "/redfish/v1/Systems/\(name)/Actions/ComputerSystem.Reset", service.password,
                        body: #"{"ResetType":"\#(kind)"}"#)
                    #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204"))
                    client.forget()
                }
            }
            guard round % 20 == 19 else { continue }
            client.ask("GET", subscriptions, service.password)
            isGone = client.receive(until: #""Members":["#).contains(#""Members@odata.count":0"#)
            _ = client.receive(until: "]}")
            client.forget()
        }
        #expect(isGone)
        _ = slow.receive()
        #expect(slow.isClosed)
        #expect(service.stop() == 0)
    }

    @Test func eachSystemMayHaveAPortOfItsOwn() throws {
        let service = try RedfishServiceProcess(["--port-per-system"])
        #expect(service.addresses.count == 9 && Set(service.addresses.map(\.url)).count == 9)
        for (name, url) in service.addresses {
            let client = try RawClient(port: try #require(Int(url.split(separator: ":").last ?? "")))
            client.ask("GET", "/redfish/v1/Systems", service.password)
            let text = client.receive(until: "]}")
            #expect(text.contains(#""Members":[{"@odata.id":"/redfish/v1/Systems/\#(name)"}]"#), "\(text)")
            client.forget()
            client.ask("GET", "/redfish/v1/Systems/\(name)", service.password)
            #expect(client.receive(until: "}}").contains(#""Id":"\#(name)""#))
        }
        // What is done at one port is told there, and nowhere else.
        let ports = service.addresses.map { Int($0.url.split(separator: ":").last ?? "") ?? 0 }
        let readers = try ports.prefix(2).map { try RawClient(port: $0) }
        for reader in readers {
            reader.ask("GET", Self.events, service.password)
            _ = reader.receive(until: "\r\n\r\n")
        }
        let client = try RawClient(port: ports[1])
        client.ask(
            "POST", "/redfish/v1/Systems/\(service.addresses[1].name)/Actions/ComputerSystem.Reset",
            service.password, body: #"{"ResetType":"ForceOff"}"#)
        #expect(readers[1].receive(until: "ResourcePoweredOff").contains(service.addresses[1].name))
        #expect(!readers[0].receive(seconds: 0.3).contains("id: "))
        #expect(service.stop() == 0)
    }
}
