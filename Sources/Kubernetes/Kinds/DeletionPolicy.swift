/// How a Machine goes.
public enum DeletionPolicy: String, FieldEnum {
    case graceful
    case unsafe
    case forced
}
