/// What “How to Build a Marketing Team Handoff System” decides, in its own words, with the part it stands in.
package enum HandoffSystem {
    package struct Decision: Sendable, Hashable {
        package var text: String
        package var source: String
    }

    static let notReady = Decision(
        text: "If those five elements are unclear, the system is not ready to depend on", source: "Minimum operating standard")
    static let oneOwner = Decision(
        text: "One person is accountable for keeping the process usable", source: "Minimum operating standard: owner")
    static let cover = Decision(
        text: "The system should cover campaign, content, website, analytics, CRM, and vendor transitions", source: "Key takeaways")
    static let notWithoutSales = Decision(
        text: "Don’t ignore sales and CRM handoffs when reviewing marketing execution", source: "Common mistakes")
    static let review = Decision(
        text: "The process has a regular moment for learning: review missed deadlines, rework, and quality issues to improve the system",
        source: "Minimum operating standard: review point")
    static let template = Decision(
        text: "Update the handoff template", source: "Decision boundaries: the same question appears in multiple projects")
    static let checklist = Decision(
        text: "The template, checklist, or ownership rule needs to change",
        source: "Review cadence: the same handoff creates rework more than once")
    static let signal = Decision(
        text: "Turn recurring friction into an improvement: the template, checklist, or ownership rule needs to change",
        source: "Minimum operating standard: failure signal")
    static let incomplete = Decision(
        text: "Don’t allow incomplete work to move forward because deadlines are tight", source: "Common mistakes")
    static let paperwork = Decision(
        text: "A handoff should not create unnecessary paperwork", source: "FAQ: how detailed should a handoff be")
    static let lightweight = Decision(
        text: "The best handoff system is lightweight but strict about required information", source: "Key takeaways")
}
