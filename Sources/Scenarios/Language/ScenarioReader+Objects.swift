import Kubernetes
import Twin

extension ScenarioReader {
    /// The objects that the operator applies.
    func applied(_ part: Placed<ApplyPart>) throws(FieldError) -> [ObjectApply] {
        do throws(FieldError) {
            switch part.value {
            case .objects(let objects): return try applied(objects)
            case .file(let path):
                guard let attachment = file.attached.first(where: { $0.path == path.value }) else {
                    throw FieldError(
                        path: "file", position: path.position, problem: "the file was not read",
                        hint: "write the objects here")
                }
                return try applied(attachment.objects)
            }
        } catch {
            throw error.inside("apply")
        }
    }

    private func applied(_ objects: [Value]) throws(FieldError) -> [ObjectApply] {
        var applied: [ObjectApply] = []
        for (place, object) in objects.enumerated() {
            do throws(FieldError) { applied.append(try ObjectApply(object, facts)) } catch {
                throw objects.count == 1 ? error : error.inside(place)
            }
        }
        return applied
    }

    /// Throws at the first object of a file that can't be applied, at its place in that file.
    func check(_ attachment: ScenarioFile.Attachment) throws(CloudError) {
        for object in attachment.objects {
            do throws(FieldError) { _ = try ObjectApply(object, facts) } catch {
                throw CloudError(error, file: attachment.file)
            }
        }
    }

    /// The deletion that the operator asks for.
    func deletion(_ part: Placed<DeletePart>) throws(FieldError) -> ObjectDeletion {
        let fields = part.value.fields
        do throws(Objection) {
            return try ObjectDeletion(
                object: fields.object?.value ?? "", namespace: fields.namespace?.value,
                cluster: fields.cluster?.value, facts)
        } catch {
            throw error.at(
                part.position,
                [
                    "object": fields.object?.position, "namespace": fields.namespace?.position,
                    "cluster": fields.cluster?.position,
                ]
            ).inside("delete")
        }
    }

    /// Lets everything speak of the objects that the operator applies.
    mutating func noteApplied(_ spec: ScenarioDocument.Spec) throws(FieldError) {
        var coming: [ObjectApply] = []
        for (place, item) in (spec.timeline ?? []).enumerated() {
            guard let part = item.value.apply else { continue }
            do throws(FieldError) { coming += try applied(part) } catch {
                throw error.inside(place).inside("timeline")
            }
        }
        for (place, reaction) in (spec.operator?.value.reactions ?? []).enumerated() {
            guard let part = reaction.value.apply else { continue }
            do throws(FieldError) { coming += try applied(part) } catch {
                throw error.inside(place).inside("reactions").inside("operator")
            }
        }
        facts.expect(coming)
    }
}
