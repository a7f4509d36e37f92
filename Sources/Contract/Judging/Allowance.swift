package import Brief
package import Source
internal import YAML

/// A decision, with a reason, to let a finding be: a comment in the text or an entry under `allow:`. Several rules may share one, with
/// commas between them; each is an allowance of its own.
///
///     <!-- handoff: allow campaign-to-analytics/utm until 2026-12-31 because the print flyer has no links -->
package struct Allowance: Sendable {
    package var rule: String
    package var until: String?
    package var reason: String?
    package var range: ByteRange

    static func isAllowance(_ comment: String) -> Bool { words(ofComment: comment)?.isEmpty == false }

    /// All of a brief's, comments last.
    package static func all(in brief: Brief) -> [Allowance] {
        var found: [Allowance] = []
        if let entry = brief.frontMatter.value("allow") {
            for node in entry.value.items ?? [entry.value] where !node.isNull {
                if let text = node.text {
                    // In quotes, its words need not be where they stand in the file.
                    found += allowances(text.split(whereSeparator: \.isWhitespace)[...], node.range) { _ in node.range }
                } else {
                    let until = node["until"]?.text
                    let reason = node["because"]?.text ?? node["reason"]?.text
                    for rule in node["rule"]?.items ?? [node["rule"] ?? node] {
                        let range = rule.range == node["rule"]?.range ? node.range : rule.range
                        found.append(Allowance(rule: rule.text ?? "", until: until, reason: reason, range: range))
                    }
                }
            }
        }
        for comment in brief.markdown.comments {
            let text = brief.source.text(comment)
            guard let words = words(ofComment: text), !words.isEmpty else { continue }
            func offset(_ index: String.Index) -> Int { comment.lower + text.utf8.distance(from: text.startIndex, to: index) }
            found += allowances(words, comment) { ByteRange(offset($0.startIndex), offset($0.endIndex)) }
        }
        return found
    }

    private init(rule: String, until: String?, reason: String?, range: ByteRange) {
        self.rule = rule
        self.until = until
        self.reason = reason
        self.range = range
    }

    func covers(_ finding: Finding) -> Bool {
        rule == finding.rule || rule == "\(finding.rule):\(finding.check)" || finding.rule.hasPrefix(rule + ".")
    }

    // MARK: reading

    /// What follows `handoff:` and `allow` in a comment.
    private static func words(ofComment comment: String) -> ArraySlice<Substring>? {
        guard comment.hasPrefix("<!--") else { return nil }
        var text = comment.dropFirst(4)
        if text.hasSuffix("-->") { text = text.dropLast(3) }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, words[0].lowercased() == "handoff:", words[1].lowercased() == "allow" else { return nil }
        return words[2...]
    }

    /// `RULE[, RULE …] [until DATE] because REASON`
    ///
    /// - Parameters:
    ///   - whole: where it stands.
    ///   - place: of one rule of several.
    private static func allowances(
        _ words: ArraySlice<Substring>, _ whole: ByteRange, _ place: (Substring) -> ByteRange
    ) -> [Allowance] {
        var rest = words
        var rules: [Substring] = []
        var isListed = true
        while isListed, let word = rest.first, rules.isEmpty || !["until", "because"].contains(word.lowercased()) {
            rest.removeFirst()
            rules += word.split(separator: ",")
            isListed = word.hasSuffix(",") || rest.first?.hasPrefix(",") == true
        }
        var allowance = Allowance(rule: "", until: nil, reason: nil, range: whole)
        if rest.count > 1, rest.first?.lowercased() == "until" { allowance.until = rest.dropFirst().first.map(String.init) }
        if let because = rest.firstIndex(where: { $0.lowercased() == "because" }) {
            let reason = rest[(because + 1)...].joined(separator: " ")
            allowance.reason = reason.isEmpty ? nil : reason
        }
        if rules.isEmpty { return [allowance] }
        return rules.map { rule in
            var one = allowance
            one.rule = String(rule)
            if rules.count > 1 { one.range = place(rule) }
            return one
        }
    }
}
