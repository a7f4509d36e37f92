package import Contract
package import Git

/// One repository as it is measured: what its config says, and the commits that events point to.
package final class Measured: Sendable {
    /// The folder as it was named.
    package let repository: String
    package let branch: String
    package let tip: ObjectID
    /// Of the mainline.
    package let commits: Int
    /// Seconds since 1970: the tip's committer time.
    package let now: Int
    package let steps: [History.Step]
    /// Days after a hand-off in which rework counts.
    package let window: Int
    package let working: WorkingTime
    /// By id.
    package let handoffs: [String: HandoffFacts]
    /// Nil where the team records none.
    package let outcomes: Outcomes?

    package init(
        _ history: History, window: Int = ReworkPolicy().window, working: WorkingTime = WorkingTime(),
        handoffs: [String: HandoffFacts] = [:], outcomes: Outcomes? = nil
    ) {
        (repository, branch, tip, commits, now) = (history.repository, history.branch, history.tip, history.commits, history.now)
        (steps, self.window, self.working) = (history.steps, window, working)
        (self.handoffs, self.outcomes) = (handoffs, outcomes)
    }

    var windowSeconds: Int { window * 86_400 }

    /// The commit of a step in full.
    package func commit(_ step: Int) -> String { steps[step].commit.text }

    package var tipText: String { tip.text }
}

/// What measuring asks of a contract.
package struct HandoffFacts: Sendable, Hashable {
    package struct Context: Sendable, Hashable {
        /// As people call it.
        package var title: String
        package var signal: Signal?
        package var isRequired: Bool

        package init(title: String, signal: Signal? = nil, isRequired: Bool = false) {
            (self.title, self.signal, self.isRequired) = (title, signal, isRequired)
        }
    }

    package var title: String
    /// The team that receives.
    package var to: String?
    /// What happens when something is missing.
    package var decision: String?
    /// When it does.
    package var when: String?
    package var contexts: [String: Context] = [:]

    package init(title: String) {
        self.title = title
    }

    package init(_ contract: Contract) {
        title = contract.name
        to = contract.to
        decision = contract.boundary?.decision
        when = contract.boundary?.when
        for context in contract.contexts {
            contexts[context.id] = Context(title: context.name, signal: context.signal, isRequired: context.isRequired)
        }
    }

    /// A context, also where a cause names one of its fields: `utm.medium`.
    package func context(_ id: String) -> Context? {
        contexts[id] ?? id.firstIndex(of: ".").flatMap { contexts[String(id[..<$0])] }
    }

    func requires(_ signal: Signal) -> Bool { contexts.values.contains { $0.signal == signal && $0.isRequired } }
}
