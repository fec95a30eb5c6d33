extension CloudGenerator {
    /// The profiles by which the cluster's machines are set up.
    func profiles() {
        var wanted: [(name: String, disks: Int)] = []
        if shape.controllers > 0 { wanted.append(("master", 0)) }
        wanted.append(("controller", 2))
        if shape.stacklight > 0 { wanted.append(("stacklight", 2)) }
        if shape.workers > shape.storage { wanted.append(("compute", 1)) }
        if shape.storage > 0 { wanted.append(("compute-hc", 6)) }
        for each in wanted { profile(each.name, shape.namespace, cluster: shape.name, disks: each.disks) }
    }

    /// A profile of a machine with so many disks beside that of the system.
    func profile(_ name: String, _ namespace: String, cluster: String, disks: Int) {
        add(
            """
            apiVersion: metal3.io/v1alpha1
            kind: BareMetalHostProfile
            metadata:
              name: \(name)
              namespace: \(namespace)
              labels:
                cluster.sigs.k8s.io/cluster-name: \(cluster)
                kaas.mirantis.com/provider: baremetal
            spec:
              devices:
              - \(Self.device(size: "60Gi"))
                partitions:
                - name: bios_grub
                  size: 4Mi
                  partflags:
                  - bios_grub
                - name: uefi
                  size: 200Mi
                  partflags:
                  - esp
                - name: config-2
                  size: 64Mi
                - name: lvm_lvp_part
                  size: 100Gi
                - name: lvm_root_part
                  size: 0
            \(String(repeating: "  - \(Self.device(size: "30Gi"))\n", count: disks))\(Self.layout)
            """)
    }

    private static func device(size: String) -> String {
        """
        device:
              workBy: by_id,by_wwn,by_path,by_name
              minSize: \(size)
              wipeDevice:
                eraseMetadata:
                  enabled: true
        """
    }

    private static let layout = """
          volumeGroups:
          - name: lvm_root
            devices:
            - partition: lvm_root_part
          - name: lvm_lvp
            devices:
            - partition: lvm_lvp_part
          logicalVolumes:
          - name: root
            vg: lvm_root
            size: 0
          - name: lvp
            vg: lvm_lvp
            size: 0
          fileSystems:
          - fileSystem: vfat
            partition: config-2
          - fileSystem: vfat
            partition: uefi
            mountPoint: /boot/efi
          - fileSystem: ext4
            logicalVolume: root
            mountPoint: /
          - fileSystem: ext4
            logicalVolume: lvp
            mountPoint: /mnt/local-volumes/
          grubConfig:
            defaultGrubOptions:
            - GRUB_DISABLE_RECOVERY="true"
            - GRUB_PRELOAD_MODULES=lvm
            - GRUB_TIMEOUT=20
          kernelParameters:
            sysctl:
              kernel.panic: "10"
              kernel.panic_on_oops: "1"
              vm.max_map_count: "262144"
        """
}
