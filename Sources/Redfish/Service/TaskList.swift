/// What is, or was, being done for clients.
struct TaskList: Sendable {
    /// A task.
    struct Task: Hashable, Sendable {
        var id: String
        var name: String
        var start: String
        /// What it was to fetch, and for what.
        var image: String
        var target: String
    }

    /// The tasks, by age.
    private(set) var tasks: [Task] = []
    private var count = 0

    /// The most that are kept; the oldest ones go first: guess.
    static let most = 32

    /// Adds a task.
    mutating func add(name: String, start: String, image: String, target: String) -> Task {
        count += 1
        let task = Task(id: String(count), name: name, start: start, image: image, target: target)
        tasks.append(task)
        if tasks.count > Self.most { tasks.removeFirst() }
        return task
    }

    /// Removes a task; false when there is none.
    mutating func remove(_ id: String) -> Bool {
        guard let place = tasks.firstIndex(where: { $0.id == id }) else { return false }
        tasks.remove(at: place)
        return true
    }
}
