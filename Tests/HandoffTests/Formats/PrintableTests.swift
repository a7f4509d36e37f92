import Report
import SeededRandom
import Testing

/// Against the plain way of saying it, over texts put together from what is dangerous and what people write.
@Test("What is printed holds no control, no mark of direction and no command, and everything else as it is")
func printable() {
    let pieces = [
        "a", "Zoë", " ", "\u{A0}", "\u{3000}", ":", "::", "#", "##[", "[", "–", "“x”", "…", "\u{1B}[31m", "\n", "\t", "\u{200E}",
        "\u{202E}",
        "\u{2028}", "\u{2066}", "\u{61C}", "\u{85}", "\u{FEFF}", "日本", "🙂", "ſ", "\u{7F}", "\u{0}",
    ]
    var random = SeededRandom(20_270_101)
    for _ in 0..<20_000 {
        let text = (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined()
        #expect(text.printable == plainly(text), "\(text.debugDescription)")
    }
}

private func plainly(_ text: String) -> String {
    let hidden: [ClosedRange<UInt32>] = [
        0...0x1F, 0x7F...0x9F, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x61C...0x61C, 0xFEFF...0xFEFF,
        0xFFFE...0xFFFF,
    ]
    var scalars = text.unicodeScalars.map { scalar in
        hidden.contains { $0.contains(scalar.value) } ? (scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}") : scalar
    }
    if let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }), start + 1 < scalars.count, scalars[start] == ":",
        scalars[start + 1] == ":"
    {
        scalars.insert(" ", at: start + 1)
    }
    var result = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
        if scalar == "[", i >= 2, scalars[i - 1] == "#", scalars[i - 2] == "#" { result.append(" ") }
        result.append(scalar)
    }
    return String(result)
}
