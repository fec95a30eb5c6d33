import Kubernetes

extension ObjectSample {
    static let bareMetalHost = ObjectSample(
        BareMetalHostSpec.self,
        """
        metadata: {name: cmp-01, namespace: lab}
        spec:
          online: true
          bootMACAddress: "52:54:00:00:00:01"
          bootMode: UEFI
          bmc: {address: "192.0.2.5:623", credentialsName: bmc-1, disableCertificateVerification: true}
          consumerRef: {kind: Machine, name: cmp-01, namespace: lab}
          image: {url: "http://a/b.qcow2", checksum: abc, checksumType: sha256, format: qcow2}
          userData: {name: cmp-01-user-data, namespace: lab}
          networkData: {name: cmp-01-network-data, namespace: lab}
          customDeploy: {method: install_coreos}
          externallyProvisioned: true
          automatedCleaningMode: disabled
          inspectionMode: disabled
          disablePowerOff: true
          rootDeviceHints: {deviceName: /dev/sda}
          raid: {hardwareRAIDVolumes: [{level: "1"}]}
          firmware: {virtualizationEnabled: true}
        status:
          provisioning:
            state: externally provisioned
            image: {url: "http://a/b.qcow2", checksum: abc}
            customDeploy: {method: install_coreos}
            bootMode: UEFI
            rootDeviceHints: {deviceName: /dev/sda}
            raid: {softwareRAIDVolumes: []}
            firmware: {sriovEnabled: false}
          poweredOn: true
          operationalStatus: OK
          errorType: provisioned registration error
          errorMessage: none
          errorCount: 1
          provisioningFailCount: 2
          lastAttemptedImage: {url: "http://a/b.qcow2", checksum: abc}
          hardware:
            cpu: {arch: x86_64, count: 64}
            ramMebibytes: 262144
            storage: [{name: /dev/sda, sizeBytes: 960197124096, type: SSD}]
            nics: [{name: eno1, mac: "52:54:00:00:00:01", speedGbps: 25}]
          goodCredentials: {credentials: {name: bmc-1, namespace: lab}, credentialsVersion: "17"}
          triedCredentials: {credentials: {name: bmc-1, namespace: lab}, credentialsVersion: "18"}
          operationHistory:
            register: {start: "2026-01-05T10:00:00Z", end: "2026-01-05T10:00:05Z"}
            inspect: {start: "2026-01-05T10:00:05Z"}
            provision: {start: "2026-01-05T10:10:00Z"}
            deprovision: {start: "2026-01-05T10:20:00Z"}
          lastUpdated: "2026-01-05T10:30:00Z"
        """)

    static let inventory = ObjectSample(
        BareMetalHostInventorySpec.self,
        """
        metadata: {name: cmp-01, namespace: lab}
        spec:
          online: true
          bootMACAddress: "52:54:00:00:00:01"
          bootMode: UEFI
          bmc: {address: "192.0.2.5:623", bmhCredentialsName: bmc-1, disableCertificateVerification: true}
        status: {poweredOn: true}
        """)

    static let credential = ObjectSample(
        BareMetalHostCredentialSpec.self,
        """
        metadata: {name: bmc-1, namespace: lab}
        spec: {username: "<redacted #1>", password: {value: "<redacted #2>"}}
        status: {valid: true, message: none}
        """)
}
