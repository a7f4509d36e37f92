#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A repository with many briefs and a long history, written by `git fast-import`: a checkout, packed as `git gc` leaves it.
///
/// Every fifth commit changes a brief, the others something else, as in a repository that briefs share with a website.
struct RepositoryCorpus {
    var folder: String
    var git: String
    var briefs: Int
    var commits: Int

    /// Where no rule compares briefs with each other.
    static let plain = "plain"
    /// Where the `id` of a brief must be no other's.
    static let main = "main"
    /// From `main`: twenty briefs changed, half of them new.
    static let topic = "topic"
    static let changedInTopic = 20

    private static let config = "briefs:\n  - files: \"briefs/**/*.md\"\ndomains: [acme.example]\n"
    /// 2027-01-01T00:00:00Z
    private static let start = 1_798_761_600

    /// Made anew unless the folder already holds it.
    static func make(_ name: String, in parent: String, briefs: Int, commits: Int) throws -> RepositoryCorpus {
        let folder = "\(parent)/\(name)"
        guard let git = Disk.program("git") else { throw Failure("git is not installed") }
        let corpus = RepositoryCorpus(folder: folder, git: git, briefs: briefs, commits: commits)
        let stamp = folder + "/.git/handoff-bench"
        if !Disk.exists(stamp) {
            try Disk.makeFolder(folder)
            try corpus.git("init", "-q", "-b", Self.main, ".")
            try corpus.writeHistory()
            try corpus.git("gc", "-q")
            try corpus.git("checkout", "-q", "-f", Self.main)
            try Disk.write("", to: stamp)
        }
        return corpus
    }

    static func path(_ number: Int) -> String { "briefs/\(number / 500)/brief-\(number).md" }

    /// Runs git in it; what git says must be good.
    @discardableResult
    func git(_ arguments: String..., input: String? = nil) throws -> Run {
        let run = try Run.program(git, arguments, in: folder, input: input)
        if run.code != 0 { throw Failure("git \(arguments.joined(separator: " ")) ended with code \(run.code)") }
        return run
    }

    // MARK: The history

    private func writeHistory() throws {
        let stream = folder + "/.git/handoff-bench-stream"
        guard let file = fopen(stream, "wb") else { throw Failure.last(stream) }
        var writer = StreamWriter(file: file)
        var random = Random(seed: 20_270_101)
        var texts = (0..<briefs).map { BriefWriter.brief(seed: 20_270_101, number: $0, bytes: 2_000) }
        writer.commit(Self.main, "the briefs", time: Self.start)
        writer.file("handoff.yml", Self.config)
        for (number, text) in texts.enumerated() { writer.file(Self.path(number), text) }
        for number in 1..<max(commits, 2) {
            writer.commit(Self.main, "work \(number)", time: Self.start + number * 600)
            if number % 5 == 0 {
                let brief = random.below(briefs)
                texts[brief] = Self.changed(texts[brief], number)
                writer.file(Self.path(brief), texts[brief])
            } else {
                writer.file("site/page-\(number % 40).html", "<p>Version \(number)</p>\n")
            }
        }
        writer.commit(Self.plain, "ids may be any", time: Self.start + commits * 600, from: Self.main)
        writer.file("handoff.yml", Self.config + "severity: { \"handoff/id\": off }\n")
        writer.commit(Self.topic, "a campaign", time: Self.start + commits * 600, from: Self.main)
        for number in 0..<Self.changedInTopic {
            if number % 2 == 0 {
                let brief = number * briefs / Self.changedInTopic
                writer.file(Self.path(brief), Self.changed(texts[brief], commits + number))
            } else {
                writer.file(
                    "briefs/new/brief-\(briefs + number).md", BriefWriter.brief(seed: 20_270_101, number: briefs + number, bytes: 2_000))
            }
        }
        writer.finish()
        guard fclose(file) == 0, !writer.failed else { throw Failure.last(stream) }
        try git("fast-import", "--quiet", "--done", input: stream)
        guard unlink(stream) == 0 else { throw Failure.last(stream) }
    }

    /// As somebody changes a brief: one more line under the last section.
    static func changed(_ text: String, _ number: Int) -> String { text + "\nDecided in week \(number % 52): version \(number).\n" }
}

/// Commands of `git fast-import`.
private struct StreamWriter {
    let file: UnsafeMutablePointer<FILE>
    private(set) var failed = false

    init(file: UnsafeMutablePointer<FILE>) {
        self.file = file
        write("feature done\n")
    }

    mutating func commit(_ branch: String, _ message: String, time: Int, from: String? = nil) {
        write("commit refs/heads/\(branch)\ncommitter Ada <ada@acme.example> \(time) +0000\ndata \(message.utf8.count)\n\(message)\n")
        if let from { write("from refs/heads/\(from)\n") }
    }

    mutating func file(_ path: String, _ text: String) {
        write("M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n")
    }

    mutating func finish() { write("done\n") }

    private mutating func write(_ text: String) {
        var text = text
        let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
        failed = failed || written != text.utf8.count
    }
}
