/// `equals`: the same text as a literal or as everything another selection finds.
extension Evaluator {
    func equals(_ operand: Operand, _ value: Value, _ current: Current) -> Bool {
        switch operand {
        case .literal(let template):
            return value.text == filled(template, value: value, current)
        case .of(let selection):
            let others = select(selection, current)
            return !others.isEmpty && others.allSatisfy { $0.text == value.text }
        }
    }

    func sentence(equals operand: Operand, title: String, _ value: Value, _ current: Current) -> String {
        let wanted: String
        switch operand {
        case .literal(let template): wanted = filled(template, value: value, current)
        case .of(let selection): wanted = select(selection, current).first?.text ?? ""
        }
        return "\(title): expected “\(wanted.shortened)”, found “\(value.text.shortened)”."
    }
}
