package import Contract

/// What somebody does with a brief.
package enum Act: Sendable {
    /// - Parameter allowing: rules that are let be, for the reason given.
    case send(receiver: String?, due: String?, allowing: [String], because: String?)
    case ask(String, of: String?)
    /// - Parameters:
    ///   - missing: contexts by id or label; none where only the reason is known.
    ///   - day: as 2027-03-31.
    case sendBack(missing: [String], because: String?, day: String)
    case accept(by: String)
    case deliver

    /// The stage it leads to.
    package var stage: Stage {
        switch self {
        case .send: .handed
        case .ask: .clarify
        case .sendBack: .reopened
        case .accept: .accepted
        case .deliver: .delivered
        }
    }

    /// Whether it may be done in a stage.
    ///
    /// - Parameter isSaid: false where the brief has no status that we know, which counts as handed off.
    func refusal(in stage: Stage, isSaid: Bool) -> ActRefusal? {
        switch (self, stage) {
        case (_, .cancelled) where self.stage != .handed: .wrongStage("This brief is cancelled; send it again first.")
        case (.send, .handed) where isSaid: .wrongStage("This brief is handed off already.")
        case (.send, .accepted), (.send, .delivered):
            .wrongStage("The receiver has taken this brief already; if it has to come back, return it first.")
        case (.ask, .draft), (.ask, .reopened):
            .wrongStage("This brief is still with its author, so nothing is asked of it yet; it has to be sent first.")
        case (.sendBack, .draft), (.sendBack, .reopened): .wrongStage("This brief is with its author already.")
        case (.accept, .draft), (.accept, .reopened): .wrongStage("This brief has not been handed off; it has to be sent first.")
        case (.accept, .accepted): .wrongStage("This brief is accepted already.")
        case (.accept, .delivered), (.deliver, .delivered): .wrongStage("This work is delivered already.")
        case (.deliver, .draft), (.deliver, .reopened), (.deliver, .handed), (.deliver, .clarify):
            .wrongStage("Nobody has accepted this brief yet; it has to be accepted before it is delivered.")
        default: nil
        }
    }
}
