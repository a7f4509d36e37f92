/// What a check looks at.
package indirect enum Selection: Sendable {
    case path(Path)
    case pipe(Pipe)
    case table(TableUse)

    /// `{from, parse, split, where, capture, take}`, in that order.
    package struct Pipe: Sendable {
        package var from: [Selection]
        package var parse: Parse?
        package var split: String?
        package var filter: [Check] = []
        package var capture: Pattern?
        package var take: Take?
    }

    /// The first row of a decision table that holds.
    package struct TableUse: Sendable {
        package var name: String
        package var with: Selection?
        package var place: Selection?
    }

    package enum Parse: String, Sendable, CaseIterable {
        case json, yaml, url
    }

    package enum Take: String, Sendable, CaseIterable {
        case first, last, distinct
    }
}

/// `utm.source`, `.medium`, `$links.query.*`.
package struct Path: Sendable, Hashable {
    package enum Root: Sendable, Hashable {
        case context(String)
        case current
        case part(Part)
        /// The brief whose check led here.
        case citing
    }

    package enum Step: Sendable, Hashable {
        case name(String)
        case all
        case part(Part)
    }

    package var root: Root
    package var steps: [Step]
    /// As written.
    package var source: String
}

/// What a brief is made of, for rules that look at form.
package enum Part: String, Sendable, CaseIterable {
    case keys, sections, links, prose, fences, comments, lines, path
}
