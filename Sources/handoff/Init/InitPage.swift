internal import Contract
internal import Report
internal import Source

/// What `init` says: what it asks, what it would write.
enum InitPage {
    /// Paths named one by one; more are counted.
    private static let mostNamed = 4

    // MARK: what is asked

    static func question(_ counts: [InitSurvey.Count], titles: [String: String]) -> String {
        let width = counts.map { titles[$0.handoff]?.count ?? 0 }.max() ?? 0
        var lines = ["Which handoff fails most often? Begin with that one: it holds work up, the others only warn.", ""]
        for (i, count) in counts.enumerated() {
            let title = titles[count.handoff] ?? count.handoff
            let number = (i < 9 ? " " : "") + "\(i + 1)"
            lines.append("  \(number)  \(title)\(String(repeating: " ", count: max(0, width - title.count)))  \(count.handoff)")
        }
        return text(lines + [""])
    }

    // MARK: what is written

    static func plan(_ plan: InitPlan, strict: String?) -> String {
        var lines: [String] = []
        let writing = plan.steps.filter { $0.change != nil }
        if !writing.isEmpty {
            lines.append("To be written\(strict.map { " (only \($0) holds work up, the others warn)" } ?? ""):")
            lines.append("")
            let width = writing.map(\.path.count).max() ?? 0
            for step in writing {
                guard let change = step.change else { continue }
                lines.append("  \(word(change))  \(step.path)\(String(repeating: " ", count: width - step.path.count))  \(step.about)")
                switch change.kind {
                case .create: break
                case .insert: lines += change.text.lines.map { $0.isEmpty ? "" : "         + \($0)" }
                case .putBefore(let aside):
                    lines.append("           what is there now is kept as \(aside.split(separator: "/").last ?? "") and goes on running")
                }
            }
            lines.append("")
        }
        return text(lines + rest(plan))
    }

    private static func rest(_ plan: InitPlan) -> [String] {
        var lines: [String] = []
        for step in plan.steps {
            switch step.outcome {
            case .write: break
            case .there(let what): lines.append("\(step.path) \(what).")
            case .notNeeded: break
            case .leftOut(let why): lines.append("No \(name(step.piece)): \(why).")
            case .paste(let why, let pasted):
                lines.append("\(step.path): \(why). The lines, to put there by hand:")
                lines += [""] + pasted.lines.map { $0.isEmpty ? "" : "    \($0)" } + [""]
            }
        }
        let unneeded = plan.steps.filter { if case .notNeeded = $0.outcome { true } else { false } }.map(\.piece)
        if let first = unneeded.first {
            let names = unneeded.map(name).joined(separator: ", no ")
            lines.append(
                "No \(names): nothing here asks for \(unneeded.count == 1 ? "it" : "them"). If you want one: --with \(first.rawValue)")
        }
        if !plan.unclaimed.isEmpty {
            lines += [
                "",
                "If these are briefs, say so at their top, as the first three lines; until then they are not checked:",
            ]
            for handoff in Set(plan.unclaimed.map(\.handoff)).sorted() {
                lines += [
                    "", "    ---", "    handoff: \(handoff)", "    ---",
                    "  \(named(plan.unclaimed.filter { $0.handoff == handoff }.map(\.path)))",
                ]
            }
        }
        return lines.isEmpty ? [] : lines + [""]
    }

    private static func word(_ change: InitChange) -> String {
        switch change.kind {
        case .create: "new    "
        case .insert: "added  "
        case .putBefore: "before "
        }
    }

    private static func name(_ piece: InitPiece) -> String {
        switch piece {
        case .config: "config"
        case .baseline: "baseline"
        case .example: "example"
        case .hook: "git hook"
        case .preCommit: "pre-commit entry"
        case .github: "GitHub workflow"
        case .gitlab: "GitLab job"
        }
    }

    // MARK: words

    static func number(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

    static func named(_ paths: [String]) -> String {
        let rest = paths.count - mostNamed
        return paths.prefix(rest == 1 ? mostNamed + 1 : mostNamed).joined(separator: ", ") + (rest > 1 ? " and \(rest) more" : "")
    }

    static func text(_ lines: [String]) -> String { lines.map { $0.printable + "\n" }.joined() }
}

extension String {
    /// Without an empty one at the end.
    fileprivate var lines: [String] {
        var lines = Array(utf8).split(separator: Byte.lineFeed, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
