package import Brief
package import Source
internal import YAML

/// A decision, with a reason, to let a finding be: a comment in the text or an entry under `allow:`.
///
///     <!-- handoff: allow campaign-to-analytics/utm until 2026-12-31 because the print flyer has no links -->
package struct Allowance: Sendable {
    package var rule: String
    package var until: String?
    package var reason: String?
    package var range: ByteRange

    static func isAllowance(_ comment: String) -> Bool { body(comment)?.isEmpty == false }

    /// What follows `handoff:` and `allow` in a comment.
    private static func body(_ comment: String) -> String? {
        var text = comment[...]
        guard text.hasPrefix("<!--") else { return nil }
        text = text.dropFirst(4)
        if text.hasSuffix("-->") { text = text.dropLast(3) }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, words[0].lowercased() == "handoff:", words[1].lowercased() == "allow" else { return nil }
        return words.dropFirst(2).joined(separator: " ")
    }

    /// All of a brief's, comments last.
    package static func all(in brief: Brief) -> [Allowance] {
        var found: [Allowance] = []
        if let entry = brief.frontMatter.value("allow") {
            for node in entry.value.items ?? [entry.value] where !node.isNull {
                if let text = node.text {
                    found.append(Allowance(text, node.range))
                } else {
                    let until = node["until"]?.text
                    let reason = node["because"]?.text ?? node["reason"]?.text
                    found.append(Allowance(rule: node["rule"]?.text ?? "", until: until, reason: reason, range: node.range))
                }
            }
        }
        for comment in brief.markdown.comments {
            if let body = body(brief.source.text(comment)) { found.append(Allowance(body, comment)) }
        }
        return found
    }

    private init(rule: String, until: String?, reason: String?, range: ByteRange) {
        self.rule = rule
        self.until = until
        self.reason = reason
        self.range = range
    }

    /// `RULE [until DATE] because REASON`
    private init(_ text: String, _ range: ByteRange) {
        let words = text.split(separator: " ").map(String.init)
        rule = words.first ?? ""
        self.range = range
        if words.count > 2, words[1].lowercased() == "until" { until = words[2] }
        if let because = words.firstIndex(where: { $0.lowercased() == "because" }) {
            let rest = words[(because + 1)...].joined(separator: " ")
            reason = rest.isEmpty ? nil : rest
        }
    }

    func covers(_ finding: Finding) -> Bool {
        rule == finding.rule || rule == "\(finding.rule):\(finding.check)" || finding.rule.hasPrefix(rule + ".")
    }
}
