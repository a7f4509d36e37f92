package import Contract
package import Source
internal import YAML

/// Reads the file that `lint --write-baseline` writes. JSON is YAML, so mistakes are found with their places.
package enum BaselineFile {
    /// Bytes; a hundred thousand findings fit.
    package static let largest = 32 << 20

    package static func read(_ source: SourceText) -> (baseline: Baseline, problems: [LoadProblem]) {
        let reader = NodeReader(source)
        let again = "Write it anew with handoff lint --write-baseline."
        if source.encodingProblem != nil {
            reader.report("This baseline is not UTF-8 text. \(again)", .fileStart)
            return (Baseline(), reader.problems)
        }
        var limits = YAMLLimits()
        limits.nodes = 4_000_000
        do throws(YAMLProblem) {
            guard let root = try YAMLDocument(source, limits: limits).root, root.entries != nil else {
                reader.report("This is no baseline. \(again)", .fileStart)
                return (Baseline(), reader.problems)
            }
            guard root["schema"]?.text == Baseline.schema else {
                reader.report("This is no baseline that this version knows: “schema” is not “\(Baseline.schema)”. \(again)", root.range)
                return (Baseline(), reader.problems)
            }
            let known = reader.entries(root, of: "A baseline", known: ["findings", "schema"])
            guard let items = known["findings"]?.value.items else {
                reader.report("A baseline needs a list of findings. \(again)", root.range)
                return (Baseline(), reader.problems)
            }
            return (Baseline(items.compactMap { entry($0, reader) }), reader.problems.inOrder)
        } catch {
            reader.report("\(error.sentence) After a merge, keep the lines of both sides, or write the baseline anew.", error.range)
            return (Baseline(), reader.problems)
        }
    }

    private static func entry(_ node: YAMLNode, _ reader: NodeReader) -> Baseline.Entry? {
        let what = "A finding of the baseline"
        let known = reader.entries(node, of: what, known: ["check", "fingerprint", "handoff", "id", "path", "rule"])
        guard node.entries != nil else { return nil }
        func text(_ key: String) -> String? { reader.text(known[key]?.value, key) }
        guard let path = text("path"), let rule = text("rule"), let check = text("check"), let digits = text("fingerprint") else {
            reader.report("\(what) needs path, rule, check and fingerprint.", node.range)
            return nil
        }
        guard digits.utf8.count == 16, let fingerprint = UInt64(digits, radix: 16) else {
            reader.report(
                "A fingerprint has sixteen digits from 0 to f, not “\(digits.prefix(40))”.", known["fingerprint"]?.value.range ?? node.range
            )
            return nil
        }
        return Baseline.Entry(path: path, id: text("id"), handoff: text("handoff"), rule: rule, check: check, fingerprint: fingerprint)
    }
}
