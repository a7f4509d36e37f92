internal import Contract
internal import Source

/// A finding.
struct SARIFResult: Encodable {
    struct Suppression: Encodable {
        var justification: String
        var kind: String
    }

    var level: String
    var locations: [SARIF.Location]
    var message: SARIF.Message
    var partialFingerprints: [String: String]
    var ruleId: String
    var ruleIndex: Int
    /// Somebody decided to let it be; left out where nobody did.
    var suppressions: [Suppression]?

    init(_ finding: Finding, _ judgement: Judgement, ruleIndex: Int, uri: String) {
        level = SARIF.level(finding.severity)
        locations = [SARIF.Location(uri: uri, finding.place)]
        message = SARIF.Message(finding.sentence(judgement))
        partialFingerprints = ["primaryLocationLineHash": Fingerprint.text(finding.fingerprint)]
        ruleId = finding.rule
        self.ruleIndex = ruleIndex
        switch finding.state {
        case .allowed: suppressions = [Suppression(justification: "Allowed in the brief, with a reason.", kind: "inSource")]
        case .baselined: suppressions = [Suppression(justification: "Known: the baseline has it.", kind: "external")]
        case .live, .lowered: suppressions = nil
        }
    }
}

struct SARIFRule: Encodable {
    struct Configuration: Encodable {
        var level: String
    }
    struct Properties: Encodable {
        var tags: [String]
    }

    var defaultConfiguration: Configuration
    var fullDescription: SARIF.Message
    var help: SARIF.Message
    var id: String
    var properties: Properties
    var shortDescription: SARIF.Message

    init(_ id: String, level: Severity, help: RuleHelp?) {
        self.id = id
        let title = help?.title ?? id
        let why = help?.why ?? title
        defaultConfiguration = Configuration(level: SARIF.level(level))
        shortDescription = SARIF.Message(title.shortened(to: SARIF.longestDescription))
        fullDescription = SARIF.Message(why.shortened(to: SARIF.longestDescription))
        self.help = SARIF.Message(help?.text ?? title, markdown: help?.markdown ?? MarkdownEscape.text(title))
        let handoff = id.split(separator: "/", maxSplits: 1).first.map(String.init)
        properties = Properties(tags: ["marketing-handoff"] + (handoff.map { [$0] } ?? []))
    }
}

/// How the run itself went.
struct SARIFInvocation: Encodable {
    struct Notification: Encodable {
        var level: String
        var locations: [SARIF.Location]?
        var message: SARIF.Message
    }

    var executionSuccessful: Bool
    var toolExecutionNotifications: [Notification]?

    /// - Parameter cut: results beyond what code scanning takes.
    init(_ report: LintReport, cut: Int) {
        executionSuccessful = !report.hasFailed
        var notifications = report.remarks.map { remark in
            Notification(
                level: SARIF.level(remark.severity),
                locations: remark.path.map { [SARIF.Location(uri: SARIF.uri(report.repositoryPath($0)), remark.place)] },
                message: SARIF.Message(remark.message))
        }
        if cut > 0 {
            notifications.append(
                Notification(
                    level: "warning", locations: nil,
                    message: SARIF.Message("\(cut) more findings than code scanning takes; “handoff lint” shows all of them.")))
        }
        toolExecutionNotifications = notifications.isEmpty ? nil : notifications
    }
}

extension String {
    /// At most so many characters, the last of them an ellipsis where something was left out.
    fileprivate func shortened(to length: Int) -> String {
        unicodeScalars.count <= length ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(length - 1))) + "…"
    }
}
