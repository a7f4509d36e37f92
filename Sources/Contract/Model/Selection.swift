/// What a check looks at.
package indirect enum Selection: Sendable {
    case path(Path)
    case pipe(Pipe)
    case table(TableUse)

    /// Whether finding what it looks at costs more than most conditions. A pattern on lines is mostly ruled out for all of them at once.
    package var isDear: Bool {
        switch self {
        case .path: false
        case .pipe(let pipe): pipe.linePattern == nil
        case .table: true
        }
    }

    /// `{from, parse, split, where, capture, take}`, in that order.
    ///
    /// Like a check, changed only while it is read; judging passes it by reference.
    package final class Pipe: @unchecked Sendable {
        package var from: [Selection]
        package var parse: Parse?
        package var split: String?
        package var filter: [Check] = []
        package var capture: Pattern?
        package var take: Take?

        package init(from: [Selection]) {
            self.from = from
        }

        /// Which lines it looks at and the pattern that each must match first, where lines are what it looks at.
        package var linePattern: (part: Part, pattern: Pattern)? {
            guard from.count == 1, case .path(let path) = from[0], case .part(let part) = path.root, part == .lines || part == .fileLines,
                path.steps.isEmpty, parse == nil,
                split == nil, let check = filter.first, check.of == nil, check.when.isEmpty, case .pattern(let pattern)? = check.test
            else { return nil }
            return (part, pattern)
        }
    }

    /// The pattern of the lines it selects, where that is all it does.
    package var pureLinePattern: (part: Part, pattern: Pattern)? {
        guard case .pipe(let pipe) = self, pipe.filter.count == 1, pipe.capture == nil, pipe.take == nil else { return nil }
        return pipe.linePattern
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
package final class Path: Sendable {
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

    package let root: Root
    package let steps: [Step]
    /// As written.
    package let source: String

    package init(root: Root, steps: [Step], source: String) {
        self.root = root
        self.steps = steps
        self.source = source
    }
}

/// What a brief is made of, for rules that look at form.
package enum Part: String, Sendable, CaseIterable {
    case keys, sections, links, prose, fences, comments, path
    /// Without comments.
    case lines
    /// As they stand in the file.
    case fileLines = "file-lines"
}
