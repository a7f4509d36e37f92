package import Contract

/// The briefs of `handoff.lint/1` without anything around them, one a line.
package struct JSONLinesReport: Sendable {
    package init() {}

    package func write(_ judgements: [Judgement], to write: (String) throws -> Void) throws {
        let json = JSONLine()
        for judgement in judgements { try write(json.text(BriefRecord(judgement)) + "\n") }
    }
}
