internal import ArgumentParser
internal import Contract
internal import Report
internal import Source
internal import Workspace

/// The baseline: findings that a team knows of and has put off.
struct KnownOptions: ParsableArguments {
    @Option(help: "A file with known findings, which count no more; “baseline:” in handoff.yml names it for all.")
    var baseline: String?

    @Flag(help: "Write everything that is found now into the baseline.")
    var writeBaseline = false

    @Flag(help: "Fail when the baseline knows findings that are gone.")
    var strictBaseline = false

    /// How much of a team's briefs and rules a run looks at.
    struct Scope {
        /// All briefs there are.
        var isWhole: Bool
        /// `--only`.
        var only: [String]

        func wants(_ rule: String, _ check: String) -> Bool {
            only.isEmpty || only.contains { RuleGlob.matches($0, rule) || RuleGlob.matches($0, "\(rule):\(check)") }
        }
    }

    struct Outcome {
        var remarks: [RunRemark] = []
        /// A sentence on what was written.
        var written = ""
        var fails = false
    }

    /// Entries named one by one; more are counted.
    private static let mostNamed = 10

    /// Options that make no sense fail before anything is judged.
    func check(isInput: Bool, _ team: Team) throws {
        if baseline == nil, team.config.baseline == nil, writeBaseline || strictBaseline {
            throw RunFailure(
                "\(writeBaseline ? "--write-baseline" : "--strict-baseline") needs a file: add “baseline: .handoff-baseline.json” to handoff.yml, or --baseline FILE."
            )
        }
        if writeBaseline, isInput { throw RunFailure("--write-baseline needs briefs from files, not from standard input.") }
    }

    /// Takes what is known out of the count, and writes the baseline anew when asked.
    func settle(_ outcome: inout LintRun.Outcome, _ scope: Scope, _ team: Team) throws -> Outcome {
        guard let file = try file(team) else { return Outcome() }
        let old = try read(file, team)
        var match = old.apply(to: &outcome.judgements, isWanted: scope.wants)
        var result = Outcome()
        if writeBaseline {
            // What can't be read now may still be known.
            let isWhole = scope.isWhole && outcome.unreadable.isEmpty
            let new = old.updated(match, outcome.judgements, isWhole: isWhole)
            try write(new, to: file)
            result.written = Self.sentence(old, new, file)
            match = new.apply(to: &outcome.judgements, isWanted: scope.wants)
        }
        result.remarks = gone(match.gone, file)
        result.fails = strictBaseline && !match.gone.isEmpty
        return result
    }

    // MARK: what is gone

    private func gone(_ entries: [Baseline.Entry], _ file: File) -> [RunRemark] {
        guard !entries.isEmpty else { return [] }
        let named = entries.prefix(Self.mostNamed).map { "\($0.rule):\($0.check) in \($0.path)" }.and(more: entries.count - Self.mostNamed)
        let count = entries.count == 1 ? "One known finding is gone" : "\(entries.count) known findings are gone"
        let message = "\(count): \(named.joined(separator: ", ")). Take out what is gone with handoff lint --write-baseline."
        return [RunRemark(.gone(isStrict: strictBaseline), path: file.shown, message: message)]
    }

    // MARK: the file

    private struct File {
        /// As people name it.
        var shown: String
        var absolute: String
        /// From the team's folder; nil for one outside.
        var path: String?
    }

    private func file(_ team: Team) throws -> File? {
        if let baseline {
            return File(
                shown: team.path(ofInput: baseline), absolute: baseline.hasPrefix("/") ? baseline : Files.currentFolder + "/" + baseline,
                path: team.workTree.path(inside: baseline, followsLast: false))
        }
        guard let path = team.config.baseline else { return nil }
        guard let inside = RelativePath.normalised(path), !path.hasPrefix("/"), !inside.hasPrefix("..") else {
            throw RunFailure("baseline: “\(path)” leads out of the folder that \(Config.fileName) is in.")
        }
        let absolute = team.workTree.absolute(inside)
        if team.ruleFiles.leadsOut(inside) {
            throw RunFailure("\(inside): this link leads out of the folder; the baseline is not read.")
        }
        return File(shown: inside, absolute: absolute, path: inside)
    }

    private func read(_ file: File, _ team: Team) throws -> Baseline {
        let bytes: [UInt8]
        do throws(FileProblem) {
            // Where the rules come from a commit, so does what is known: a change must not add to it.
            if let path = file.path, !(team.ruleFiles is WorkTree) {
                bytes = try team.ruleFiles.bytes(at: path, limit: BaselineFile.largest)
            } else {
                bytes = try Files.read(file.absolute, limit: BaselineFile.largest)
            }
        } catch {
            if error == .missing {
                if writeBaseline { return Baseline() }
                throw RunFailure("\(file.shown): there is no such baseline. Write it with handoff lint --write-baseline.")
            }
            throw RunFailure("\(file.shown): the baseline can't be read: \(error.sentence).")
        }
        let (baseline, problems) = BaselineFile.read(SourceText(path: file.shown, bytes: bytes))
        if !problems.isEmpty { throw RunFailure(problems) }
        return baseline
    }

    private func write(_ baseline: Baseline, to file: File) throws {
        do {
            try OutputFile(file: file.absolute).write { write in
                try BaselineReport().write(baseline) { try write(Array($0.utf8)) }
            }
        } catch let problem as Console.WriteProblem {
            if case .failed(let why) = problem { throw RunFailure("the baseline can't be written: \(why).") }
        }
    }

    private static func sentence(_ old: Baseline, _ new: Baseline, _ file: File) -> String {
        let (before, after) = (Set(old.entries.map(\.fingerprint)), Set(new.entries.map(\.fingerprint)))
        let count = new.entries.count
        let changes = [(after.subtracting(before).count, "new"), (before.subtracting(after).count, "gone")].filter { $0.0 > 0 }
        let detail = changes.isEmpty ? "" : " (\(changes.map { "\($0.0) \($0.1)" }.joined(separator: ", ")))"
        return "\(file.shown.printable) now has \(count) known \(count == 1 ? "finding" : "findings")\(detail).\n"
    }
}
