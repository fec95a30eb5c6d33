import Kubernetes

extension ObjectSample {
    /// Kinds of Kubernetes itself and of the node maintenance API.
    static let kubernetes: [ObjectSample] = [
        ObjectSample(ServiceAccountSpec.self, "metadata: {name: a, namespace: x}"),
        ObjectSample(
            NodeSpec.self,
            """
            metadata: {name: cmp-01, labels: {kubernetes.io/hostname: cmp-01}}
            spec:
              unschedulable: true
              taints: [{key: node.kubernetes.io/unreachable, value: a, effect: NoExecute}]
            status:
              conditions:
              - {type: Ready, status: "True", reason: R, lastTransitionTime: "2026-01-05T10:00:00Z"}
              nodeInfo:
                kernelVersion: 5.15.0-117
                kubeletVersion: v1.31.2
                containerRuntimeVersion: "docker://23.0.14"
            """),
        ObjectSample(
            PersistentVolumeClaimSpec.self, "metadata: {name: c, namespace: x}\nspec: {volumeName: pv-1}"),
        ObjectSample(
            PodSpec.self,
            """
            metadata: {name: db-0, namespace: x, labels: {app: db}}
            spec:
              nodeName: cmp-01
              nodeSelector: {openstack-control-plane: enabled}
              terminationGracePeriodSeconds: 600
              volumes: [{name: data, persistentVolumeClaim: {claimName: c}}, {name: tmp, emptyDir: {}}]
              tolerations: [{key: a, operator: Exists, value: b, effect: NoExecute}]
            status:
              phase: Running
              conditions: [{type: Ready, status: "True"}]
              startTime: "2026-01-05T10:00:00Z"
            """),
        ObjectSample(
            PodDisruptionBudgetSpec.self,
            """
            metadata: {name: db, namespace: x}
            spec:
              minAvailable: 2
              maxUnavailable: 30%
              selector: {matchExpressions: [{key: app, operator: In, values: [db]}]}
              unhealthyPodEvictionPolicy: AlwaysAllow
            status:
              currentHealthy: 3
              desiredHealthy: 2
              expectedPods: 3
              disruptionsAllowed: 1
              observedGeneration: 1
            """),
        ObjectSample(
            DeploymentSpec.self,
            """
            metadata: {name: api, namespace: x}
            spec:
              replicas: 3
              selector: {matchLabels: {app: api}}
              template: {metadata: {labels: {app: api}}, spec: {nodeSelector: {a: b}}}
            status: {replicas: 3, readyReplicas: 2, observedGeneration: 1}
            """),
        ObjectSample(
            StatefulSetSpec.self,
            """
            metadata: {name: db, namespace: x}
            spec:
              replicas: 3
              serviceName: db
              podManagementPolicy: Parallel
              selector: {matchLabels: {app: db}}
              template: {metadata: {labels: {app: db}}}
              volumeClaimTemplates: [{metadata: {name: data}}]
            status: {replicas: 3, readyReplicas: 3, observedGeneration: 2}
            """),
        ObjectSample(
            DaemonSetSpec.self,
            """
            metadata: {name: agent, namespace: x}
            spec: {selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}}}}
            status:
              currentNumberScheduled: 5
              desiredNumberScheduled: 5
              numberReady: 4
              observedGeneration: 1
            """),
        ObjectSample(
            ClusterMaintenanceRequestSpec.self,
            "metadata: {name: mosk}\nspec: {release: mosk-17-4-0, scope: os}"),
        ObjectSample(
            NodeMaintenanceRequestSpec.self,
            "metadata: {name: cmp-01}\nspec: {nodeName: cmp-01, release: mosk-17-4-0, scope: os}"),
        ObjectSample(
            NodeDeletionRequestSpec.self, "metadata: {name: cmp-01}\nspec: {nodeName: cmp-01}"),
        ObjectSample(
            NodeDisableNotificationSpec.self, "metadata: {name: cmp-01}\nspec: {nodeName: cmp-01}"),
        ObjectSample(
            ClusterWorkloadLockSpec.self,
            """
            metadata: {name: openstack-mosk}
            spec: {controllerName: openstack}
            status: {state: inactive, errorMessage: none, release: mosk-17-3-0}
            """),
        ObjectSample(
            NodeWorkloadLockSpec.self,
            """
            metadata: {name: openstack-cmp-01}
            spec: {nodeName: cmp-01, controllerName: openstack, nodeDeletionRequestSupported: true}
            status: {state: failed, errorMessage: instances, release: mosk-17-3-0}
            """),
    ]
}
