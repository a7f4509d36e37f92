internal import Acts
internal import Source

/// Asks on a terminal for each open box whether it is done, in the box's own words.
enum BoxQuestions {
    /// - Returns: those that are said to be done. Whoever has nothing more to say has not said yes.
    static func agreed(_ boxes: [OpenBox], _ brief: String) -> [OpenBox] {
        Console.error("\(brief) is accepted when all of this is so (y or n):")
        var agreed: [OpenBox] = []
        for box in boxes {
            guard let isSo = isSo("  “\(box.text)”? ") else {
                Console.error("")
                break
            }
            if isSo { agreed.append(box) }
        }
        return agreed
    }

    /// Nil where nobody answers any more.
    private static func isSo(_ question: String) -> Bool? {
        while let answer = Console.ask(question) {
            switch answer.trimmed.lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: Console.error("  Please type y or n.")
            }
        }
        return nil
    }
}
