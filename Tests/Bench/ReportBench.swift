#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What the page costs beside `rework` on the same history: time to write it, its size, and in a browser how soon it answers.
struct ReportBench {
    var handoff: String
    var work: String
    /// Opens the page in a browser and prints milliseconds, or a sentence where there is none.
    var browser: String?
    private let rounds = 5

    init(handoff: String, work: String, browser: String?) {
        (self.handoff, self.work, self.browser) = (handoff, work, browser)
    }

    func run(scale: Int) throws -> [Bar] {
        let corpus = try HistoryCorpus.make("history-\(scale)", in: work, HistoryCorpus.Shape().divided(by: scale))
        let page = "\(work)/report.html"
        defer { Disk.remove(page) }
        var bars = [try compare(corpus, page, ["--no-cache"], "without a cache"), try compare(corpus, page, [], "cached")]
        let bytes = try Double(Disk.read(page).count)
        bars.append(Bar("the page: \((bytes / 1e6).fixed(2)) MB, at most 3 MB", bytes <= 3e6))
        return try bars + opened(page)
    }

    private func compare(_ corpus: HistoryCorpus, _ page: String, _ options: [String], _ name: String) throws -> Bar {
        print("The report, \(name): \(corpus.commits) commits of the mainline, \(corpus.versions) versions of briefs\n")
        fflush(nil)
        // What a cache holds is there before it counts.
        if options.isEmpty { _ = try run(["report", "--output", page], corpus) }
        let both = try Versus(rounds: rounds) {
            try run(["report", "--output", page] + options, corpus)
        } _: {
            try run(["rework"] + options, corpus)
        }
        both.show("handoff report", "handoff rework")
        return Bar("report, \(name): \(both.ratio.fixed(2)) × rework, at most 1.3 ×", both.ratio <= 1.3)
    }

    private func opened(_ page: String) throws -> [Bar] {
        print("The page in a browser\n")
        fflush(nil)
        guard let browser else {
            print("Nobody opened it: .ci/report-speed is not in this folder.\n")
            return []
        }
        let run = try Run.program(browser, [page], in: work, keepOutput: true)
        let output = String(decoding: run.output, as: UTF8.self)
        print(output)
        // The script's own code for “no browser here”.
        if run.code == 3 { return [] }
        guard run.code == 0 else { throw Failure("\(browser) ended with code \(run.code)") }
        func most(_ word: String) throws -> Double {
            let times = output.split(separator: "\n").filter { $0.hasPrefix(word) }
                .compactMap { $0.split(separator: " ").dropLast().last.flatMap { Double($0) } }
            guard let most = times.max() else { throw Failure("\(browser) did not say “\(word)”") }
            return most
        }
        let (ready, filter) = (try most("ready"), try most("filter"))
        return [
            Bar("the page answers after \(ready.fixed(0)) ms, at most 1000 ms", ready <= 1000),
            Bar("the slowest filter \(filter.fixed(0)) ms, at most 100 ms", filter <= 100),
        ]
    }

    private func run(_ arguments: [String], _ corpus: HistoryCorpus) throws -> Run {
        let run = try Run.program(handoff, arguments, in: corpus.folder)
        guard run.code == 0 else { throw Failure("\(handoff) \(arguments.joined(separator: " ")) ended with code \(run.code)") }
        return run
    }
}
