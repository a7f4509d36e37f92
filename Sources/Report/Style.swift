/// Colour for terminals; plain everywhere else.
package struct Style: Sendable {
    package let isOn: Bool

    package init(isOn: Bool) {
        self.isOn = isOn
    }

    package func bold(_ text: String) -> String { isOn ? Look.bold.on + text + Look.off : text }

    /// ANSI's codes for how text looks.
    enum Look: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"

        var on: String { "\u{1B}[\(rawValue)m" }
        static let off = "\u{1B}[0m"
    }
}
