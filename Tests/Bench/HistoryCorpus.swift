#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A repository whose history is to be read: generated, with a fixed seed and fixed dates, and packed by `git gc`.
struct HistoryCorpus {
    var name: String
    var folder: String
    /// On the mainline.
    var commits: Int
    var versions: Int

    /// How many of what.
    struct Shape {
        /// Mainline commits that change briefs.
        var commits = 20_000
        var briefs = 2_000
        var versions = 40_000
        /// Mainline commits that touch other paths, for each of those.
        var others = 10
        /// Whether a fifth of the commits are merges of a side branch.
        var hasMerges = true
        /// In bytes.
        var size = 2_000
        /// Nested folders, else one.
        var isNested = true
        /// Whether the others change nothing at all.
        var areEmpty = false

        /// Every commit touches one of a thousand flat documents.
        static let dense = Shape(commits: 7_000, briefs: 1_000, versions: 7_000, others: 0, hasMerges: false, size: 10_000, isNested: false)

        func divided(by scale: Int) -> Shape {
            var shape = self
            (shape.commits, shape.briefs, shape.versions) = (commits / scale, max(1, briefs / scale), versions / scale)
            return shape
        }
    }

    static func make(_ name: String, in parent: String, _ shape: Shape) throws -> HistoryCorpus {
        let folder = "\(parent)/\(name)"
        let corpus = HistoryCorpus(
            name: name, folder: folder, commits: shape.commits * (1 + shape.others), versions: shape.versions)
        if Disk.exists(folder + "/.git/HEAD") { return corpus }
        try Disk.makeFolder(folder)
        let stream = "\(parent)/\(name).fi"
        defer { unlink(stream) }
        var writer = try HistoryWriter(stream, shape)
        try writer.write()
        try shell("git init -q -b main . && git fast-import --quiet <\"\(stream)\" && git gc --quiet && git reset -q --hard", in: folder)
        return corpus
    }

    /// Commits on top, as a week of work adds them: each changes one brief.
    func grow(by count: Int) throws {
        for i in 0..<count {
            try HistoryCorpus.shell(
                "file=$(git ls-files briefs | sed -n \(i * 7 + 1)p) && echo 'One more line, number \(i).' >>\"$file\" "
                    + "&& git -c user.name=Ada -c user.email=ada@acme.example commit -q -a -m 'week \(i)'", in: folder)
        }
    }

    static func shell(_ command: String, in folder: String) throws {
        let run = try Run.program("/bin/sh", ["-c", command], in: folder)
        guard run.code == 0 else { throw Failure("\(command): code \(run.code)") }
    }
}

/// Writes what `git fast-import` reads.
private struct HistoryWriter {
    private let shape: HistoryCorpus.Shape
    private let file: UnsafeMutablePointer<FILE>
    private var random = Random(seed: 20_270_101)
    /// 2020-01-01T00:00:00Z
    private var time = 1_577_836_800
    private var mark = 0
    private var versions: [Int]
    private var texts: [Int: String] = [:]

    init(_ path: String, _ shape: HistoryCorpus.Shape) throws {
        guard let file = fopen(path, "wb") else { throw Failure.last(path) }
        (self.shape, self.file) = (shape, file)
        versions = Array(repeating: 0, count: shape.briefs)
    }

    mutating func write() throws {
        put("commit refs/heads/main\nmark :1\n")
        mark = 1
        header("config")
        inline("handoff.yml", "briefs:\n  - files: \"briefs/**/*.md\"\n")
        inline(".mailmap", "Ada <ada@acme.example> <ada@laptop.example>\n")
        for i in 0..<40 { inline("src/module-\(i % 8)/file-\(i).txt", "first\n") }
        var written = 0
        for commit in 0..<shape.commits {
            for i in 0..<shape.others { other(commit * shape.others + i) }
            // As many versions as are due; the first ones add every brief once.
            let due = (commit + 1) * shape.versions / shape.commits
            var changes: [(path: String, text: String)] = []
            while written < due {
                changes.append(version(written < shape.briefs ? written : random.below(shape.briefs)))
                written += 1
            }
            if shape.hasMerges, commit % 5 == 4 { merge(changes) } else { direct(changes, "work on \(changes.count) briefs") }
        }
        guard fclose(file) == 0 else { throw Failure.last("fast-import stream") }
    }

    private mutating func version(_ brief: Int) -> (path: String, text: String) {
        let area = shape.isNested ? "area-\(brief % 20)/campaign-\(brief / 20 % 10)/" : ""
        let version = versions[brief]
        versions[brief] += 1
        let base = BriefWriter.brief(seed: 7, number: brief, bytes: shape.size)
        var lines = base.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let words = ["draft", "ready", "needs info", "ready", "accepted", "delivered"]
        // Earlier edits stay, as they do in people's files.
        for edit in 0..<version {
            let text = lines.indices.filter { $0 > 8 && lines[$0].hasSuffix(".") }
            if let at = text.isEmpty ? nil : text[edit * 7 % text.count] { lines[at] += " Edit \(edit) makes it clearer." }
        }
        if let status = lines.firstIndex(where: { $0.hasPrefix("status:") }) { lines[status] = "status: \(words[version % words.count])" }
        return ("briefs/\(area)brief-\(brief).md", lines.joined(separator: "\n"))
    }

    private mutating func direct(_ changes: [(path: String, text: String)], _ message: String) {
        begin("main")
        header(message)
        for change in changes { inline(change.path, change.text) }
    }

    /// A side branch of one commit, and the merge that brings it in.
    private mutating func merge(_ changes: [(path: String, text: String)]) {
        let trunk = mark
        begin("side")
        header("on the side")
        put("from :\(trunk)\n")
        for change in changes { inline(change.path, change.text) }
        let side = mark
        begin("main")
        header("merge")
        put("from :\(trunk)\nmerge :\(side)\n")
        for change in changes { inline(change.path, change.text) }
    }

    private mutating func other(_ number: Int) {
        begin("main")
        header("code")
        if shape.areEmpty { return put("\n") }
        inline("src/module-\(number % 8)/file-\(number % 40).txt", "change \(number)\n")
    }

    private mutating func begin(_ branch: String) {
        mark += 1
        put("commit refs/heads/\(branch)\nmark :\(mark)\n")
    }

    private mutating func header(_ message: String) {
        time += 600
        put(
            "author Ada <ada@acme.example> \(time) +0000\ncommitter Ada <ada@acme.example> \(time) +0000\ndata \(message.utf8.count)\n\(message)\n"
        )
    }

    private func inline(_ path: String, _ text: String) {
        put("M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n")
    }

    private func put(_ text: String) {
        var text = text
        text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    }
}
