import Kubernetes

extension ObjectSample {
    /// Kinds of the management cluster.
    static let management: [ObjectSample] = [
        ObjectSample(
            KaaSReleaseSpec.self,
            """
            metadata: {name: kaas-2-28-0}
            spec:
              version: 2.28.0
              clusterRelease: mke-16-3-0
              management:
                helmReleases: [{name: iam, chart: iam, version: 1.0.0, requires: [cert-manager]}]
              supportedClusterReleases:
              - name: mosk-17-3-0
                version: 17.3.0+24.3
                tag: latest
                availableUpgrades: [{version: 17.4.0, rebootRequired: true, skipMaintenance: false}]
            """),
        ObjectSample(
            ClusterReleaseSpec.self,
            """
            metadata: {name: mosk-17-3-0, labels: {kaas.mirantis.com/active: "true"}}
            spec:
              version: 17.3.0
              lcmType: byo
              allowedDistributions: [{id: ubuntu/jammy, version: "22.04", default: true}]
              agent: {version: v0.3.0, downloadURL: "https://binary.example.com/lcm-agent", sha256: 5feceb66}
              machineTypes:
                control: [{runner: downloader, name: packages, version: 1.0.1, phase: prepare}]
                worker: [{name: setup, version: 1.0.2, params: {playbook: setup.yml}}]
              helm:
                releases: [{name: stacklight, namespace: stacklight, chartURL: "https://c.example.com/s.tgz"}]
            """),
        ObjectSample(
            ClusterSpec.self,
            """
            metadata:
              name: mosk
              namespace: lab
              annotations: {note: one}
              uid: 74776e00-0000-4000-0000-000000000011
              resourceVersion: "812"
              generation: 3
              creationTimestamp: "2026-01-05T10:00:00Z"
              deletionTimestamp: "2026-02-05T10:00:00Z"
              deletionGracePeriodSeconds: 30
              finalizers: [cluster.cluster.k8s.io]
              ownerReferences:
              - apiVersion: v1
                kind: Namespace
                name: lab
                uid: 74776e00-0000-4000-0000-000000000012
                controller: true
                blockOwnerDeletion: false
            spec:
              providerSpec:
                value:
                  apiVersion: baremetal.k8s.io/v1alpha1
                  kind: BaremetalClusterProviderSpec
                  release: mosk-17-3-0
                  dedicatedControlPlane: false
                  maxWorkerPrepareCount: 10
                  maxWorkerUpgradeCount: 2
                  maintenance: true
                  helmReleases: [{name: ceph-controller, enabled: false, values: {a: [1, null]}}]
                  kaas: {release: kaas-2-28-0, management: {enabled: true}}
            status:
              providerStatus:
                ready: true
                nodes: {requested: 6, ready: 5, disabled: 1}
                releaseRefs:
                  current: {name: mosk-17-3-0, version: 17.3.0}
                  previous: {name: mosk-17-2-0, version: 17.2.0}
                  available: [{name: mosk-17-4-0, version: 17.4.0, rebootRequired: true}]
                conditions: [{type: Nodes, ready: true, message: all}]
                maintenance: true
                observedGeneration: 3
            """),
        ObjectSample(
            MachineSpec.self,
            """
            metadata: {name: cmp-01, namespace: lab, labels: {cluster.sigs.k8s.io/cluster-name: mosk}}
            spec:
              providerSpec:
                value:
                  apiVersion: baremetal.k8s.io/v1alpha1
                  kind: BareMetalMachineProviderSpec
                  hostSelector: {matchLabels: {kaas.mirantis.com/baremetalhost-id: cmp-01}}
                  bareMetalHostProfile: {name: compute, namespace: lab}
                  l2TemplateSelector: {name: compute, label: l2-compute}
                  l2TemplateIfMappingOverride: [eno2, eno1]
                  nodeLabels: [{key: openstack-compute-node, value: enabled}]
                  upgradeIndex: 4
                  maintenance: false
                  delete: true
                  deletionPolicy: graceful
                  disable: true
            status:
              providerStatus:
                status: Ready
                privateIp: 10.0.0.5
                upgradeIndex: 4
                reboot: {required: true, reason: kernel}
                ready: true
                maintenance: true
                delete: true
                prepareDeletionPhase: started
                conditions: [{type: Kubelet, ready: true}]
            """),
        bareMetalHost, inventory, credential,
        ObjectSample(
            LCMClusterSpec.self,
            """
            metadata: {name: mosk, namespace: lab}
            spec:
              lcmType: k0s
              release: mosk-17-3-0
              components: {ucpVersion: 3.7.15}
              mcrVersion: 23.0.14
              agentConfig: {version: v0.3.0}
              machineTypes: {worker: [{name: setup}]}
              dedicatedControlPlane: false
              maxWorkerPrepareCount: 5
              maxWorkerUpgradeCount: 2
              nodesRebootRequired: true
              maintenance: true
            status:
              requestedNodes: 6
              readyNodes: 5
              disabledNodes: 1
              release: mosk-17-2-0
              components: {ucpVersion: 3.7.12}
              machinesInUpdate: [cmp-01]
            """),
        ObjectSample(
            LCMMachineSpec.self,
            """
            metadata: {name: cmp-01, namespace: lab, labels: {kaas.mirantis.com/update-group: default}}
            spec:
              clusterName: mosk
              type: control
              lcmType: byo
              components: {ucpVersion: 3.7.15}
              stateItems: [{runner: bash, name: a, version: "1", phase: reconfigure, params: {b: c}}]
              agentConfig: {version: v0.3.0, sha256: 5feceb66}
              release: mosk-17-3-0
              mcrVersion: 23.0.14
              rebootRequired: true
              maintenance: true
              haltAgent: true
              prepareDeletion: true
              disable: true
            status:
              state: Ready
              stateItemStatuses:
                z: {hash: 5feceb66, exitCode: 1, message: failed, attempt: 2}
                a: {startedAt: "2026-01-05T10:00:00Z", finishedAt: "2026-01-05T10:01:00Z"}
              addresses: [{type: InternalIP, address: 10.0.0.5}]
              agentVersion: v0.3.0
              lcmAgentUpgradeStatus: {error: none, attempt: 1, finishedAt: "2026-01-05T10:00:00Z"}
              components: {ucpVersion: 3.7.15}
              release: mosk-17-3-0
              mcrVersion: 23.0.14
              reboot: {requestedAt: "2026-01-05T10:00:00Z", completed: true, errorMessage: none}
              hostInfo:
                kernelVersion: 5.15.0-117
                os: ubuntu
                bootTime: "2026-01-05T10:00:00Z"
                bootID: b1
                rebootRequired: true
              kubernetesCordonDrain: drained
              swarmCordonDrain: active
              prepareDeletionPhase: completed
            """),
        ObjectSample(
            GracefulRebootRequestSpec.self,
            "metadata: {name: mosk, namespace: lab}\nspec: {machines: [cmp-01, cmp-02]}"),
        ObjectSample(
            HostOSConfigurationSpec.self,
            """
            metadata: {name: ntp, namespace: lab}
            spec:
              machineSelector: {matchLabels: {cluster.sigs.k8s.io/cluster-name: mosk}}
              order: 3
              configs:
              - module: ntp
                moduleVersion: 1.0.0
                description: clocks
                order: 1
                phase: reconfigure
                values: {servers: [ntp.example]}
                secretValues: {name: keys, namespace: lab}
            status:
              isValid: true
              containsDeprecatedModules: true
              configs:
              - {moduleName: ntp, moduleVersion: 1.0.0, modulesReference: mcc-modules, messages: [late]}
              machinesStates:
                lab/cmp-01:
                  observedGeneration: 2
                  selected: true
                  configStateItemsStatuses:
                    ntp-1.0.0: {host-os-ntp-ntp-1.0.0: {hash: ab12, state: Not Started}}
            """),
        ObjectSample(
            HostOSConfigurationModulesSpec.self,
            """
            metadata: {name: custom}
            spec:
              modules:
              - name: ntp
                version: 1.0.0
                url: https://modules.example/ntp.tgz
                sha256sum: ab12
                deprecates: [{name: ntp, version: 0.9.0}]
            status:
              modules:
              - name: ntp
                version: 1.0.0
                url: https://modules.example/ntp.tgz
                sha256sum: ab12
                state: error
                error: hashes are not the same
            """),
        ObjectSample(
            LCMClusterStateSpec.self,
            """
            metadata: {name: cd-cmp-01, namespace: lab}
            spec: {clusterName: mosk, type: swarm-drain, arg: cmp-01, value: "true"}
            status: {value: "true", message: done, attempt: 3}
            """),
        ObjectSample(
            HelmBundleSpec.self,
            """
            metadata: {name: mosk, namespace: lab}
            spec:
              releases: [{name: stacklight, namespace: stacklight, chart: stacklight/s, version: 0.13.0}]
              release: mosk-17-3-0
            status:
              releaseStatuses:
                stacklight:
                  version: 0.13.0
                  chart: stacklight/s
                  namespace: stacklight
                  revision: 4
                  success: true
                  status: deployed
                  ready: true
                  attempt: 1
                  message: ok
                  finishedAt: "2026-01-05T10:00:00Z"
              observedGeneration: 2
              release: mosk-17-3-0
            """),
        ObjectSample(
            UpdateGroupSpec.self,
            """
            metadata: {name: default, namespace: lab, labels: {cluster.sigs.k8s.io/cluster-name: mosk}}
            spec: {index: 1, concurrentUpdates: 2, rebootIfUpdateRequires: true}
            """),
        ObjectSample(
            ClusterUpdatePlanSpec.self,
            """
            metadata: {name: mosk-17.4.0, namespace: lab}
            spec:
              cluster: mosk
              source: mosk-17-3-0
              target: mosk-17-4-0
              releaseNotes: "https://docs.example.com"
              steps:
              - id: k8s-workers
                name: Workers
                description: updates workers
                constraints: [one at a time]
                impact: {users: minor, workloads: major, info: pods move}
                duration: {estimated: 1h30m0s, info: 15m a node}
                granularity: machine
                commence: true
            status:
              status: InProgress
              startedAt: "2026-01-05T10:00:00Z"
              completedAt: "2026-01-05T12:00:00Z"
              steps:
              - id: k8s-workers
                name: Workers
                status: AutoPaused
                startedAt: "2026-01-05T10:00:00Z"
                duration: 2h0m0s
                message: waits
            """),
        ObjectSample(ScopeSpec.self, "metadata: {name: mosk, namespace: lab}"),
        ObjectSample(
            UpdateAutoPauseSpec.self,
            """
            metadata: {name: mosk, namespace: lab}
            spec: {alerts: [KubeNodeNotReady]}
            status: {firingAlerts: [KubeNodeNotReady], error: "no such cluster"}
            """),
    ]
}
