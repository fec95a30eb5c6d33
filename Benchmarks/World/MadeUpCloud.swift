internal import Kubernetes
internal import Twin

/// Clouds as `twin generate` makes them up: with racks, update groups, OpenStack and Ceph.
enum MadeUpCloud {
    /// A shape of so many workers besides three managers and five controllers, at the release that the
    /// example clouds have.
    static func shape(workers: Int) -> CloudShape {
        var shape = CloudShape(
            release: "mosk-17-4-0-25-1", kaasRelease: "kaas-2-30-0", managementRelease: "mke-20-0-0")
        shape.workers = workers
        shape.storage = CloudShape.usualStorage(workers: workers)
        return shape
    }

    /// The cloud of a shape.
    static func cloud(_ shape: CloudShape) throws -> Cloud {
        var text = ""
        CloudGenerator.run(shape) { text += $0 }
        var cloud = Cloud()
        var reader = YAMLReader(file: "memory")
        for document in try reader.read(text) {
            try cloud.add(document, file: "memory", context: "management")
        }
        return cloud
    }
}
