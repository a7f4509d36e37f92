internal import Contract

/// What happened between one version of a brief and the next, by the stages before and after: the table of the specification, row by row.
///
/// - Parameters:
///   - before: nil where the brief was not seen before; draft where it was, without a stage that we know.
///   - after: nil for no stage that we know.
///   - isChanged: whether contract content differs.
func events(from before: Stage?, to after: Stage?, isChanged: Bool) -> [Event.Kind] {
    let isFirst = before == nil
    let born: [Event.Kind] = isFirst ? [.born] : []
    let silently: [Event.Kind] = isChanged ? [.silentRework] : []
    switch (before ?? .draft, after) {
    // First seen as draft, reopened, or no known stage.
    case (_, nil),
        (_, .draft?) where isFirst, (_, .reopened?) where isFirst:
        return isFirst ? [.created] : []

    // None, draft, reopened, cancelled → a new round.
    case (.draft, .handed?), (.reopened, .handed?), (.cancelled, .handed?): return born + [.handedOff]
    case (.draft, .accepted?), (.reopened, .accepted?), (.cancelled, .accepted?): return born + [.handedOff, .accepted]
    case (.draft, .delivered?), (.reopened, .delivered?), (.cancelled, .delivered?): return born + [.handedOff, .accepted, .delivered]
    case (.draft, .clarify?), (.reopened, .clarify?), (.cancelled, .clarify?): return born + [.handedOff, .clarificationAsked]

    // Handed, accepted, delivered, clarify → back to its author.
    case (.handed, .draft?), (.accepted, .draft?), (.delivered, .draft?), (.clarify, .draft?): return [.reopened]
    case (.handed, .reopened?), (.accepted, .reopened?), (.delivered, .reopened?), (.clarify, .reopened?): return [.reopened]
    case (.accepted, .handed?), (.delivered, .handed?): return [.reopened, .handedOff]

    case (.handed, .clarify?), (.accepted, .clarify?), (.delivered, .clarify?): return [.clarificationAsked]
    case (.clarify, .handed?): return [.clarified]
    case (.clarify, .accepted?): return [.clarified, .accepted]
    case (.clarify, .delivered?): return [.clarified, .accepted, .delivered]

    case (.handed, .accepted?): return silently + [.accepted]
    case (.handed, .delivered?): return silently + [.accepted, .delivered]
    case (.accepted, .delivered?): return [.delivered]

    case (.cancelled, .cancelled?): return []
    case (_, .cancelled?): return [.cancelled]
    case (.cancelled, .draft?), (.cancelled, .reopened?): return [.resumed]

    // The same stage. Work that was delivered and is taken up again goes on in the round it belongs to.
    case (.handed, .handed?), (.accepted, .accepted?), (.delivered, .delivered?), (.delivered, .accepted?): return silently

    case (.clarify, .clarify?), (.draft, .draft?), (.draft, .reopened?), (.reopened, .draft?), (.reopened, .reopened?): return []
    }
}
