/// Somebody's text as one word of a command line that is shown to be copied.
package struct ShellWord: Sendable {
    package let text: String

    /// Quoted wherever a shell could read anything but the text itself.
    package init(_ text: String) {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x3A, 0x40, 0x5F: true
                default: false
                }
            }
        self.text = isPlain ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
