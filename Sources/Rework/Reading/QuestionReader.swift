internal import Brief
internal import Source

/// Structured questions: `- [ ] Which offer? @dana` under a heading or label that says Questions; ticked when answered.
enum QuestionReader {
    /// - Parameter sections: indices of the brief's contexts that hold questions.
    static func questions(in brief: Brief, _ sections: [Int]) -> [Reading.Question] {
        var found: [Reading.Question] = []
        var end = 0
        for index in sections {
            guard case .markdown(let extent) = brief.contexts[index].content, Int(extent.blocks.upperBound) > end else { continue }
            for i in max(end, Int(extent.blocks.lowerBound))..<Int(extent.blocks.upperBound) {
                let block = brief.markdown.blocks[i]
                guard block.kind == .item, block.box != .none, i + 1 < Int(block.next) else { continue }
                let text = asked(brief, brief.markdown.blocks[i + 1].runs)
                if let question = question(text, isAnswered: block.box == .ticked) { found.append(question) }
            }
            end = Int(extent.blocks.upperBound)
        }
        return found
    }

    /// The lines up to the one with the question mark, else the first: answers are often written right below.
    private static func asked(_ brief: Brief, _ runs: Range<Int32>) -> String {
        var end = runs.lowerBound
        var first: Int32?
        while end < runs.upperBound {
            let run = brief.markdown.runs[Int(end)]
            if run.kind == .lineBreak {
                first = first ?? end
            } else if brief.source.bytes[run.range.lower..<run.range.upper].contains(0x3F) {
                while end < runs.upperBound, brief.markdown.runs[Int(end)].kind != .lineBreak { end += 1 }
                return brief.text(runs.lowerBound..<end, within: nil)
            }
            end += 1
        }
        return brief.text(runs.lowerBound..<(first ?? end), within: nil)
    }

    private static func question(_ text: String, isAnswered: Bool) -> Reading.Question? {
        var asked: [String] = []
        var key: [String] = []
        for piece in text.split(whereSeparator: \.isWhitespace) {
            if piece.hasPrefix("@"), piece.count > 1 {
                asked.append(String(piece.dropFirst()).trimmingMarks)
            } else {
                key += piece.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
            }
        }
        guard !key.isEmpty else { return nil }
        return Reading.Question(key: key.joined(separator: " "), text: text, asked: asked, isAnswered: isAnswered)
    }
}
