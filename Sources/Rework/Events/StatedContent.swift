/// The contract content of one version, and which contexts ever had a value up to it.
struct StatedContent: Sendable {
    private(set) var contents: [Reading.Content] = []
    private(set) var valued: Set<String> = []
    private(set) var isAlwaysOn = false

    /// How many words must have come and gone until other prose counts as changed.
    static let words = 10

    mutating func take(_ part: Reading.Part, isAlwaysOn: Bool) {
        contents = part.contents
        self.isAlwaysOn = isAlwaysOn
        for content in contents where !content.rows.isEmpty { valued.insert(content.context) }
    }

    /// The contexts whose contract content another version changed, and how. A date that was moved alone is a slip; the first value of a
    /// context that nobody requires is no change.
    func changes(to later: StatedContent) -> [Cause] {
        let causes = compare(later, withFirstValues: false)
        return causes == [Self.slip] ? [] : causes
    }

    /// All contexts that differ. Where work was sent back, a date or a first value may be what was asked for.
    func differences(to later: StatedContent) -> [Cause] { compare(later, withFirstValues: true) }

    private static let slip = Cause("due", .wrong)

    private func compare(_ later: StatedContent, withFirstValues: Bool) -> [Cause] {
        var causes: [Cause] = []
        var (i, j) = (0, 0)
        func note(_ context: String, _ before: Reading.Content?, _ after: Reading.Content?) {
            if let change = change(before, after, later, withFirstValues) { causes.append(Cause(context, change)) }
        }
        while i < contents.count, j < later.contents.count {
            let (before, after) = (contents[i].context, later.contents[j].context)
            if before == after {
                // Most contexts stay as they are.
                if contents[i].rows != later.contents[j].rows { note(before, contents[i], later.contents[j]) }
                i += 1
                j += 1
            } else if before < after {
                note(before, contents[i], nil)
                i += 1
            } else {
                note(after, nil, later.contents[j])
                j += 1
            }
        }
        for content in contents[i...] { note(content.context, content, nil) }
        for content in later.contents[j...] { note(content.context, nil, content) }
        return causes
    }

    private func change(_ before: Reading.Content?, _ after: Reading.Content?, _ later: StatedContent, _ withFirstValues: Bool) -> Cause
        .Change?
    {
        guard let content = before ?? after else { return nil }
        let (old, new) = (before?.rows ?? [], after?.rows ?? [])
        if old == new { return nil }
        if content.context == Reading.Content.prose, Self.distance(old, new) < Self.words { return nil }
        if new.isEmpty { return .dropped }
        if old.isEmpty { return content.isRequired || withFirstValues || valued.contains(content.context) ? .missing : nil }
        // Work without an end gets new rows as it goes on.
        if later.isAlwaysOn, content.context != Reading.Content.prose, new.count > old.count,
            Self.distance(old, new) == new.count - old.count
        {
            return nil
        }
        return .wrong
    }

    /// How many elements came and went between two sorted bags.
    private static func distance(_ a: [UInt64], _ b: [UInt64]) -> Int {
        var (i, j, common) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                common += 1
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return a.count + b.count - 2 * common
    }
}
