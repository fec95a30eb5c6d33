extension CloudGenerator {
    /// DaemonSets of agents, as a List of the MOSK cluster.
    func agents() {
        guard shape.agents > 0 else { return }
        var text = """
            apiVersion: v1
            kind: List
            metadata:
              annotations:
                twin.rehearsal/cluster: mosk
            items:

            """
        for number in 1...shape.agents {
            let name = "agent-\(Self.padded(number, 2))"
            text += """
                - apiVersion: apps/v1
                  kind: DaemonSet
                  metadata:
                    name: \(name)
                    namespace: agents
                    labels:
                      app: \(name)
                  spec:
                    selector:
                      matchLabels:
                        app: \(name)
                    template:
                      metadata:
                        labels:
                          app: \(name)
                      spec:
                        nodeSelector:
                          kubernetes.io/os: linux
                        tolerations:
                        - operator: Exists
                        containers:
                        - name: agent
                          image: registry.example.org/\(name)
                          resources:
                            requests:
                              cpu: 10m
                              memory: 64Mi

                """
        }
        add(String(text.dropLast()))
    }
}
