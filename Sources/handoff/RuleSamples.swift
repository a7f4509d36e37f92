internal import Contract

// What passes and what fails, for the rules that no contract states and so has no examples of.

extension BuiltinRule {
    var shown: (passes: String, fails: String) {
        switch self {
        case .frontMatter:
            (
                "---\nhandoff: campaign-to-analytics\nowner: \"Dana Okafor, until May\"\n---",
                "---\nhandoff: campaign-to-analytics\nowner: \"Dana Okafor\n(the quote is not closed, and the second --- is missing)"
            )
        case .unknownType: ("handoff: campaign-to-analytics", "handoff: campain-to-analitics")
        case .status:
            (
                "status: ready\n(or draft, needs info, returned, accepted, delivered, cancelled, and what is usual in your language)",
                "status: nearly there"
            )
        case .text:
            (
                "A file saved as UTF-8, as every editor of today does unless told otherwise",
                "A file saved as UTF-16, or a picture that was renamed to brief.md"
            )
        case .noBrief:
            (
                "status: cancelled\n(the brief stays, and says that it is over)",
                "(the line “handoff: …” deleted, or the file moved to another folder)"
            )
        case .newAllowance:
            (
                "(no allowance that the branch to compare with doesn't have)",
                "<!-- handoff: allow campaign-to-analytics/utm because the print flyer has no links -->\n(new in this change, for whoever reviews it)"
            )
        case .allowance:
            (
                "<!-- handoff: allow campaign-to-analytics/utm until 2027-12-31 because the print flyer has no links -->",
                "<!-- handoff: allow campaign-to-analytics/utm -->\n(nobody says why)"
            )
        }
    }
}

extension BriefRule {
    var shown: (passes: String, fails: String) {
        switch self {
        case .placeholder: ("approver: Priya Raman", "approver: TBD")
        case .contradiction: ("due: 2027-05-29", "Due: 29 May 2027 at the top, and Due: 12 June 2027 further down")
        case .movedIncomplete:
            (
                "status: accepted\n(and every required context is written, or allowed to be missing)",
                "status: accepted\n(and the conversion events are still missing)"
            )
        }
    }
}
