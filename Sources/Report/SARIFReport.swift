package import Contract
internal import Source

/// What SARIF tells of a rule beside the findings.
package struct RuleHelp: Sendable {
    /// “Conversion events”
    package var title: String
    /// Why it is there.
    package var why: String
    /// The rule's page, as `explain` shows it and as Markdown.
    package var text: String
    package var markdown: String

    package init(title: String, why: String, text: String, markdown: String) {
        self.title = title
        self.why = why
        self.text = text
        self.markdown = markdown
    }
}

/// SARIF 2.1.0 as GitHub's code scanning reads it.
package struct SARIFReport: Sendable {
    /// Results of one run that code scanning takes (docs.github.com: SARIF support).
    static let mostResults = 25_000

    /// Of every rule that was found.
    package var help: [String: RuleHelp]

    package init(help: [String: RuleHelp] = [:]) {
        self.help = help
    }

    /// The rules that `help` is looked up for.
    package static func rules(_ judgements: [Judgement]) -> Set<String> {
        Set(judgements.flatMap { $0.findings.map(\.rule) })
    }

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        let all = report.judgements.flatMap { judgement in judgement.findings.map { (judgement: judgement, finding: $0) } }
        let results = Self.worst(all)
        let rules = self.rules(results.map(\.finding))
        let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
        let invocation = SARIFInvocation(report, cut: all.count - results.count)
        try write("{\"$schema\":\(json.text(SARIF.schema)),\"runs\":[{\"columnKind\":\"unicodeCodePoints\",")
        try write("\"invocations\":[\(json.text(invocation))],\n\"results\":")
        try json.writeList(results, to: write) { judgement, finding in
            SARIFResult(finding, judgement, ruleIndex: indices[finding.rule] ?? -1, uri: SARIF.uri(report.repositoryPath(judgement.path)))
        }
        try write(",\n\"tool\":{\"driver\":{\"name\":\"handoff\",\"rules\":")
        try json.writeList(rules, to: write) { $0 }
        try write(",\"semanticVersion\":\(json.text(report.version))}}}],\"version\":\"2.1.0\"}\n")
    }

    /// In the order of the report; when there are too many, what matters least is left out.
    private static func worst(_ all: [(judgement: Judgement, finding: Finding)]) -> [(judgement: Judgement, finding: Finding)] {
        guard all.count > mostResults else { return all }
        func weight(_ finding: Finding) -> Int {
            guard finding.counts else { return 3 }
            switch finding.severity {
            case .error: return 0
            case .warning: return 1
            case .info, .off: return 2
            }
        }
        let kept = all.indices.sorted { (weight(all[$0].finding), $0) < (weight(all[$1].finding), $1) }.prefix(mostResults).sorted()
        return kept.map { all[$0] }
    }

    private func rules(_ findings: [Finding]) -> [SARIFRule] {
        var levels: [String: Severity] = [:]
        for finding in findings { levels[finding.rule] = max(levels[finding.rule] ?? .off, finding.declared) }
        return levels.keys.sorted().map { SARIFRule($0, level: levels[$0] ?? .error, help: help[$0]) }
    }
}

/// What SARIF's parts have in common.
enum SARIF {
    static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    /// Characters of a description (docs.github.com: SARIF support).
    static let longestDescription = 1024

    struct Message: Encodable {
        var text: String
        var markdown: String?

        /// Plain text may hold `[text](target)`, which viewers make a link of unless the brackets are escaped (SARIF 2.1.0, 3.11.6).
        init(_ text: String, markdown: String? = nil) {
            var scalars = String.UnicodeScalarView()
            let holdsLink = text.contains("](")
            for scalar in text.unicodeScalars {
                if holdsLink, scalar == "[" || scalar == "]" { scalars.append("\\") }
                scalars.append(scalar)
            }
            self.text = String(scalars)
            self.markdown = markdown
        }
    }

    struct Location: Encodable {
        struct Physical: Encodable {
            var artifactLocation: Artifact
            var region: Region
        }
        struct Artifact: Encodable {
            var uri: String
        }
        struct Region: Encodable {
            var endColumn: Int
            var endLine: Int
            var startColumn: Int
            var startLine: Int
        }
        var physicalLocation: Physical

        init(uri: String, _ place: Place) {
            physicalLocation = Physical(
                artifactLocation: Artifact(uri: uri),
                region: Region(endColumn: place.endColumn, endLine: place.endLine, startColumn: place.column, startLine: place.line))
        }
    }

    static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        case .off: "none"
        }
    }

    /// A path as a relative reference, every byte but letters, digits and `-._~/` percent-encoded (RFC 3986); an absolute one as a file's.
    static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return (path.hasPrefix("/") ? "file://" : "") + String(decoding: out, as: UTF8.self)
    }
}
