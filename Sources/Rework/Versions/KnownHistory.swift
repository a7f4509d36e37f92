internal import Git

/// What one run learns of a history that the next can go on from: everything up to a commit.
struct KnownHistory {
    var tip: ObjectID
    /// Of the mainline, oldest first.
    var commits: [ObjectID] = []
    /// What merges brought in.
    var sideCommits: [ObjectID] = []
    var merges = 0
    var clock = Clock()
    /// Seconds since 1970: when it was written, by this machine's clock, and commits dated later than that.
    var writtenAt: Int?
    var future: [Int] = []
    /// Paths that are no UTF-8.
    var unreadable: Set<GitPath> = []
    /// Authors as committed: `.mailmap` can change later.
    var steps: [History.Step] = []
    var identity = Identity.Known()
    /// By slot.
    var readings: [(file: ReadingQueue.File, reading: Reading)] = []

    init(tip: ObjectID) {
        self.tip = tip
    }
}
