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
              allocatable: {cpu: "64", memory: 256Gi, pods: "110"}
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
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}
              hostNetwork: true
              priorityClassName: high
              priority: 1000
              restartPolicy: OnFailure
              initContainers: [{name: init, image: i, env: [{name: DEPENDENCY_SERVICE, value: "x:db"}]}]
              containers:
              - name: db
                image: mariadb
                ports: [{containerPort: 3306, hostPort: 3306}]
                resources: {requests: {cpu: 100m, memory: 1Gi}}
                readinessProbe: {initialDelaySeconds: 30, periodSeconds: 5, timeoutSeconds: 5}
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
              strategy: {rollingUpdate: {maxUnavailable: 10%, maxSurge: 2}}
              progressDeadlineSeconds: 1200
              selector: {matchLabels: {app: api}}
              template: {metadata: {labels: {app: api}}, spec: {nodeSelector: {a: b}}}
            status:
              replicas: 3
              readyReplicas: 2
              updatedReplicas: 1
              availableReplicas: 2
              unavailableReplicas: 1
              conditions:
              - {type: Progressing, status: "True", reason: R, lastUpdateTime: "2026-01-05T10:00:00Z"}
              observedGeneration: 1
            """),
        ObjectSample(
            StatefulSetSpec.self,
            """
            metadata: {name: db, namespace: x}
            spec:
              replicas: 3
              serviceName: db
              podManagementPolicy: Parallel
              updateStrategy: {rollingUpdate: {partition: 2}}
              selector: {matchLabels: {app: db}}
              template: {metadata: {labels: {app: db}}}
              volumeClaimTemplates: [{metadata: {name: data}}]
            status:
              replicas: 3
              readyReplicas: 3
              currentReplicas: 2
              currentRevision: db-1
              updateRevision: db-2
              observedGeneration: 2
            """),
        ObjectSample(
            DaemonSetSpec.self,
            """
            metadata: {name: agent, namespace: x}
            spec:
              updateStrategy: {type: OnDelete}
              selector: {matchLabels: {app: agent}}
              template: {metadata: {labels: {app: agent}}}
            status:
              currentNumberScheduled: 5
              desiredNumberScheduled: 5
              numberReady: 4
              updatedNumberScheduled: 3
              numberAvailable: 4
              numberUnavailable: 1
              numberMisscheduled: 1
              observedGeneration: 1
            """),
        ObjectSample(
            JobSpec.self,
            """
            metadata: {name: db-sync, namespace: x}
            spec:
              parallelism: 2
              completions: 3
              backoffLimit: 4
              activeDeadlineSeconds: 600
              ttlSecondsAfterFinished: 60
              suspend: true
              selector: {matchLabels: {app: db}}
              template: {metadata: {labels: {app: db}}}
            status:
              active: 1
              succeeded: 2
              failed: 1
              startTime: "2026-01-05T10:00:00Z"
              completionTime: "2026-01-05T10:05:00Z"
              conditions: [{type: Complete, status: "True", lastTransitionTime: "2026-01-05T10:05:00Z"}]
            """),
        ObjectSample(
            CronJobSpec.self,
            """
            metadata: {name: purge, namespace: x}
            spec:
              schedule: "*/5 * * * *"
              suspend: true
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: 100
              successfulJobsHistoryLimit: 1
              failedJobsHistoryLimit: 2
              jobTemplate: {metadata: {labels: {app: purge}}, spec: {backoffLimit: 2}}
            status:
              active: [{name: purge-1, namespace: x}]
              lastScheduleTime: "2026-01-05T10:00:00Z"
              lastSuccessfulTime: "2026-01-05T10:05:00Z"
            """),
        ObjectSample(
            PriorityClassSpec.self, "metadata: {name: high}\nvalue: 1000\nglobalDefault: true",
            top: true),
        ObjectSample(
            ControllerRevisionSpec.self,
            "metadata: {name: db-1, namespace: x}\ndata: {spec: {template: {}}}\nrevision: 2", top: true),
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
        ObjectSample(
            ServiceSpec.self,
            """
            metadata: {name: db, namespace: x}
            spec:
              ports: [{name: mysql, port: 3306, protocol: SCTP, targetPort: mysql}]
              selector: {app: db}
              clusterIP: None
              publishNotReadyAddresses: true
            """),
        ObjectSample(
            EndpointsSpec.self,
            """
            metadata: {name: db, namespace: x}
            subsets:
            - addresses: [{ip: 10.0.0.1, nodeName: cmp-01, targetRef: {kind: Pod, namespace: x, name: db-0}}]
              notReadyAddresses: [{ip: 10.0.0.2}]
              ports: [{name: mysql, port: 3306, protocol: SCTP}]
            """),
        ObjectSample(
            ConfigMapSpec.self,
            "metadata: {name: c, namespace: x}\ndata: {a: b}\nbinaryData: {c: ZA==}\nimmutable: true"),
    ]
}
