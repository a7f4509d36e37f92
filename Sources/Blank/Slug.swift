/// A file's name made from a project's.
package enum Slug {
    /// In characters; what is longer is cut between words.
    private static let longest = 60

    /// Lower case letters and digits of any script, joined by hyphens; nil when there is none in the text.
    package static func of(_ text: String) -> String? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        var slug = ""
        for word in words {
            let next = slug.isEmpty ? String(word.prefix(longest)) : "\(slug)-\(word)"
            if next.count > longest { break }
            slug = next
        }
        return slug.isEmpty ? nil : slug
    }
}
