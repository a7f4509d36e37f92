internal import Contract
internal import Report
internal import Source

/// What `init` says: what it found, what it asks, what it would write.
enum InitPage {
    /// Paths named one by one; more are counted.
    private static let mostNamed = 4

    // MARK: what is there

    static func found(_ survey: InitSurvey, _ counts: [InitSurvey.Count], titles: [String: String]) -> String {
        let briefs = survey.found.count
        var lines: [String] = []
        if briefs == 0 {
            lines.append(
                survey.others.isEmpty
                    ? "There are no Markdown files here yet."
                    : "\(number(survey.others.count, "Markdown file")) here; none says or looks like a handoff.")
        } else {
            let alike = survey.found.count { !$0.isDeclared }
            let rest = survey.others.isEmpty ? "" : " (beside \(number(survey.others.count, "other Markdown file")))"
            lines.append(
                alike == 0
                    ? "\(number(briefs, "brief")) here\(rest):"
                    : alike == briefs
                        ? "\(number(briefs, "file")) here \(briefs == 1 ? "looks" : "look") like a brief\(rest):"
                        : "\(number(briefs - alike, "brief")) here, and \(number(alike, "file")) that \(alike == 1 ? "looks" : "look") like one\(rest):"
            )
            lines.append("")
            for count in counts where count.total > 0 {
                lines.append("  \(titles[count.handoff] ?? count.handoff)  (\(count.handoff))")
                if !count.declared.isEmpty {
                    lines.append(
                        "    \(number(count.declared.count, "brief")) \(count.declared.count == 1 ? "says" : "say") so: \(named(count.declared))"
                    )
                }
                if !count.alike.isEmpty {
                    lines.append(
                        "    \(number(count.alike.count, "file")) \(count.alike.count == 1 ? "looks" : "look") like it: \(named(count.alike))"
                    )
                }
                lines.append(
                    count.lacking == 0
                        ? "    Nothing is missing in \(count.total == 1 ? "it" : "them")."
                        : "    \(count.lacking) of \(count.total) \(count.lacking == 1 ? "lacks" : "lack") something the next team would ask for."
                )
            }
            let unknown = survey.found.filter { $0.handoffs.isEmpty }.map(\.path)
            if !unknown.isEmpty {
                lines.append("  \(number(unknown.count, "brief")) of a handoff that nobody knows, or that can't be read: \(named(unknown))")
            }
        }
        if survey.unread > 0 { lines.append("\(survey.unread) more Markdown files were not looked into.") }
        return text(lines + [""])
    }

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
                "These look like briefs but don't say so, and will not be checked until they do. At their top, as the first three lines:",
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

    private static func text(_ lines: [String]) -> String { lines.map { $0.printable + "\n" }.joined() }
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
