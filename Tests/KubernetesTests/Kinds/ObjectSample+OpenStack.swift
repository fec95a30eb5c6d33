import Kubernetes

extension ObjectSample {
    static let openStack = [
        ObjectSample(
            OpenStackDeploymentSpec.self,
            """
            metadata: {name: mosk-osdpl, namespace: openstack}
            spec:
              openstack_version: caracal
              preset: compute
              size: tiny
              draft: true
              public_domain_name: cloud.example.org
              features: {services: [tempest], neutron: {backend: ml2}, nova: {images: {backend: ceph}}}
              artifacts: {images: {nova: nova:1}}
              services: {orchestration: {heat: {values: {a: 1}}}}
              common: {openstack: {values: {a: 1}}}
              nodes: {"a::b": {services: {}}}
              timeouts: {application_readiness: {nova: {timeout: 1800}}}
              migration: {ingress: {state: present}}
              region_name: RegionOne
              internal_domain_name: cluster.local
              local_volume_storage_class: local
              persistent_volume_storage_class: ceph
            status: {version: 1.0.0, fingerprint: abc}
            """),
        ObjectSample(
            OpenStackDeploymentStatusSpec.self,
            """
            metadata: {name: mosk-osdpl, namespace: openstack}
            status:
              osdpl:
                state: APPLIED
                openstack_version: caracal
                controller_version: 17.4.0
                fingerprint: abc
                release: 17.4.0+25.1
                timestamp: "2026-01-03T22:00:00Z"
                cause: update
                lcm_progress: 20/20
                health: 22/22
              services:
                identity:
                  state: APPLIED
                  openstack_version: caracal
                  controller_version: 17.4.0
                  fingerprint: abc
                  release: 17.4.0+25.1
                  timestamp: "2026-01-03T22:00:00Z"
              health:
                keystone: {api: {status: Ready, generation: 3}}
            """),
    ]
}
