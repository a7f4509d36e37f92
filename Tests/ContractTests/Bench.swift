import BuiltinContracts
import Contract
import Source
import Testing

/// Contracts and briefs written in a test, judged as the program would.
struct Bench: Sendable {
    var contract: String
    /// More contracts of the team, by file name.
    var contracts: [String: String] = [:]
    /// The shipped ones the team extends, by file name.
    var shipped: [String: String] = [:]
    /// The other files of the repository, by path.
    var files: [String: String] = [:]
    var path = "proposals/one.md"
    var settings = Settings(today: CalendarDate(iso: "2027-03-01")!)

    init(_ contract: String) { self.contract = contract }

    var library: ContractLibrary {
        let files = shipped.sorted { $0.key < $1.key }.map { ($0, $1, true) } + [("contract.yml", contract, false)]
        let team = contracts.sorted { $0.key < $1.key }.map { ($0, $1, false) }
        let data = self.files
        return ContractLibrary(
            (files + team).map { name, text, isShipped in
                ContractLibrary.File(SourceText(path: name, text: text), isShipped: isShipped) { name in
                    data[name].map { RuleFile(SourceText(path: name, text: $0)) }
                }
            }, withExamples: true)
    }

    private var tree: Tree {
        let files = self.files
        return Tree(
            exists: { path, from in RelativePath.candidates(path, from: from).contains { files[$0] != nil } },
            read: { path in files[path].map { SourceText(path: path, text: $0) } })
    }

    /// Both phases over the brief and all Markdown files beside it; the brief's judgements.
    func judge(_ text: String) -> [Judgement] {
        let library = self.library
        #expect(library.problems.isEmpty, "\(library.problems.map(\.message))")
        let judge = Judge(Rulebook(library.contracts, settings: settings, tree: tree))
        let id = library.contracts.first { $0.at.file == "contract.yml" }?.id
        let source = SourceText(path: path, text: text)
        let first = judge.judge(source, fallback: id)
        let others = files.filter { $0.key.hasSuffix(".md") }.sorted { $0.key < $1.key }
        let facts = others.map { judge.judge(SourceText(path: $0.key, text: $0.value), fallback: id).facts } + [first.facts]
        let index = BriefIndex(facts, tree: tree)
        guard first.facts.needsIndex || index.isContested(first.facts) else { return first.judgements }
        return judge.judge(source, fallback: id, index: index).judgements
    }

    func findings(_ text: String) -> [Finding] { judge(text).flatMap(\.findings) }

    /// What a marked brief must come to: `rule:check` for each finding, the first at 1️⃣, the second at 2️⃣ …; `@3` behind it names another mark.
    func expect(
        _ marked: String, finds: [String] = [], says: [String]? = nil, _ comment: Comment? = nil,
        at location: SourceLocation = #_sourceLocation
    ) {
        let brief = Marked(marked)
        let findings = findings(brief.text)
        let wanted = finds.enumerated().map { i, name in
            let parts = name.split(separator: "@").map(String.init)
            let mark = parts.count > 1 ? Int(parts[1])! : i + 1
            return "\(parts[0])@\(brief.offsets.indices.contains(mark - 1) ? brief.offsets[mark - 1] : -1)"
        }
        let seen = findings.map { "\($0.rule):\($0.check)@\($0.range.lower)" }
        #expect(seen.sorted() == wanted.sorted(), comment ?? "\(findings.map(\.message))", sourceLocation: location)
        if let says { #expect(findings.map(\.message) == says, comment, sourceLocation: location) }
    }

    /// Lines under a key, moved in by its depth.
    static func indented(_ text: String, by depth: Int) -> String {
        let space = String(repeating: " ", count: depth)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : space + $0 }.joined(separator: "\n")
    }
}

/// One row of a test's table: a context called `thing` with these lines, a brief, and what is found in it.
struct Row: Sendable, CustomTestStringConvertible {
    var context: String
    var brief: String
    var finds: [String]
    var says: [String]?
    var more: String
    var files: [String: String]

    var testDescription: String { "\(context) — \(brief)" }

    /// - Parameters:
    ///   - context: lines of the context `thing`; `- …` lines are its checks.
    ///   - finds: a bare name is a check of `recipe/thing`.
    ///   - more: other contexts and keys of the contract.
    init(
        _ context: String, _ brief: String, _ finds: [String] = [], says: [String]? = nil, more: String = "", files: [String: String] = [:]
    ) {
        self.context = context.hasPrefix("-") ? "check:\n" + context : context
        self.brief = brief
        self.finds = finds.map { $0.contains("/") ? $0 : $0.hasPrefix(".") ? "recipe/thing\($0)" : "recipe/thing:\($0)" }
        self.says = says
        self.more = more
        self.files = files
    }

    var bench: Bench {
        let contexts = more.hasPrefix("  ") ? more : ""
        let keys = more.hasPrefix("  ") ? "" : more
        var bench = Bench(
            "handoff: recipe\ntitle: Recipe\nto: The kitchen\n\(keys)\ncontext:\n  thing:\n\(Bench.indented(context, by: 4))\n\(contexts)\n"
        )
        bench.files = files
        return bench
    }

    func run(at location: SourceLocation = #_sourceLocation) {
        bench.expect(brief, finds: finds, says: says, at: location)
    }
}
