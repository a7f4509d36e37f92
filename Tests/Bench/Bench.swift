#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `make bench`: what `handoff lint` costs beside its own parsers and beside rumdl, and in a repository beside git, what acts cost beside
/// `lint` and the report beside `rework`, on corpora it makes itself.
///
/// It says which bars are met and never fails for one that is not: a shared machine's seconds are no test.
/// It fails when a program did not run.
@main
struct Bench {
    var handoff: String
    var rumdl: String?
    var work: String
    /// This program, for the measurements that want a process of their own.
    var own: String
    /// What opens the report's page; nil outside this repository.
    var browser: String?
    private let rounds = 5

    static func main() {
        do {
            try start(Array(CommandLine.arguments.dropFirst()))
        } catch let failure as Failure {
            print("handoff-bench: \(failure.message)")
            exit(1)
        } catch {
            print("handoff-bench: \(error)")
            exit(1)
        }
    }

    private static func start(_ arguments: [String]) throws {
        var handoff = ".build/release/handoff"
        let own = try Disk.absolute(CommandLine.arguments[0])
        let browser = try? Disk.absolute(".ci/report-speed")
        var folder: String?
        var scale = 1
        var parts = Part.allCases
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Failure(usage) }
            switch option {
            case "--handoff": handoff = value
            case "--corpus": folder = value
            case "--divide": scale = max(1, Int(value) ?? 1)
            case "--part":
                guard let part = Part(rawValue: value) else { throw Failure(usage) }
                parts = [part]
            case "--parsers":
                // A process of its own: what a parent holds in memory counts as its children's peak on Linux.
                let times = try ParserTimes.measure(value, rounds: 5)
                print("\(times.read) \(times.md4c) \(times.libyaml)")
                return
            default: throw Failure(usage)
            }
        }
        if let folder { try Disk.makeFolder(folder) }
        handoff = try Disk.absolute(handoff)
        let work = try Disk.absolute(folder ?? Disk.temporaryFolder())
        // Where nobody asked for the corpus, nobody needs it afterwards.
        defer { if folder == nil { Disk.remove(work) } }
        let bench = Bench(handoff: handoff, rumdl: Rumdl.find(), work: work, own: own, browser: browser)
        try bench.run(parts, scale: scale)
    }

    private static let usage =
        "usage: handoff-bench [--handoff PROGRAM] [--corpus FOLDER to keep it in] [--divide N for smaller corpora] "
        + "[--part \(Part.allCases.map(\.rawValue).joined(separator: " or "))]"

    private enum Part: String, CaseIterable {
        case files, scopes, history, acts, report
    }

    private func run(_ parts: [Part], scale: Int) throws {
        let cores = sysconf(CInt(_SC_NPROCESSORS_ONLN))
        print(
            "handoff \(try version(handoff)), rumdl \(try rumdl.map(version) ?? "not found (pip install rumdl)"), \(cores) cores, medians\n"
        )
        var bars: [Bar] = []
        for part in parts {
            switch part {
            case .files: bars += try files(scale: scale)
            case .history: bars += try HistoryBench(handoff: handoff, work: work).run(scale: scale)
            case .acts: bars += try ActsBench(handoff: handoff, work: work).run(scale: scale)
            case .report: bars += try ReportBench(handoff: handoff, work: work, browser: browser).run(scale: scale)
            case .scopes: bars += try ScopeBench(handoff: handoff, work: work).run(scale: scale)
            }
        }
        print("Bars\n")
        for bar in bars { print("  \(bar.met ? "met " : "OVER")  \(bar.text)") }
    }

    // MARK: Files: the three measurements

    private func files(scale: Int) throws -> [Bar] {
        let briefs = try [1_000, 10_000, 50_000].map { try Corpus.make("briefs-\($0 / scale)", in: work, count: $0 / scale, size: 2_000) }
        let documents = try Corpus.make("documents-\(1_000 / scale)", in: work, count: 1_000 / scale, size: 50_000)

        var bars: [Bar] = []
        for corpus in [briefs[1], documents] {
            let sample = try compare(corpus)
            if corpus.name == briefs[1].name { bars += sample }
        }
        try showLinearity(briefs)
        let alone = try Corpus.make("briefs-1", in: work, count: 1, size: 2_000)
        return bars + (try oneBrief(alone, among: briefs[0]))
    }

    /// One corpus: the linter, rumdl, and the parsers alone.
    private func compare(_ corpus: Corpus) throws -> [Bar] {
        fflush(nil)
        print("\(corpus.count) files, \(corpus.megabytes.fixed(1)) MB (\(corpus.name))\n")
        var ours: [Run] = []
        var theirs: [Run] = []
        for _ in 0..<rounds {
            ours.append(try lint(corpus))
            if let rumdl { theirs.append(try Run.program(rumdl, ["check", "--no-cache", "."], in: corpus.folder)) }
        }
        let parsers = try parserTimes(corpus)
        let mine = Sample(ours)

        var table = Table("", "wall", "CPU", "MB/s", "peak")
        func add(_ name: String, _ sample: Sample) {
            table.add(name, sample.wall.inSeconds, sample.cpu.inSeconds, (corpus.megabytes / sample.wall).fixed(1), sample.peak.inMegabytes)
        }
        func addParser(_ name: String, _ cpu: Double) { table.add(name, "", cpu.inSeconds, (corpus.megabytes / cpu).fixed(1), "") }
        add("handoff lint", mine)
        if !theirs.isEmpty { add("rumdl check --no-cache", Sample(theirs)) }
        addParser("finding and reading the files", parsers.read)
        addParser("md4c alone", parsers.md4c)
        addParser("libyaml alone", parsers.libyaml)
        print(table.text)

        let cpuRatio = (mine.cpu - parsers.read) / parsers.parsing
        var bars = [
            Bar("peak memory \(mine.peak.inMegabytes), at most 120 MB", mine.peak <= 120e6),
            Bar("CPU without reading \(cpuRatio.fixed(2)) × (md4c + libyaml), at most 4 ×", cpuRatio <= 4),
        ]
        if !theirs.isEmpty {
            let ratio = mine.wall / Sample(theirs).wall
            bars.insert(Bar("wall \(ratio.fixed(3)) of rumdl's, at most 0.25", ratio <= 0.25), at: 0)
        }
        return bars
    }

    private func showLinearity(_ corpora: [Corpus]) throws {
        fflush(nil)
        print("Growth\n")
        var table = Table("briefs", "wall", "CPU", "CPU a brief", "peak")
        for corpus in corpora {
            let sample = Sample(try (0..<3).map { _ in try lint(corpus) })
            let each = (sample.cpu / Double(corpus.count) * 1e6).fixed(1) + " µs"
            table.add("\(corpus.count)", sample.wall.inSeconds, sample.cpu.inSeconds, each, sample.peak.inMegabytes)
        }
        print(table.text)
    }

    /// One brief in a repository of its own, and one among many, whose `id` must be compared with all of theirs.
    private func oneBrief(_ alone: Corpus, among many: Corpus) throws -> [Bar] {
        fflush(nil)
        print("One process\n")
        let folder = alone.folder
        var lint: [Run] = []
        var among: [Run] = []
        var version: [Run] = []
        var theirs: [Run] = []
        // In turns, so that what else the machine does falls on all of them.
        for _ in 0..<60 {
            lint.append(try check(Run.program(handoff, ["lint", "briefs/0/brief-0.md"], in: folder)))
            among.append(try check(Run.program(handoff, ["lint", "briefs/0/brief-0.md"], in: many.folder)))
            version.append(try check(Run.program(handoff, ["--version"], in: folder)))
            if let rumdl { theirs.append(try Run.program(rumdl, ["--version"], in: folder)) }
        }
        var table = Table("", "wall", "CPU")
        func add(_ name: String, _ runs: [Run]) {
            let sample = Sample(runs)
            table.add(name, sample.wall.inMilliseconds, sample.cpu.inMilliseconds)
        }
        add("handoff lint, one brief", lint)
        add("handoff lint, one of \(many.count)", among)
        add("handoff --version", version)
        if !theirs.isEmpty { add("rumdl --version", theirs) }
        print(table.text)

        let above = Sample(lint).wall - Sample(version).wall
        var bars = [Bar("one brief \(above.inMilliseconds) above --version, at most 4.0 ms", above <= 0.004)]
        if !theirs.isEmpty {
            let ratio = Sample(version).wall / Sample(theirs).wall
            bars.append(Bar("--version \(ratio.fixed(2)) × rumdl --version, at most 3 ×", ratio <= 3))
        }
        return bars
    }

    // MARK: Running things

    private func lint(_ corpus: Corpus) throws -> Run { try check(Run.program(handoff, ["lint"], in: corpus.folder)) }

    /// 1 is a verdict, anything else means that the measurement measured nothing.
    private func check(_ run: Run) throws -> Run {
        if run.code > 1 { throw Failure("\(handoff) ended with code \(run.code)") }
        return run
    }

    private func version(_ program: String) throws -> String {
        let run = try Run.program(program, ["--version"], in: work, keepOutput: true)
        return String(decoding: run.output, as: UTF8.self).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? "?"
    }

    private func parserTimes(_ corpus: Corpus) throws -> ParserTimes {
        let run = try Run.program(own, ["--parsers", corpus.folder], in: work, keepOutput: true)
        let times = String(decoding: run.output, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard run.code == 0, times.count == 3 else { throw Failure(String(decoding: run.output, as: UTF8.self)) }
        return ParserTimes(read: times[0], md4c: times[1], libyaml: times[2])
    }
}

/// Medians of several runs.
struct Sample {
    var wall: Double
    var cpu: Double
    var peak: Double

    init(_ runs: [Run]) {
        wall = median(runs.map(\.wall))
        cpu = median(runs.map(\.cpu))
        peak = median(runs.map(\.peak))
    }
}

/// What a figure may be at most, and whether it is.
struct Bar {
    var text: String
    var met: Bool

    init(_ text: String, _ met: Bool) {
        self.text = text
        self.met = met
    }
}

private enum Rumdl {
    /// The program itself: a version manager's script in front of it would be measured as rumdl's own start-up. `RUMDL` names another.
    static func find() -> String? {
        if let named = getenv("RUMDL") { return String(cString: named) }
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        if let native = folders.map({ $0 + "/rumdl" }).first(where: Disk.isNative) { return native }
        guard let python = folders.map({ $0 + "/python3" }).first(where: Disk.exists),
            let run = try? Run.program(
                python, ["-c", "import sysconfig; print(sysconfig.get_path('scripts'))"], in: "/", keepOutput: true),
            let scripts = String(decoding: run.output, as: UTF8.self).split(separator: "\n").first
        else { return nil }
        return Disk.isNative(scripts + "/rumdl") ? scripts + "/rumdl" : nil
    }
}
