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
                if let question = question(brief.text(ofBlock: i + 1), isAnswered: block.box == .ticked) { found.append(question) }
            }
            end = Int(extent.blocks.upperBound)
        }
        return found
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
