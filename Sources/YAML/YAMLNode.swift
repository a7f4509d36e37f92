package import Source

/// A piece of YAML with its exact place.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        /// `plain` tells `null` from `"null"`: only an unquoted scalar can be one.
        case scalar(String, plain: Bool)
        case sequence([YAMLNode], flow: Bool)
        case mapping([YAMLEntry])
    }

    package var content: Content
    /// Bytes in the file, quotes included.
    package var range: ByteRange

    package init(content: Content, range: ByteRange) {
        self.content = content
        self.range = range
    }
}

/// A key and its value, in the order of the file.
package struct YAMLEntry: Sendable {
    package var key: String
    package var keyRange: ByteRange
    package var value: YAMLNode
}

extension YAMLNode {
    /// The text of a scalar that is not null.
    package var text: String? {
        if case .scalar(let text, _) = content, !isNull { return text }
        return nil
    }

    package var isNull: Bool {
        // Nearly every text is longer than the longest word for nothing.
        guard case .scalar(let text, plain: true) = content, text.utf8.count <= 4 else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    package var items: [YAMLNode]? {
        if case .sequence(let items, _) = content { return items }
        return nil
    }

    package var entries: [YAMLEntry]? {
        if case .mapping(let entries) = content { return entries }
        return nil
    }

    /// `true`/`false`, and the yes and no that YAML 1.1 readers know.
    package var bool: Bool? {
        guard case .scalar(let text, plain: true) = content else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }

    package subscript(key: String) -> YAMLNode? {
        entries?.first { $0.key == key }?.value
    }

    /// What kind of thing this is, in the words of error messages.
    package var kindName: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a text"
        case .sequence: "a list"
        case .mapping: "a group of “name: value” lines"
        }
    }
}
