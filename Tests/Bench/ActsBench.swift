#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What an act on one brief costs in a large repository, beside `lint` of that brief in the same run: nobody waits for the others' briefs.
struct ActsBench {
    var handoff: String
    var work: String
    private let rounds = 15
    /// Seconds above `lint`.
    private let most = 0.02

    init(handoff: String, work: String) {
        (self.handoff, self.work) = (handoff, work)
    }

    private static let path = "briefs/acts.md"
    private static let acts: [(name: String, arguments: [String], from: String)] = [
        ("send", ["send", path, "--anyway", "it is measured"], "draft"), ("ask", ["ask", path, "Which offer?"], "ready"),
        ("return", ["return", path, "--missing", "owner"], "ready"), ("accept", ["accept", path, "--as", "Lee Park"], "ready"),
        ("deliver", ["deliver", path], "accepted"),
    ]

    func run(scale: Int) throws -> [Bar] {
        let corpus = try RepositoryCorpus.make("repository-\(scale)", in: work, briefs: 10_000 / scale, commits: 50_000 / scale)
        print("One brief in a repository of \(corpus.briefs) briefs and \(corpus.commits) commits\n")
        fflush(nil)
        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.plain)
        var table = Table("", "wall", "lint", "CPU", "peak", "with --commit")
        var bars: [Bar] = []
        for (name, arguments, status) in Self.acts {
            var (lints, runs, commits): ([Run], [Run], [Run]) = ([], [], [])
            for _ in 0..<rounds {
                try write(corpus, status)
                lints.append(try run(["lint", Self.path], corpus))
                runs.append(try run(arguments, corpus))
                try write(corpus, status)
                commits.append(try run(arguments + ["--commit"], corpus))
                // What was committed is taken back, so that each round meets the same.
                try corpus.git("reset", "-q", "--hard", "HEAD~1")
            }
            let (lint, act, commit) = (Sample(lints), Sample(runs), Sample(commits))
            table.add(
                name, act.wall.inMilliseconds, lint.wall.inMilliseconds, act.cpu.inMilliseconds, act.peak.inMegabytes,
                commit.wall.inMilliseconds)
            let over = act.wall - lint.wall
            bars.append(Bar("\(name): lint + \(over.inMilliseconds), at most \((most * 1e3).fixed(0)) ms", over <= most))
        }
        Disk.remove(corpus.folder + "/" + Self.path)
        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.main)
        print(table.text)
        return bars
    }

    private func write(_ corpus: RepositoryCorpus, _ status: String) throws {
        let brief = "---\nhandoff: crm\nstatus: \(status)\n---\n# Leads of the fair\n\n"
        try Disk.write(brief + String(repeating: "Text that somebody wrote.\n", count: 80), to: corpus.folder + "/" + Self.path)
    }

    private func run(_ arguments: [String], _ corpus: RepositoryCorpus) throws -> Run {
        let run = try Run.program(handoff, arguments, in: corpus.folder)
        if run.code > 1 || (run.code == 1 && arguments[0] != "lint") {
            throw Failure("\(handoff) \(arguments.joined(separator: " ")) ended with code \(run.code)")
        }
        return run
    }
}
