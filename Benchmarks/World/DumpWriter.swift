internal import Foundation
internal import Twin

/// Writes a dump as `kubectl get -A -o yaml` leaves it, one List a kind and namespace: a made-up cloud of 500
/// computes with its pods, and, as in real dumps, far more of what the twin does not model.
struct DumpWriter {
    /// The bytes of kinds that the twin models, and of the others.
    private(set) var modelledBytes = 0
    private(set) var otherBytes = 0
    /// The files of the others, below the folder.
    private(set) var otherFiles: [String] = []
    private let folder: URL

    /// Writes `bytes` into a folder: a quarter pods, the rest events, maps, replica sets and secrets.
    init(folder: URL, bytes: Int) throws {
        self.folder = folder
        let manager = FileManager.default
        try manager.createDirectory(
            at: folder.appending(path: "management"), withIntermediateDirectories: true)
        try manager.createDirectory(at: folder.appending(path: "mosk"), withIntermediateDirectories: true)
        var text = ""
        CloudGenerator.run(MadeUpCloud.shape(workers: 500)) { text += $0 }
        try write(text, to: "management/cloud.yaml", isModelled: true)
        let shares: [(kind: String, percent: Int, make: (Int) -> String)] = [
            ("pods", 25, Self.pod), ("events", 35, Self.event), ("configmaps", 25, Self.map),
            ("replicasets", 10, Self.replicaSet), ("secrets", 5, Self.secret),
        ]
        for share in shares {
            // A namespace's List stays below the limit of a document.
            let files = 10
            var number = 0
            for file in 0..<files {
                var text = "apiVersion: v1\nitems:\n"
                while text.utf8.count < bytes / 100 * share.percent / files {
                    text += share.make(number)
                    number += 1
                }
                text += "kind: List\nmetadata:\n  resourceVersion: \"\"\n"
                try write(text, to: "mosk/\(share.kind)-\(file).yaml", isModelled: share.kind == "pods")
            }
        }
    }

    private mutating func write(_ text: String, to name: String, isModelled: Bool) throws {
        let data = Data(text.utf8)
        try data.write(to: folder.appending(path: name))
        if isModelled { modelledBytes += data.count } else { otherBytes += data.count }
        if !isModelled { otherFiles.append(name) }
    }

    /// Digits that look like those of names and digests.
    private static func digits(_ number: Int, _ count: Int) -> String {
        var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
        var text = ""
        while text.utf8.count < count {
            state = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9 &+ 1
            text += String(state | 1 << 63, radix: 16)
        }
        return String(text.prefix(count))
    }

    private static func head(_ version: String, _ kind: String, _ name: String, _ number: Int) -> String {
        """
        - apiVersion: \(version)
          kind: \(kind)
          metadata:
            creationTimestamp: "2026-01-0\(1 + number % 3)T1\(number % 10):20:3\(number % 10)Z"
            labels:
              app.kubernetes.io/component: component-\(number % 40)
              app.kubernetes.io/managed-by: Helm
              pod-template-hash: "\(digits(number / 3, 10))"
            name: \(name)
            namespace: openstack
            resourceVersion: "\(100_000 + number)"
            uid: \(digits(number, 8))-\(digits(number + 1, 4))-4a5b-9c6d-\(digits(number + 2, 12))

        """
    }
}

extension DumpWriter {
    /// A container of a pod or a template, indented.
    private static func container(_ number: Int, _ name: String, indent: Int) -> String {
        let lines = """
            - command:
              - /usr/local/bin/start-\(name)
              - --config=/etc/\(name)/\(name).conf
              env:
              - name: POD_NAMESPACE
                valueFrom:
                  fieldRef:
                    apiVersion: v1
                    fieldPath: metadata.namespace
              - name: SERVICE_ENDPOINT
                value: http://\(name)-api.openstack.svc.cluster.local:\(8000 + number % 900)
              image: mirantis.example.com/openstack/\(name):caracal-jammy-\(20_250_600 + number % 28)
              imagePullPolicy: IfNotPresent
              livenessProbe:
                failureThreshold: 3
                httpGet:
                  path: /healthz
                  port: \(8000 + number % 900)
                  scheme: HTTP
                periodSeconds: 10
                successThreshold: 1
                timeoutSeconds: 5
              name: \(name)
              resources:
                limits:
                  cpu: "2"
                  memory: \(1 + number % 4)Gi
                requests:
                  cpu: 100m
                  memory: 256Mi
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
              terminationMessagePath: /var/log/termination-log
              terminationMessagePolicy: File
              volumeMounts:
              - mountPath: /etc/\(name)
                name: etc-\(name)
                readOnly: true
              - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
                name: kube-api-access-\(digits(number, 5))
                readOnly: true

            """
        let margin = String(repeating: " ", count: indent)
        return lines.split(separator: "\n").map { margin + $0 + "\n" }.joined()
    }

    /// A pod of a job that is over: it stands in dumps by the thousand and holds up nobody.
    static func pod(_ number: Int) -> String {
        let name = "service-\(number % 40)"
        let tail = """
                dnsPolicy: ClusterFirst
                enableServiceLinks: true
                preemptionPolicy: PreemptLowerPriority
                restartPolicy: OnFailure
                schedulerName: default-scheduler
                serviceAccountName: \(name)
                terminationGracePeriodSeconds: 30
              status:
                conditions:
                - lastProbeTime: null
                  lastTransitionTime: "2026-01-02T10:20:30Z"
                  reason: PodCompleted
                  status: "False"
                  type: Ready
                phase: Succeeded
                podIP: 192.168.\(number / 250 % 250).\(number % 250)
                qosClass: Burstable
                startTime: "2026-01-02T10:10:10Z"

            """
        let title = head("v1", "Pod", "\(name)-job-\(digits(number, 10))-\(number)", number)
        return title + "  spec:\n    containers:\n" + container(number, name, indent: 4)
            + container(number, "sidecar", indent: 4) + tail
    }

    /// An event.
    static func event(_ number: Int) -> String {
        head("v1", "Event", "service-\(number % 40)-\(number).\(digits(number, 16))", number)
            + """
              count: \(1 + number % 900)
              firstTimestamp: "2026-01-02T10:20:30Z"
              involvedObject:
                apiVersion: v1
                fieldPath: spec.containers{service-\(number % 40)}
                kind: Pod
                name: service-\(number % 40)-\(digits(number / 7, 10))
                namespace: openstack
                resourceVersion: "\(90_000 + number)"
                uid: \(digits(number / 7, 8))-1234-4a5b-9c6d-\(digits(number / 7, 12))
              lastTimestamp: "2026-01-03T11:22:33Z"
              message: 'Readiness probe failed: Get "http://192.168.\(number % 250).\(number / 3 % 250):8080/healthz":
                context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
              reason: Unhealthy
              reportingComponent: kubelet
              reportingInstance: kaas-node-\(digits(number % 500, 12))
              source:
                component: kubelet
                host: kaas-node-\(digits(number % 500, 12))
              type: Warning

            """
            .split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    /// A map with a file of settings.
    static func map(_ number: Int) -> String {
        var text =
            head("v1", "ConfigMap", "settings-\(number)", number)
            + "  data:\n    service.conf: |\n      [DEFAULT]\n"
        for line in 0..<60 {
            text +=
                "      option_\(line)_\(digits(number + line, 6)) = value of the option \(digits(line, 12))\n"
        }
        return text
    }

    /// An old replica set.
    static func replicaSet(_ number: Int) -> String {
        let name = "service-\(number % 40)"
        return head("apps/v1", "ReplicaSet", "\(name)-\(number)", number)
            + "  spec:\n    replicas: 0\n    template:\n      spec:\n        containers:\n"
            + container(number, name, indent: 8) + "  status:\n    replicas: 0\n"
    }

    /// A secret.
    static func secret(_ number: Int) -> String {
        head("v1", "Secret", "credentials-\(number)", number)
            + "  data:\n    release: \"\(digits(number, 2000))\"\n  type: Opaque\n"
    }
}
