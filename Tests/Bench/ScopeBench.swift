#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What `lint --staged` and `--since` cost in a large repository, beside what git itself takes there in the same run.
struct ScopeBench {
    var handoff: String
    var work: String
    private let rounds = 15

    init(handoff: String, work: String) {
        (self.handoff, self.work) = (handoff, work)
    }

    func run(scale: Int) throws -> [Bar] {
        let start = now()
        let corpus = try RepositoryCorpus.make("repository-\(scale)", in: work, briefs: 10_000 / scale, commits: 50_000 / scale)
        print("A repository of \(corpus.briefs) briefs and \(corpus.commits) commits, made in \((now() - start).fixed(0)) s\n")
        fflush(nil)
        let cases = try measure(corpus)
        var table = Table("", "wall", "CPU", "peak", "git diff", "git status")
        for (name, its) in cases {
            table.add(
                name, its.lint.wall.inMilliseconds, its.lint.cpu.inMilliseconds, its.lint.peak.inMegabytes, its.diff.wall.inMilliseconds,
                its.status.wall.inMilliseconds)
        }
        print(table.text)
        let library = try startUp(corpus)
        func bar(_ name: String, _ most: Double) -> Bar {
            let wall = cases.first { $0.name == name }?.figures.lint.wall ?? .nan
            return Bar("\(name): \(wall.inMilliseconds), at most \((most * 1e3).fixed(0)) ms", wall <= most)
        }
        print("Of these, starting git's library and opening the repository take \(library.inMilliseconds).\n")
        return [
            bar(Name.added, 0.06), bar(Name.modified, 0.06), bar(Name.idsNotCached, 0.5), bar(Name.ids, 0.1),
            bar(Name.partOfNotCached, 0.5), bar(Name.partOf, 0.1), bar(Name.since, 0.08),
        ]
    }

    private enum Name {
        static let added = "--staged, a brief added"
        static let modified = "--staged, a brief modified"
        static let idsNotCached = "--staged, its id must be no other's, nothing cached"
        static let ids = "--staged, its id must be no other's"
        static let partOfNotCached = "--staged, part of another brief, nothing cached"
        static let partOf = "--staged, part of another brief"
        static let sinceNotCached = "--since, 20 briefs, nothing cached"
        static let since = "--since, 20 briefs"
    }

    /// One case beside git's own commands.
    private struct Figures {
        var lint: Sample
        var diff: Sample
        var status: Sample
    }

    private func measure(_ corpus: RepositoryCorpus) throws -> [(name: String, figures: Figures)] {
        var cases: [(name: String, figures: Figures)] = []
        let added = "briefs/0/added.md"
        let text = BriefWriter.brief(seed: 1, number: 99_999_999, bytes: 2_000)
        func stage(_ path: String, _ text: String) throws {
            try Disk.write(text, to: corpus.folder + "/" + path)
            try corpus.git("add", path)
        }
        func add(_ name: String, _ arguments: [String] = ["--staged"], isCached: Bool) throws {
            cases.append((name, try figures(corpus, arguments, isCached: isCached)))
        }
        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.plain)
        try stage(added, text)
        try add(Name.added, isCached: true)
        try corpus.git("reset", "-q", "--hard")
        let path = RepositoryCorpus.path(corpus.briefs / 2)
        let old = String(decoding: try Disk.read(corpus.folder + "/" + path), as: UTF8.self)
        try stage(path, RepositoryCorpus.changed(old, 1))
        try add(Name.modified + ", nothing cached", isCached: false)
        try add(Name.modified, isCached: true)
        try corpus.git("reset", "-q", "--hard")

        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.main)
        try stage(path, RepositoryCorpus.changed(old, 1))
        try add(Name.idsNotCached, isCached: false)
        try add(Name.ids, isCached: true)
        try stage(path, RepositoryCorpus.changed(old.replacing("\nproject:", with: "\npart-of: brief-3\nproject:"), 1))
        try add(Name.partOfNotCached, isCached: false)
        try add(Name.partOf, isCached: true)
        try corpus.git("reset", "-q", "--hard")

        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.topic)
        try add(Name.sinceNotCached, ["--since", RepositoryCorpus.main], isCached: false)
        try add(Name.since, ["--since", RepositoryCorpus.main], isCached: true)
        try corpus.git("checkout", "-q", "-f", RepositoryCorpus.main)
        return cases
    }

    /// - Parameter isCached: whether earlier runs have left what they learnt.
    private func figures(_ corpus: RepositoryCorpus, _ arguments: [String], isCached: Bool) throws -> Figures {
        var (lint, diff, status): ([Run], [Run], [Run]) = ([], [], [])
        // The first runs fill the cache, and the machine's own.
        for round in -3..<rounds {
            if !isCached { Disk.remove(corpus.folder + "/.git/handoff") }
            let run = try Run.program(handoff, ["lint"] + arguments, in: corpus.folder)
            if run.code > 1 { throw Failure("\(handoff) lint \(arguments.joined(separator: " ")) ended with code \(run.code)") }
            let (names, state) = (try corpus.git("diff", "--cached", "--name-only"), try corpus.git("status", "--porcelain"))
            if round < 0 { continue }
            lint.append(run)
            diff.append(names)
            status.append(state)
        }
        return Figures(lint: Sample(lint), diff: Sample(diff), status: Sample(status))
    }

    /// What a run takes that asks the repository for no more than an old commit's rules, above one that asks it for nothing.
    private func startUp(_ corpus: RepositoryCorpus) throws -> Double {
        var (with, without): ([Run], [Run]) = ([], [])
        for _ in 0..<2 * rounds {
            with.append(try Run.program(handoff, ["lint", "--rules-from", "HEAD", "handoff.yml"], in: corpus.folder))
            without.append(try Run.program(handoff, ["lint", "handoff.yml"], in: corpus.folder))
        }
        return Sample(with).wall - Sample(without).wall
    }
}
