import Kubernetes

/// The machine that kept the step under way from being done when the UpdatePlan controller last looked.
public struct LastMachineLeft: ControllerMemory {
    var machine: ObjectKey?

    /// None yet.
    public init() {}
}
