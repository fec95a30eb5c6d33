/// What makes a kind a modelled one: the struct of its `spec`, with the `status` that belongs to it.
public protocol ResourceSpec: FieldCodable {
    /// The `status`; `NoStatus` for kinds without one.
    associatedtype Status: FieldCodable

    /// What the kind is called and where it lives.
    static var info: KindInfo { get }
    /// Its number, of the modelled range.
    static var kind: KindID { get }

    /// The values under which an object is found by index: see `IndexKey`. Order and duplicates don't
    /// matter; the status must not.
    static func indexKeys(_ object: Resource<Self>) -> [IndexKey]
    /// What any change of an object counts as besides what it is: of `process` and `evictable`. The status
    /// must not matter.
    static func traits(_ object: Resource<Self>) -> ChangeAspects
    /// Whether an object that has come from one status to another is still at the same stage of its life, as
    /// a pod of the same phase.
    static func isSameStage(_ new: Status, _ old: Status) -> Bool
    /// The API server's admission: the reason to refuse a write, or nil. `old` is nil at creation.
    static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String?
    /// Codes what lies beside `spec` and `status` at the top of the object, for kinds that have such fields.
    static func codeTopLevel<C: FieldCoder>(_ object: inout Resource<Self>, _ coder: inout C)
        throws(FieldError)
}

extension ResourceSpec {
    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] { [] }
    public static func traits(_ object: Resource<Self>) -> ChangeAspects { [] }
    public static func isSameStage(_ new: Status, _ old: Status) -> Bool { false }
    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? { nil }
    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try coder.field("spec", &object.spec)
        try coder.field("status", &object.status)
    }
}
