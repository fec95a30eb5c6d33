import HardwareInterfaces

/// Firmware, and the tasks that its update would be.
enum UpdateResources {
    private static let path = "/redfish/v1/UpdateService"
    /// The pieces of firmware that each host has.
    private static let pieces = ["BIOS", "BMC"]

    static func service() -> RedfishResponse {
        RedfishDocument.resource(.updateService, path) { json in
            json.text("Id", "UpdateService")
            json.text("Name", "Update Service")
            json.bool("ServiceEnabled", true)
            json.status()
            json.link("FirmwareInventory", "\(path)/FirmwareInventory")
            json.object("Actions") { json in
                json.object("#UpdateService.SimpleUpdate") { json in
                    json.text("target", "\(path)/Actions/UpdateService.SimpleUpdate")
                    json.array("TransferProtocol@Redfish.AllowableValues", ["HTTP", "HTTPS"])
                }
            }
        }
    }

    /// The firmware of all hosts, whose names are written as in paths.
    static func inventory(hosts: [String]) -> RedfishResponse {
        RedfishDocument.collection(
            .softwareInventories, "\(path)/FirmwareInventory", name: "Firmware Inventory",
            hosts.flatMap { host in pieces.map { "\(path)/FirmwareInventory/\(host).\($0)" } })
    }

    /// The host and the piece that a name means.
    static func parts(of id: String) -> (host: String, piece: String)? {
        guard let dot = id.lastIndex(of: ".") else { return nil }
        return (String(id[..<dot]), String(id[id.index(after: dot)...]))
    }

    static func firmware(_ firmware: BMCFirmware, host: String) -> RedfishResponse {
        let encoded = RequestTarget.encoded(host)
        let file = "\(path)/FirmwareInventory/\(encoded).\(firmware.name)"
        return RedfishDocument.resource(.softwareInventory, file) { json in
            json.text("Id", "\(host).\(firmware.name)")
            json.text("Name", "\(firmware.name) of \(host)")
            json.text("Version", firmware.version)
            json.bool("Updateable", true)
            json.status()
            json.array("RelatedItem") { json in
                json.link("/redfish/v1/\(firmware.name == "BMC" ? "Managers" : "Systems")/\(encoded)")
            }
        }
    }

    static func taskService(time: String) -> RedfishResponse {
        func document(_ time: String?) -> RedfishResponse {
            RedfishDocument.resource(.taskService, "/redfish/v1/TaskService") { json in
                json.text("Id", "TaskService")
                json.text("Name", "Task Service")
                if let time { json.text("DateTime", time) }
                json.text("CompletedTaskOverWritePolicy", "Oldest")
                json.bool("LifeCycleEventOnTaskStateChange", true)
                json.bool("ServiceEnabled", true)
                json.status()
                json.link("Tasks", "/redfish/v1/TaskService/Tasks")
            }
        }
        var response = document(time)
        response.add("ETag", EntityTag.of(document(nil).body))
        return response
    }

    static func tasks(_ tasks: [TaskList.Task]) -> RedfishResponse {
        RedfishDocument.collection(
            .tasks, "/redfish/v1/TaskService/Tasks", name: "Tasks",
            tasks.map { "/redfish/v1/TaskService/Tasks/\($0.id)" })
    }

    /// A task that was to fetch firmware: nothing outside the twin is fetched, so all of them have failed.
    static func task(_ task: TaskList.Task) -> RedfishResponse {
        RedfishDocument.resource(.task, "/redfish/v1/TaskService/Tasks/\(task.id)") { json in
            json.text("Id", task.id)
            json.text("Name", task.name)
            json.text("TaskState", "Exception")
            json.text("TaskStatus", "Critical")
            json.text("StartTime", task.start)
            json.text("EndTime", task.start)
            json.number("PercentComplete", 0)
            json.array("Messages") { json in
                json.object { json in
                    json.text("MessageId", "Update.1.3.TransferFailed")
                    json.text("Message", "Transfer of image '\(task.image)' to '\(task.target)' failed.")
                    json.array("MessageArgs", [task.image, task.target])
                    json.text("Severity", "Critical")
                    json.text("MessageSeverity", "Critical")
                    json.text("Resolution", "None.")
                }
            }
        }
    }
}
