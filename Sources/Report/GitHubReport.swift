internal import Contract
internal import Source

/// Workflow commands for GitHub Actions, which show up as annotations beside the lines they are about.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step and drops the others without a word, so the worst come first and the
/// last notice says how many more there are and where.
package struct GitHubReport: Sendable {
    /// Of each kind in one step (docs.github.com: usage limits of annotations).
    static let most = 10
    /// Files named when there are more findings than GitHub shows.
    private static let mostNamed = 5

    /// Whether a summary of the whole run is written beside the annotations.
    package var hasSummary: Bool

    package init(hasSummary: Bool) {
        self.hasSummary = hasSummary
    }

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        let all = annotations(report)
        var shown: [Annotation] = []
        var cut: [Annotation] = []
        for severity in [Severity.error, .warning, .info] {
            let some = all.filter { $0.severity == severity }
            shown += some.prefix(Self.most)
            cut += some.dropFirst(Self.most)
        }
        if !cut.isEmpty {
            // The notice that says so is a notice itself.
            let notices = shown.filter { $0.severity == .info }
            if notices.count == Self.most, let last = notices.last {
                shown.removeLast()
                cut.append(last)
            }
            shown.append(Annotation(severity: .info, path: nil, place: nil, title: "handoff", message: more(cut)))
        }
        for annotation in shown { try write(annotation.command + "\n") }
    }

    private func annotations(_ report: LintReport) -> [Annotation] {
        let remarks = report.remarks.map { remark in
            Annotation(
                severity: remark.severity, path: remark.path.map(report.repositoryPath), place: remark.place, title: remark.name,
                message: remark.message)
        }
        return remarks
            + report.open.map { judgement, finding in
                Annotation(
                    severity: finding.severity, path: report.repositoryPath(judgement.path), place: finding.place, title: finding.rule,
                    message: finding.paragraph(judgement))
            }
    }

    /// “3 more errors and 1 more warning than GitHub shows: 3 in briefs/a.md, 1 in briefs/b.md. The summary of this run has all of them.”
    private func more(_ cut: [Annotation]) -> String {
        let kinds = [(Severity.error, "error", "errors"), (.warning, "warning", "warnings"), (.info, "remark", "remarks")]
        let counts = kinds.compactMap { severity, one, many in
            let count = cut.count { $0.severity == severity }
            return count == 0 ? nil : count.of("more " + one, "more " + many)
        }
        var files: [(path: String, count: Int)] = []
        for annotation in cut {
            let path = annotation.path ?? "this run"
            if let i = files.firstIndex(where: { $0.path == path }) { files[i].count += 1 } else { files.append((path, 1)) }
        }
        var places = files.prefix(Self.mostNamed).map { "\($0.count) in \($0.path)" }
        if files.count > Self.mostNamed { places.append("and others in \((files.count - Self.mostNamed).of("file", "files"))") }
        let all = hasSummary ? "The summary of this run has all of them." : "“handoff lint” shows all of them."
        return "\(counts.joined(separator: " and ")) than GitHub shows here: \(places.joined(separator: ", ")). \(all)"
    }
}

/// One workflow command.
private struct Annotation {
    var severity: Severity
    var path: String?
    var place: Place?
    var title: String
    var message: String

    var command: String {
        var properties: [(name: String, value: String)] = []
        if let path {
            properties.append(("file", path))
            if let place {
                properties += [("line", String(place.line)), ("endLine", String(place.endLine))]
                // GitHub takes columns within one line only.
                if place.line == place.endLine { properties += [("col", String(place.column)), ("endColumn", String(place.endColumn))] }
            }
        }
        properties.append(("title", title))
        let list = properties.map { "\($0.name)=\(GitHubEscape.property($0.value))" }.joined(separator: ",")
        return "::\(word) \(list)::\(GitHubEscape.data(message))"
    }

    private var word: String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info, .off: "notice"
        }
    }
}

/// Text inside workflow commands: what ends one is written as the runner reads it back (actions/toolkit, command.ts).
enum GitHubEscape {
    static func data(_ text: String) -> String { escape(text.printableLines, [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")]) }

    static func property(_ text: String) -> String {
        escape(text.printable, [("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")])
    }

    private static func escape(_ text: String, _ table: [(Unicode.Scalar, String)]) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let code = table.first(where: { $0.0 == scalar })?.1 { out += code.unicodeScalars } else { out.append(scalar) }
        }
        return String(out)
    }
}
