package import Source

/// Why a piece of YAML can't be read, in words for people who never heard of YAML.
package struct YAMLProblem: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case tab
        case colonInValue
        case specialCharacter(Character)
        case placeholder
        case unclosedQuote
        case unclosedBracket
        /// `name: [text](address)`
        case link
        case missingColon
        case indentation
        case duplicateKey(String, firstLine: Int)
        case keyIsNoText
        case tooDeep(limit: Int)
        case tooManyNodes(limit: Int)
        case severalDocuments
        case controlCharacter
        case encoding
        case unreadable
    }

    package var kind: Kind
    package var range: ByteRange

    package init(_ kind: Kind, at range: ByteRange) {
        self.kind = kind
        self.range = range
    }

    /// One sentence: what is wrong and how to write it instead.
    package var sentence: String {
        switch kind {
        case .tab: "This line is indented with a tab; use spaces."
        case .colonInValue: "A value with a colon in it needs quotes: title: \"Webinar: the sequel\"."
        case .specialCharacter(let character):
            "A value that begins with \(character) needs quotes: \"\(character)…\"."
        case .placeholder: "A placeholder in braces needs quotes: \"{{…}}\"."
        case .unclosedQuote: "A quotation mark is opened here and never closed."
        case .unclosedBracket: "A bracket is opened here and never closed, or a comma is missing."
        case .link: "A value that begins with a link needs quotes: \"[text](address)\"."
        case .missingColon: "Expected “name: value” on this line."
        case .indentation: "This line is indented differently from its neighbours, so it is unclear what it belongs to."
        case .duplicateKey(let key, let line): "“\(key)” stands here a second time (first on line \(line)); keep one."
        case .keyIsNoText: "The part before a colon must be a plain name."
        case .tooDeep(let limit): "Lists within lists are nested more than \(limit) deep."
        case .tooManyNodes(let limit): "References (*name) unfold to more than \(limit) values."
        case .severalDocuments: "A second “---” starts another document; only one is read."
        case .controlCharacter: "There is an invisible control character here; delete it."
        case .encoding: "This is not UTF-8 text; save the file as UTF-8."
        case .unreadable: "This line can't be read as “name: value”."
        }
    }
}
