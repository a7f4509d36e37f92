package import Contract
package import Source

/// What one run of `lint` came to, for every format to write in its own way.
package struct LintReport: Sendable {
    package var version: String
    /// By path.
    package var judgements: [Judgement]
    package var remarks: [RunRemark]
    /// A path as the tools that read reports count it: from the repository's root.
    package var repositoryPath: @Sendable (String) -> String = { $0 }

    package init(version: String, judgements: [Judgement], remarks: [RunRemark] = []) {
        self.version = version
        self.judgements = judgements
        self.remarks = remarks
    }

    /// Whether something could not be checked.
    var hasFailed: Bool { remarks.contains { $0.kind == .failure } }

    /// What people have to act on, brief by brief.
    var open: [(judgement: Judgement, finding: Finding)] {
        judgements.flatMap { judgement in judgement.findings.filter(\.counts).map { (judgement, $0) } }
    }
}

/// What a run has to say besides its judgements.
package struct RunRemark: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Something could not be checked: exit code 2.
        case failure
        /// The baseline knows findings that are gone; an error when somebody asked for a strict baseline.
        case gone(isStrict: Bool)
    }

    package var kind: Kind
    /// The file it is about, like those of judgements; nil where it is about none.
    package var path: String?
    package var place: Place
    /// One sentence.
    package var message: String

    package init(_ kind: Kind, path: String?, place: Place = .fileStart, message: String) {
        self.kind = kind
        self.path = path
        self.place = place
        self.message = message
    }

    var severity: Severity { kind == .gone(isStrict: false) ? .warning : .error }

    /// For formats that give everything a rule's name.
    var name: String { kind == .failure ? "handoff/run" : "handoff/baseline" }
}

extension Finding {
    /// What is missing and what will be asked, in one line.
    func sentence(_ judgement: Judgement) -> String {
        question(judgement).map { "\(message.withFullStop) \($0)" } ?? message
    }

    /// What is missing, what will be asked, and the lines to add, below each other.
    func paragraph(_ judgement: Judgement) -> String {
        var lines = [message]
        if let question = question(judgement) { lines.append(question) }
        if var paste {
            while paste.utf8.last == Byte.lineFeed { paste.unicodeScalars.removeLast() }
            lines.append((isMissing ? "Add:\n" : "") + paste)
        }
        return lines.joined(separator: "\n")
    }

    /// “Analytics will ask: which action counts?”
    func question(_ judgement: Judgement) -> String? {
        guard let question, !question.isEmpty else { return nil }
        return "\(judgement.to ?? "The receiver") will ask: \(question.loweredFirst)"
    }
}

extension String {
    /// Each line made printable, line ends kept.
    var printableLines: String {
        // Bytes are looked at: "\r\n" is one Character.
        utf8.split(separator: Byte.lineFeed, omittingEmptySubsequences: false).map { String(Substring($0)).printable }.joined(
            separator: "\n")
    }
}
