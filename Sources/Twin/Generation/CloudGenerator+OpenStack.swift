import Kubernetes

extension CloudGenerator {
    /// A namespace of a cluster: its kind is found in several, so a List says which.
    func namespace(_ name: String, cluster: String) {
        add(
            """
            apiVersion: v1
            kind: List
            metadata:
              annotations:
                \(HomeContext.annotation): \(cluster)
              resourceVersion: ""
            items:
            - apiVersion: v1
              kind: Namespace
              metadata:
                name: \(name)
            """)
    }

    /// The key of the example clouds, which nobody has.
    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVPbmx5Tm90QVJlYWxLZXlFeGFtcGxlT25seTAw operator@example.org"

    /// The operator's key in a namespace.
    func publicKey(_ namespace: String) {
        add(
            """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: PublicKey
            metadata:
              name: operator-key
              namespace: \(namespace)
            spec:
              publicKey: "\(Self.key)"
            """)
    }

    /// The OpenStackDeployment of the MOSK cluster.
    func openStack() {
        namespace("openstack", cluster: "mosk")
        let size = shape.workers > 500 ? "medium" : shape.workers > 10 ? "small" : "tiny"
        add(
            """
            apiVersion: lcm.mirantis.com/v1alpha1
            kind: OpenStackDeployment
            metadata:
              name: mosk-osdpl
              namespace: openstack
            spec:
              openstack_version: caracal
              preset: \(shape.hasOpenSDN ? "compute-tf" : "compute")
              size: \(size)
              public_domain_name: cloud.example.org
              region_name: RegionOne
              features:
                database:
                  backup:
                    enabled: true
                neutron:
                  dns_servers:
                  - 192.0.2.53
                  tunnel_interface: k8s-pods
                  external_networks:
                  - physnet: physnet1
                    interface: br-fip
                    bridge: br-ext
                    network_types:
                    - flat
                    mtu: 1500
                nova:
                  images:
                    backend: ceph
                  live_migration_interface: k8s-pods
                  vcpu_type: host-model
                octavia:
                  lb_network:
                    subnets:
                    - range: 172.30.240.0/20
                      pool_start: 172.30.240.10
                      pool_end: 172.30.255.250
            """)
    }

    /// What OpenSDN's operator is asked for: all as it comes.
    func openSDN() {
        guard shape.hasOpenSDN else { return }
        add(
            """
            apiVersion: v1
            kind: List
            metadata:
              annotations:
                \(HomeContext.annotation): mosk
              resourceVersion: ""
            items:
            - apiVersion: v1
              kind: Namespace
              metadata:
                name: tf
            - apiVersion: tf.mirantis.com/v2
              kind: TFOperator
              metadata:
                name: openstack-tf
                namespace: tf
              spec: {}
            """)
    }

    /// The end of what the cluster says of Ceph.
    static func objectStorage(instances: Int) -> String {
        """
            objectStorage:
              rgw:
                name: rgw-store
                preservePoolsOnDelete: false
                dataPool:
                  deviceClass: ssd
                  failureDomain: host
                  replicated:
                    size: 3
                metadataPool:
                  deviceClass: ssd
                  failureDomain: host
                  replicated:
                    size: 3
                gateway:
                  allNodes: false
                  instances: \(instances)
                  port: 80
                  securePort: 8443
        """
    }
}
