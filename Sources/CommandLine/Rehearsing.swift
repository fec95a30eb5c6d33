import Scenarios
import Twin

/// From input and options to something that can run.
enum Rehearsing {
    /// What can be done with an input.
    enum Preparation {
        case ready(WorldTemplate, RunOptions)
        case noPath(NoPath)
    }

    /// Builds the template and reads the faults.
    static func prepare(_ input: CloudInput, _ options: RehearseOptions) throws(Failure) -> Preparation {
        let template: WorldTemplate
        let importOptions = try options.importOptions()
        do throws(ImportFailure) {
            template = try Importer.build(input.cloud, catalogue: input.catalogue, options: importOptions)
        } catch {
            switch error {
            case .badInput(let error): throw Failure(error)
            case .noPath(let noPath): return .noPath(noPath)
            }
        }
        var run = RunOptions(seed: options.seed, tieFuzz: options.tieFuzz)
        do throws(CloudError) { try run.setFixes(options.fix, of: template) } catch { throw Failure(error) }
        if !options.step.isEmpty { run.operatorPlan = OperatorPlan(steps: options.step) }
        do throws(Objection) { try run.askForOpenStack(of: template) } catch {
            throw Failure("--openstack-version: \(error)", .badInput)
        }
        for text in options.fault {
            do throws(CloudError) {
                run.faults.append(try Fault(text, of: template))
            } catch {
                throw Failure(error)
            }
        }
        return .ready(template, run)
    }
}
