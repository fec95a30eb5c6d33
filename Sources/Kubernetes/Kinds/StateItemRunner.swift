/// How the LCM agent carries out a state item.
public enum StateItemRunner: String, FieldEnum {
    /// Fetches archives.
    case downloader
    /// Runs a command.
    case bash
    /// Runs a playbook.
    case ansible
}
