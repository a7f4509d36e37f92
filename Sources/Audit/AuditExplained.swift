extension AuditFinding.Audit {
    /// What `explain` says of one kind of finding, in the words of the people who read it.
    package struct Explained: Sendable {
        /// What the finding means.
        package var meaning: String
        /// Why somebody should care.
        package var why: String
        /// Steps that settle it, in their order.
        package var steps: [String]
        /// How to live with it, or to hear less of it.
        package var relaxing: String
        /// Lines for that; nil where there are none.
        package var lines: String?
        /// The file they go into.
        package var file = "handoff.yml"
        /// What the handoff system says.
        package var decision: HandoffSystem.Decision
    }

    /// As a heading.
    package var title: String {
        switch self {
        case .standard: "Minimum operating standard"
        case .failureSignal: "Failure signals that fired"
        case .repeatedFailure: "Repeated failures"
        case .coverage: "Transitions without a brief"
        case .reviewOverdue: "Review point"
        case .allowances: "Allowed in briefs, oldest first"
        case .paperwork: "Perhaps unnecessary paperwork"
        case .unusedContract: "Contracts that nobody uses"
        }
    }

    package var explained: Explained {
        switch self {
        case .standard:
            Explained(
                meaning:
                    "A handoff in use does not say one of its five elements: who owns it, what has to come in, what comes out, when it is reviewed, and how anybody would notice that it fails. Or it does not say who may send an incomplete brief back, or the owner is a team instead of a person.",
                why: "Without them people need a meeting to know how the handoff works, and when they are busy it is nobody’s job.",
                steps: [
                    "Ask the two teams of the handoff for the missing element; one sentence will do.",
                    "Add the lines that the finding shows to the handoff’s contract, and replace what stands in brackets.",
                ],
                relaxing: "It is never switched off: a handoff that cannot say these is not ready. Those that no brief uses are not asked.",
                decision: HandoffSystem.notReady)
        case .failureSignal:
            Explained(
                meaning: "The handoff’s own contract says from when on it counts as failing, and it has come to that.",
                why: "The team agreed on this number while everybody was calm. Who waits now waits until the next project fails.",
                steps: [
                    "Open the briefs that the finding names: handoff rework --explain <brief>.",
                    "Change what they have in common: the template, the checklist, or who owns it.",
                    "That settles it: hand-offs are counted anew from the day on which the contract changed.",
                ],
                relaxing: "If the number was wrong, change it where everybody can see that it was changed:",
                lines: "standard:\n  failure-signal: {text: \"[how you would notice]\", signal: rework, above: 3, of: 10}",
                file: "the handoff’s contract", decision: HandoffSystem.signal)
        case .repeatedFailure:
            Explained(
                meaning:
                    "Work came back for the same context, or the same question was asked, in two projects or twice in one brief; and the contract has not changed since. A change counts wherever the handoff asks for something: its contract, one that it builds on, a list of words that it reads, or defaults, severity and vocabulary in handoff.yml.",
                why: "The next brief will fail the same way: the template still does not ask for what is missing.",
                steps: [
                    "Read what was missing each time: handoff rework --explain <brief>.",
                    "Change how the contract asks: its question, an example, or whether the context is required. The finding shows lines to begin with.",
                    "That settles it. It opens again when work comes back for the same reason after the change.",
                ],
                relaxing:
                    "There is no switch. If nothing can be asked better, say who sends the work back; that is a change, too:",
                lines: "standard:\n  decides: \"[who sends it back when this is missing]\"", file: "the handoff’s contract",
                decision: HandoffSystem.template)
        case .coverage:
            Explained(
                meaning:
                    "A running project has no brief for one of the transitions every project is asked for: campaign, content, website, analytics, CRM, sales and vendor. And nobody has said why it needs none.",
                why: "What no brief carries is told in passing and forgotten: forms that nobody gets, visits that nobody can count.",
                steps: [
                    "Ask whether the work changes hands there. If it does, write the brief: handoff new <handoff>.",
                    "If it doesn’t, say why not, in handoff.yml.",
                ],
                relaxing: "For one project, or with “*” for all of them:",
                lines: "projects:\n  \"*\":\n    not-needed:\n      vendor: \"we work without agencies\"", decision: HandoffSystem.cover)
        case .reviewOverdue:
            Explained(
                meaning:
                    "The handoff says how often it is reviewed, and that time is over since the day of its last review; or nobody has written down that there was one.",
                why: "What nobody reviews goes on asking for what was important last year.",
                steps: [
                    "Open the report together, for ten minutes: handoff report --open.",
                    "Decide on one change, or that there is none.",
                    "Write the day into the contract: reviewed: <day>, under standard.",
                ],
                relaxing: "Review less often, if that is what you do:", lines: "standard:\n  review: quarterly",
                file: "the handoff’s contract", decision: HandoffSystem.review)
        case .allowances:
            Explained(
                meaning:
                    "Somebody decided that a brief may go without something, and wrote down why. It warns when the day that was set has passed, and when there is no day and \(AllowanceAudit.habit) days are over.",
                why: "An exception that nobody ends becomes the rule, and the next team works around it for ever.",
                steps: [
                    "Ask whether the reason still holds. If not, fill in what is missing and take the allowance out.",
                    "If it does, give it a day: handoff: allow <rule> until <day> because <reason>.",
                ],
                relaxing: "If everybody needs the exception, the rule is too strict. Make it a warning, or switch it off:",
                lines: "severity:\n  \"<rule>\": warning", decision: HandoffSystem.incomplete)
        case .paperwork:
            Explained(
                meaning:
                    "In eight of ten briefs or more a context says the same, “N/A”, or nothing because that is allowed; and work never came back for it.",
                why: "People who fill in what nobody reads stop reading what they fill in.",
                steps: [
                    "Ask the receiver whether the answer ever changed what was done.",
                    "If it is always the same, say it once for the team, under defaults in handoff.yml.",
                    "If nobody needs it, take it out of the contract: <context>: off.",
                ],
                relaxing: "It is for information and fails no run. If the context has to stay, leave it: a law is a reason.",
                decision: HandoffSystem.paperwork)
        case .unusedContract:
            Explained(
                meaning: "The team wrote a contract that no brief declares and that no other contract builds on.",
                why: "Whoever looks for the right handoff has one more to read, and its rules grow old unseen.",
                steps: [
                    "If its briefs are still to come, write the first: handoff new <handoff>.",
                    "Else delete the file; git keeps it.",
                ],
                relaxing: "It is for information and fails no run. A contract that others build on is in use, and not listed.",
                decision: HandoffSystem.lightweight)
        }
    }
}
