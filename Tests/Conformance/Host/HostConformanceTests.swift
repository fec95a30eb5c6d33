import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Testing

extension WithPeers {
    /// What must hold of any host, simulated or real.
    @Suite struct HostConformanceTests {
        @Test(arguments: HostArm.Kind.allCases) func aSystemTellsWhatItIs(_ kind: HostArm.Kind) async throws {
            let arm = try HostArm(kind)
            guard case .facts(let facts) = try await arm.client.perform(.readFacts, on: HostArm.host) else {
                Issue.record("no facts")
                return
            }
            #expect(facts.distribution.wholeMatch(of: /[a-z]+\/[a-z0-9.]+/) != nil, "\(facts)")
            #expect(facts.kernel.first?.isNumber == true && facts.boots > 0)
            #expect(facts.installedKernel.first?.isNumber == true)
        }

        @Test(arguments: HostArm.Kind.allCases) func disksAreListed(_ kind: HostArm.Kind) async throws {
            let devices = try await HostArm(kind).blockDevices()
            #expect(devices.contains { $0.kind == "disk" && $0.bytes > 0 })
            #expect(Set(devices.map(\.name)).count == devices.count)
            for device in devices {
                #expect(!device.name.isEmpty && device.path.hasPrefix("/dev/") && device.bytes >= 0)
                if let parent = device.parent { #expect(devices.contains { $0.name == parent }) }
                if let traffic = device.traffic {
                    #expect(traffic.reads >= 0 && traffic.readBytes % 512 == 0 && traffic.inFlight >= 0)
                }
            }
            #expect(devices.contains { $0.mounts.contains("/") } || kind == .machine)
        }

        /// A disk without SMART is there all the same.
        @Test(arguments: HostArm.Kind.allCases) func disksTellTheirHealth(_ kind: HostArm.Kind) async throws {
            if kind == .machine { try HostArm.needs("smartctl") }
            let arm = try HostArm(kind)
            let disks = try await arm.blockDevices().filter { $0.kind == "disk" }.map(\.path)
            guard case .disks(let reports) = try await arm.client.perform(.readDisks, on: HostArm.host)
            else {
                Issue.record("no reports")
                return
            }
            #expect(!reports.isEmpty && Set(reports.map(\.device.name)).isSubset(of: disks))
            for report in reports {
                if let temperature = report.temperature?.current { #expect((0...120).contains(temperature)) }
                if report.attributes != nil || report.nvmeLog != nil {
                    #expect(report.smartStatus != nil && report.powerOnTime?.hours ?? -1 >= 0)
                }
            }
        }

        @Test(arguments: HostArm.Kind.allCases) func interfacesAreListed(_ kind: HostArm.Kind) async throws {
            let interfaces = try await HostArm(kind).interfaces()
            #expect(!interfaces.isEmpty && Set(interfaces.map(\.name)).count == interfaces.count)
            for interface in interfaces {
                if let mac = interface.mac {
                    #expect(mac.wholeMatch(of: /[0-9a-f]{2}(:[0-9a-f]{2}){5}/) != nil, "\(interface)")
                }
                #expect(interface.speed ?? 1 > 0 && !interface.kind.isEmpty)
            }
            #expect(interfaces.contains { $0.isEnabled && $0.mac != nil } || kind == .machine)
        }

        @Test func theMachineIsNotChanged() async throws {
            let arm = try HostArm(.machine)
            let commands = [
                HostCommand.reboot, .installAgent(version: "1"),
                .installPackages(distribution: "debian/bookworm", kernel: "6"),
                .run(name: "a", version: "1", attempt: 1),
                .configure(module: "sysctl", version: "1", attempt: 1, requestsReboot: true),
            ]
            for command in commands {
                await #expect(throws: HostError.unsupported("this client only reads a host")) {
                    try await arm.client.perform(command, on: HostArm.host)
                }
            }
        }

        @Test func aLoopDeviceIsADevice() async throws {
            let arm = try HostArm(.machine)
            try HostArm.needs("losetup")
            let file = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID().uuidString)")
            #expect(FileManager.default.createFile(atPath: file.path, contents: Data(count: 8 << 20)))
            defer { do { try FileManager.default.removeItem(at: file) } catch { print("left: \(file)") } }
            let path = try await HostArm.tries("losetup", "--find", "--show", "--read-only", file.path)
            let devices: [BlockDevice]
            do {
                devices = try await arm.blockDevices()
            } catch {
                _ = try await PeerScript.command(["losetup", "--detach", path])
                throw error
            }
            _ = try await PeerScript.command(["losetup", "--detach", path])
            let device = try #require(devices.first { $0.path == path })
            #expect(device.kind == "loop" && device.bytes == 8 << 20 && device.isReadOnly)
            #expect(device.parent == nil && device.serial == nil && device.traffic != nil)
        }

        @Test func aLinkFollowsItsOtherEnd() async throws {
            let arm = try HostArm(.machine)
            let (one, other) = ("twin-a\(getpid() % 100_000)", "twin-b\(getpid() % 100_000)")
            _ = try await HostArm.tries("ip", "link", "add", one, "type", "veth", "peer", "name", other)
            do {
                for end in [one, other] {
                    _ = try await PeerScript.command(["ip", "link", "set", end, "up"])
                }
                // The kernel follows a link within a second.
                let up = try await arm.interface(one) { $0.state == "up" }
                #expect(up.kind == "veth" && up.isEnabled && up.hasLink == true && up.state == "up")
                #expect(up.mtu == 1500 && up.speed == 10000 && up.isFullDuplex == true && up.driver == nil)
                #expect(up.received?.errors == 0 && up.checksumErrors == 0)
                _ = try await PeerScript.command(["ip", "link", "set", other, "down"])
                let down = try await arm.interface(one) { $0.state != "up" }
                #expect(down.isEnabled && down.hasLink == false && down.state?.hasSuffix("down") == true)
                #expect(down.linkChanges == up.linkChanges.map { $0 + 1 })
                let off = try await arm.interface(other)
                #expect(!off.isEnabled && off.hasLink == false)
            } catch {
                _ = try await PeerScript.command(["ip", "link", "delete", one])
                throw error
            }
            _ = try await PeerScript.command(["ip", "link", "delete", one])
        }
    }
}
