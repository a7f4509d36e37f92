internal import Contract

/// Follows a brief from status to status: words such as “in progress” say something only by what came before.
struct StageReader {
    /// Nil before the first stage that we know.
    private(set) var stage: Stage?
    /// Whether it was ever handed off.
    private(set) var wasHanded = false
    /// Whether the receiver took it, in this round.
    private(set) var isAccepted = false

    /// The stage that a version has. Nil as long as no stage is known; a version without a known status keeps the one before.
    ///
    /// - Parameter namesAccepter: whether it says who accepted it, which tells where there is no version before.
    func next(_ meaning: StatusMeaning?, namesAccepter: Bool) -> Stage? {
        let wasTaken = isAccepted || (stage == nil && namesAccepter)
        switch meaning {
        case .stage(let stage)?: return stage
        case .working?: return wasHanded || wasTaken ? .accepted : .draft
        // The output is being reviewed; a clarification in between is over.
        case .reviewing?: return !wasTaken ? .handed : stage == .delivered ? .delivered : .accepted
        case .archived?: return wasTaken ? .delivered : .cancelled
        case .pausing?, nil: return stage
        }
    }

    mutating func take(_ stage: Stage?) {
        guard let stage else { return }
        switch stage {
        case .handed:
            wasHanded = true
            isAccepted = false
        case .accepted, .delivered:
            wasHanded = true
            isAccepted = true
        case .clarify: wasHanded = true
        case .draft, .reopened, .cancelled: isAccepted = false
        }
        self.stage = stage
    }
}
