#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What `handoff rework` costs beside git listing the same changes, and beside PyDriller where that is installed.
struct HistoryBench {
    var handoff: String
    var work: String
    private let rounds = 5
    private static let gitName = "git log --first-parent -m --raw"

    init(handoff: String, work: String) {
        (self.handoff, self.work) = (handoff, work)
    }

    func run(scale: Int) throws -> [Bar] {
        var bars: [Bar] = []
        let spread = try HistoryCorpus.make("history-\(scale)", in: work, HistoryCorpus.Shape().divided(by: scale))
        bars += try compare(spread, most: 1.0, "with a commit-graph")
        try HistoryCorpus.shell("mv .git/objects/info/commit-graph .git/commit-graph.away", in: spread.folder)
        bars += try compare(spread, most: 1.4, "without a commit-graph")
        try HistoryCorpus.shell("mv .git/commit-graph.away .git/objects/info/commit-graph", in: spread.folder)
        let dense = try HistoryCorpus.make("history-dense-\(scale)", in: work, HistoryCorpus.Shape.dense.divided(by: scale))
        bars += try compare(dense, most: 1.0, "dense")
        bars.append(try warm(spread))
        try growth(scale)
        try showPyDriller(dense)
        return bars
    }

    /// `rework` without a cache, and git.
    private func compare(_ corpus: HistoryCorpus, most: Double, _ name: String) throws -> [Bar] {
        fflush(nil)
        print("History, \(name): \(corpus.commits) commits of the mainline, \(corpus.versions) versions of briefs\n")
        let both = try Versus(rounds: rounds) {
            try rework(corpus, ["--no-cache"])
        } _: {
            try git(corpus)
        }
        both.show("handoff rework --no-cache", Self.gitName)
        return [
            Bar("rework, \(name): \(both.ratio.fixed(2)) × git log, at most \(most.fixed(1)) ×", both.ratio <= most),
            Bar("rework, \(name): \(both.mine.peak.inMegabytes), at most 250 MB", both.mine.peak <= 250e6),
        ]
    }

    /// A second run, after ten more commits.
    private func warm(_ corpus: HistoryCorpus) throws -> Bar {
        fflush(nil)
        print("History, cached: ten new commits since the run before\n")
        _ = try rework(corpus, [])
        let both = try Versus(rounds: 3) {
            try rework(corpus, [])
        } _: {
            try corpus.grow(by: 10)
            return try git(corpus)
        }
        both.show("handoff rework", Self.gitName)
        return Bar("rework, ten new commits: \(both.ratio.fixed(2)) × git log, at most 0.1 ×", both.ratio <= 0.1)
    }

    /// Linear in commits and in versions, up to a million commits of which few touch briefs.
    private func growth(_ scale: Int) throws {
        fflush(nil)
        print("History, growth\n")
        var table = Table("commits", "versions", "wall", "CPU", "CPU a commit", "peak")
        var shapes = [1, 2, 4].map { factor in
            HistoryCorpus.Shape(commits: 2_500 * factor, briefs: 500 * factor, versions: 5_000 * factor, others: 4).divided(by: scale)
        }
        shapes.append(HistoryCorpus.Shape(commits: 10_000, briefs: 1_000, versions: 10_000, others: 99, areEmpty: true).divided(by: scale))
        for shape in shapes {
            let corpus = try HistoryCorpus.make("history-\(shape.commits)-\(shape.others)-\(shape.versions)", in: work, shape)
            let sample = Sample(try (0..<3).map { _ in try rework(corpus, ["--no-cache"]) })
            let each = (sample.cpu / Double(corpus.commits) * 1e6).fixed(1) + " µs"
            table.add(
                "\(corpus.commits)", "\(corpus.versions)", sample.wall.inSeconds, sample.cpu.inSeconds, each, sample.peak.inMegabytes)
        }
        print(table.text)
    }

    /// The same modifications through PyDriller (Spadini, Aniche, Bacchelli 2018).
    private func showPyDriller(_ corpus: HistoryCorpus) throws {
        guard let python = Disk.program("python3") else { return }
        let script = """
            from pydriller import Repository
            n = 0
            for c in Repository('.', only_modifications_with_file_types=['.md']).traverse_commits():
                for f in c.modified_files: n += len(f.filename) > 0
            print(n)
            """
        let run = try Run.program(python, ["-c", script], in: corpus.folder)
        guard run.code == 0 else { return print("PyDriller is not installed (pip install pydriller).\n") }
        let mine = Sample(try (0..<3).map { _ in try rework(corpus, ["--no-cache"]) })
        print(
            "PyDriller lists the modifications of \(corpus.name) in \(run.wall.inSeconds): \((run.wall / mine.wall).fixed(0)) × rework.\n")
    }

    private func git(_ corpus: HistoryCorpus) throws -> Run {
        guard let git = Disk.program("git") else { throw Failure("there is no git") }
        let run = try Run.program(git, ["log", "--first-parent", "-m", "--raw", "--no-abbrev", "--", "briefs"], in: corpus.folder)
        guard run.code == 0 else { throw Failure("git log ended with code \(run.code)") }
        return run
    }

    private func rework(_ corpus: HistoryCorpus, _ options: [String]) throws -> Run {
        let run = try Run.program(handoff, ["rework"] + options, in: corpus.folder)
        guard run.code == 0 else { throw Failure("\(handoff) rework ended with code \(run.code)") }
        return run
    }
}
