internal import Rework

/// What the numbers rest on: each line with the list behind it, in the order of the page.
enum TrustLine: String, CaseIterable {
    case withStatus = "with-status"
    case inferred, unseen
    case selfAccepted = "self-accepted"
    case imported, younger

    func holds(_ brief: PageBrief) -> Bool {
        let timeline = brief.subject.timeline
        switch self {
        case .withStatus: return !timeline.isWithoutStatus
        case .inferred: return timeline.isWithoutStatus
        case .unseen: return timeline.isUnseen
        case .selfAccepted: return timeline.isSelfAccepted == true
        case .imported: return timeline.isImported
        case .younger: return brief.cohort == .younger
        }
    }

    /// Behind “1 brief”, behind “2 briefs”, and the whole sentence where there is none. `#` stands for how many there are in all.
    var words: [String] {
        switch self {
        case .withStatus: ["of # used a status", "of # used a status", "No brief used a status"]
        case .inferred:
            [
                "never had a status we know: when it was handed off is a guess",
                "never had a status we know: when they were handed off is a guess",
                "No hand-off had to be guessed: every brief has a status",
            ]
        case .unseen:
            [
                "arrived accepted or through a merge: what went back and forth before is not visible",
                "arrived accepted or through a merge: what went back and forth before is not visible",
                "No brief hides what went back and forth before it arrived",
            ]
        case .selfAccepted:
            [
                "was accepted by its own owner, not by the receiver", "were accepted by their own owners, not by the receivers",
                "No brief was accepted by its own owner",
            ]
        case .imported:
            [
                "came in together with many others: it counts from its next round",
                "came in together with many others: they count from their next round",
                "No brief came in together with many others",
            ]
        case .younger:
            [
                "was handed off too recently to tell", "were handed off too recently to tell", "Every hand-off is old enough to tell",
            ]
        }
    }
}
