/// When a state item runs.
public enum StateItemPhase: String, FieldEnum {
    /// Before anything is disturbed: downloads.
    case prepare
    /// On a drained node.
    case deploy
    /// On a deployed node, without evicting anything.
    case reconfigure
}
