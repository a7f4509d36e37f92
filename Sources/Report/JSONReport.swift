package import Contract
internal import Source

/// `handoff.lint/1`: keys sorted, one brief after the other so that a large run needs no large memory.
package struct JSONReport: Sendable {
    package static let schema = "handoff.lint/1"

    package var version: String

    package init(version: String) {
        self.version = version
    }

    /// The whole document, in pieces to be written one after the other.
    package func write(_ judgements: [Judgement], to write: (String) throws -> Void) throws {
        let json = JSONLine()
        try write("{\"briefs\":[")
        for (i, judgement) in judgements.enumerated() {
            try write((i == 0 ? "\n" : ",\n") + json.text(BriefRecord(judgement)))
        }
        try write(
            "\n],\"schema\":\(json.text(Self.schema)),\"summary\":\(json.text(Summary(judgements).record)),\"version\":\(json.text(version))}\n"
        )
    }
}

/// A brief in the output. What is not known is left out.
struct BriefRecord: Encodable {
    var path: String
    var id: String?
    var handoff: String?
    var status: String?
    var stage: String
    var verdict: String
    var boundary: String?
    var findings: [FindingRecord]

    init(_ judgement: Judgement) {
        path = judgement.path
        id = judgement.id
        handoff = judgement.handoff
        status = judgement.status
        stage = judgement.stage.rawValue
        verdict = judgement.verdict.rawValue
        boundary = judgement.boundary
        findings = judgement.findings.map { FindingRecord($0, risk: judgement.risk) }
    }
}

struct FindingRecord: Encodable {
    var rule: String
    var check: String
    var severity: String
    var declared: String
    var state: String
    var message: String
    var question: String?
    var risk: String?
    var paste: String?
    var context: String?
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int
    var fingerprint: String

    init(_ finding: Finding, risk: String?) {
        rule = finding.rule
        check = finding.check
        severity = finding.severity.rawValue
        declared = finding.declared.rawValue
        state = finding.state.rawValue
        message = finding.message
        question = finding.question
        self.risk = risk
        paste = finding.paste
        context = finding.context
        line = finding.place.line
        column = finding.place.column
        endLine = finding.place.endLine
        endColumn = finding.place.endColumn
        fingerprint = Fingerprint.text(finding.fingerprint)
    }
}

extension Summary {
    var record: [String: Int] {
        [
            "briefs": briefs, "ready": ready, "hold": hold, "draft": draft, "exempt": exempt, "errors": errors, "warnings": warnings,
            "infos": infos, "allowed": allowed, "baselined": baselined,
        ]
    }
}
