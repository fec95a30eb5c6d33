/// What MOSK's chart calls the parts of MariaDB.
///
/// Source: Mirantis/rockoon charts/infra/mariadb (templates, values.yaml).
public enum DatabaseNames {
    /// The Service that clients use, whose one pod receives all SQL.
    public static let service = "mariadb"
    /// The Service of all ready pods.
    public static let directService = "mariadb-server"
    /// The StatefulSet of the members.
    public static let server = "mariadb-server"
    /// The Deployment of the controller.
    public static let controller = "mariadb-controller"
    /// The ConfigMap in which the start scripts agree.
    public static let state = "openstack-mariadb-mariadb-state"
    /// The value of the label `application` of all pods.
    public static let application = "mariadb"
    /// The values of the label `component`.
    public static let serverComponent = "server"
    public static let controllerComponent = "controller"
}
