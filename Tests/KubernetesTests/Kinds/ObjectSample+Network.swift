import Kubernetes

extension ObjectSample {
    /// What machines need besides their hosts.
    static let network: [ObjectSample] = [
        ObjectSample(
            SubnetSpec.self,
            """
            metadata: {name: lcm, namespace: lab, labels: {ipam/SVC-k8s-lcm: "1"}}
            spec:
              cidr: 10.0.0.0/24
              includeRanges: [10.0.0.10-10.0.0.40, 10.0.0.50]
              excludeRanges: [10.0.0.12]
              useWholeCidr: true
              gateway: 10.0.0.1
              nameservers: [10.0.0.2]
              subnetPoolRef: pool
            status:
              cidr: 10.0.0.0/24
              gateway: 10.0.0.1
              nameservers: [10.0.0.2]
              ranges: [10.0.0.10-10.0.0.11]
              statusMessage: OK
              allocatedIPs: ["10.0.0.10:74776e00-0000-4000-0000-000000000001"]
              capacity: 2
              allocatable: 1
            """),
        ObjectSample(
            L2TemplateSpec.self,
            """
            metadata: {name: compute, namespace: lab, labels: {ipam/DefaultForCluster: "1"}}
            spec:
              clusterRef: mosk
              l3Layout:
              - {subnetName: lcm, subnetPool: pool, scope: namespace, labelSelector: {ipam/SVC-k8s-lcm: "1"}}
              npTemplate: "version: 2"
              ifMapping: [eno1]
              autoIfMappingPrio: [provision, eno]
            status: {phase: Failed, reason: none, specHash: abc}
            """),
        ObjectSample(
            IpamHostSpec.self,
            """
            metadata: {name: cmp-01, namespace: lab}
            spec:
              nicMACmap: [{name: eno1, mac: "02:00:00:00:00:01", primary: true}]
              l2TemplateSelector: {name: compute, label: l2-compute}
              ifMappingOverride: [eno1]
              npTemplateOverride: "version: 2"
            status:
              netconfigV2: {version: 2, bridges: {k8s-lcm: {addresses: [10.0.0.10/24]}}}
              netconfigV2state: "OK: 2026-01-05T10:00:00Z abc"
              serviceMap: {k8s-lcm: [{ifName: k8s-lcm, ipAddress: 10.0.0.10}]}
              ipAllocationResult: OK
              l2TemplateRef: lab/compute
              l2RenderResult: OK
            """),
        ObjectSample(
            IPaddrSpec.self,
            """
            metadata: {name: auto-02-00-00-00-00-01, namespace: lab}
            spec: {subnetRef: lab/lcm, wantedAddress: 10.0.0.10, mac: "02:00:00:00:00:01"}
            status:
              phase: Active
              reason: none
              address: 10.0.0.10
              cidr: 10.0.0.0/24
              gateway: 10.0.0.1
              nameservers: [10.0.0.2]
              mac: "02:00:00:00:00:01"
            """),
        ObjectSample(
            BareMetalHostProfileSpec.self,
            """
            metadata: {name: compute, namespace: lab}
            spec:
              devices:
              - device:
                  byName: /dev/sda
                  byPath: /dev/disk/by-path/pci-0000:00:05.0
                  workBy: by_id,by_path
                  minSize: 60Gi
                  minSizeGiB: 60
                  maxSize: 2Ti
                  maxSizeGiB: 2048.5
                  size: 0
                  sizeGiB: 0
                  type: ssd
                  wipe: true
                  wipeDevice: {eraseMetadata: {enabled: true}}
                partitions: [{name: root, size: 50Gi, sizeGiB: 50, partflags: [esp]}]
              volumeGroups: [{name: root, devices: [{partition: root, softRaidDevice: /dev/md0}]}]
              logicalVolumes: [{name: root, vg: root, size: 0, sizeGiB: 0}]
              softRaidDevices: [{name: /dev/md0}]
              fileSystems:
              - {fileSystem: ext4, partition: a, logicalVolume: root, softRaidDevice: b, mountPoint: /}
              preDeployScript: "true"
              postDeployScript: "true"
              grubConfig: {defaultGrubOptions: [GRUB_TIMEOUT=20]}
              kernelParameters: {sysctl: {kernel.panic: "10"}}
            """),
        ObjectSample(
            PublicKeySpec.self,
            """
            metadata: {name: operator-key, namespace: lab}
            spec: {publicKey: "ssh-ed25519 EXAMPLE operator@example.org"}
            """),
    ]
}
