/// One cause over all briefs: which context, or which question, brought work back, and what that calls for.
package struct Comeback: Sendable {
    package enum Subject: Sendable, Hashable {
        /// A context's id; `prose`; empty where nothing differs.
        case context(String)
        /// As it was asked the first time.
        case question(String)
    }

    package enum Decision: String, Sendable {
        case template = "Update the handoff template"
        case checklist = "Change the checklist or who owns it"
    }

    /// One brief that it brought back.
    package struct Evidence: Sendable {
        package var brief: String
        package var repository: String
        /// Of each event, in the order of time.
        package var commits: [String]
        package var project: [String]

        package init(brief: String, repository: String, commits: [String], project: [String]) {
            (self.brief, self.repository, self.commits, self.project) = (brief, repository, commits, project)
        }
    }

    package var handoff: String
    package var subject: Subject
    /// Of a question: as it is compared.
    package var questionKey: String?
    package var evidence: [Evidence] = []
    /// How often each way; empty for questions.
    package var changes: [Cause.Change: Int] = [:]

    package init(handoff: String, subject: Subject, questionKey: String? = nil, evidence: [Evidence] = []) {
        (self.handoff, self.subject, self.questionKey, self.evidence) = (handoff, subject, questionKey, evidence)
    }

    package var briefs: Int { evidence.count }
    package var events: Int { evidence.reduce(0) { $0 + $1.commits.count } }
    package var projects: Int { Set(evidence.map(\.project)).count }

    /// In two briefs of two projects it is the template's fault; twice in one brief it is nobody's job. Nil for what happened once, and for
    /// changes that no template could have asked for.
    package var decision: Decision? {
        switch subject {
        case .context(""), .context(Reading.Content.prose): return nil
        case .context, .question: break
        }
        if briefs > 1, projects > 1 { return .template }
        return evidence.contains { $0.commits.count > 1 } ? .checklist : nil
    }
}

/// Causes of rework and questions, the most frequent first.
package enum Comebacks {
    private struct Key: Hashable {
        var handoff: String
        /// Nil for questions.
        var context: String?
        var question: String?
    }

    package static func all(_ subjects: [Subject]) -> [Comeback] {
        var found: [Key: Comeback] = [:]
        for subject in subjects where subject.isHandedOff {
            let handoff = subject.timeline.handoff
            func add(_ key: Key, _ shown: Comeback.Subject, commit: Int, change: Cause.Change?) {
                // In place: a list of evidence that is copied for each event takes as long as all of them squared.
                found[key, default: Comeback(handoff: handoff, subject: shown, questionKey: key.question)].add(
                    subject, commit: subject.origin.commit(commit), change)
            }
            let questions = subject.askedQuestions
            for event in subject.comebacks {
                // Where the brief says what was asked, that nothing else changed is no cause of its own.
                let isTold = event.kind == .clarificationAsked && questions.contains { $0.step == event.step }
                for cause in event.causes where !isTold || cause.change != .none {
                    add(Key(handoff: handoff, context: cause.context), .context(cause.context), commit: event.step, change: cause.change)
                }
            }
            for (question, step) in questions {
                add(Key(handoff: handoff, question: question.key), .question(question.text), commit: step, change: nil)
            }
        }
        return found.values.sorted { a, b in
            (b.briefs, b.events, a.handoff, a.sortKey) < (a.briefs, a.events, b.handoff, b.sortKey)
        }
    }
}

extension Comeback {
    fileprivate mutating func add(_ subject: Rework.Subject, commit: String, _ change: Cause.Change?) {
        if let change { changes[change, default: 0] += 1 }
        if let last = evidence.last, last.brief == subject.name, last.repository == subject.origin.repository {
            evidence[evidence.count - 1].commits.append(commit)
        } else {
            evidence.append(
                Evidence(
                    brief: subject.name, repository: subject.origin.repository, commits: [commit],
                    project: subject.projectKey ?? [subject.origin.repository, "", subject.name]))
        }
    }

    fileprivate var sortKey: String {
        switch subject {
        case .context(let id): id
        case .question(let text): "?" + text
        }
    }
}

extension Subject {
    /// Structured questions that were open after the first hand-off, with the commit that asked.
    fileprivate var askedQuestions: [(Reading.Question, step: Int)] {
        guard let from = firstHandOff?.time else { return [] }
        return timeline.questions.filter { $0.wait.to.map { $0 > from } ?? true }.map { ($0.question, $0.step) }
    }
}
