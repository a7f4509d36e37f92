import Blank
import Brief
import Contract
import Source
import Testing
import YAML

/// The lines that shipped contracts offer for pasting: pasted as they are they settle nothing, filled in they settle what they are for.
@Suite struct PasteTests {
    struct Paste: Sendable, CustomTestStringConvertible {
        var contract: String
        var context: String
        var field: String?
        var check: String?
        var text: String

        var testDescription: String {
            "\(contract)/\(context)\(field.map { "." + $0 } ?? "")\(check.map { ":" + $0 } ?? "")"
        }
    }

    /// Of contexts, of fields and of checks. What only tells somebody what to do has no brackets and is not pasted.
    static let all: [Paste] = ShippedTests.library.contracts.flatMap { contract in
        contract.contexts.filter { $0.origin == contract.id }.flatMap { context -> [Paste] in
            func paste(_ text: Template?, field: String? = nil, check: String? = nil) -> [Paste] {
                guard let text else { return [] }
                return [Paste(contract: contract.id, context: context.id, field: field, check: check, text: text.outline)]
            }
            return paste(context.paste) + context.checks.flatMap { paste($0.paste, check: $0.id) }
                + context.fields.flatMap { field in
                    paste(field.paste, field: field.id) + field.checks.flatMap { paste($0.paste, field: field.id, check: $0.id) }
                }
        }
    }

    /// Those of contexts as a whole, whose name they write themselves. `handoff:` says what the brief is and so stands in each.
    static let ofContexts = all.filter { $0.check == nil && $0.field == nil && $0.text.contains("[") && $0.context != "handoff" }

    /// The handoff whose brief shows it: the common contract's can't be declared.
    static func handoff(_ paste: Paste) -> Contract {
        BlankTests.contracts.first { $0.id == paste.contract } ?? BlankTests.contracts.first { $0.context(paste.context) != nil }!
    }

    /// A brief in which everything required is written, except this context.
    static func brief(_ paste: Paste, _ text: String) -> String {
        let contract = handoff(paste)
        var filled = FilledIn(BlankTests.blank([contract], status: "ready"), [contract], leavingOut: paste.context).text
        if text.hasPrefix("#") || text.hasPrefix("-") { return filled + "\n" + text }
        let bytes = Array(text.utf8)
        guard text.split(separator: "\n").count == 1 || (try? YAMLDocument(bytes, in: 0..<bytes.count).root?.entries) != nil else {
            return filled + "\n" + text
        }
        // Lines of front matter.
        filled.insert(contentsOf: text.hasSuffix("\n") ? text : text + "\n", at: filled.index(filled.startIndex, offsetBy: 4))
        return filled
    }

    @Test("pasted as they are, a context's lines leave it unfilled", arguments: ofContexts) func untouched(paste: Paste) throws {
        let contract = Self.handoff(paste)
        let text = Self.brief(paste, paste.text)
        let context = try #require(BlankTests.inspection(text, contract).contexts.first { $0.id == paste.context })
        #expect(context.value != nil, "not found in:\n\(paste.text)")
        #expect(context.value?.fill == .unfilled, "\(context.value?.text ?? "")")
        let findings = BlankTests.judge(text).flatMap(\.findings).filter { $0.context == paste.context }
        #expect(findings.contains { $0.isMissing }, "nothing is found in:\n\(paste.text)")
        #expect(!findings.contains { $0.message.hasSuffix("missing.") })
    }

    @Test("with words for its brackets, a context's lines settle it", arguments: ofContexts) func filledIn(paste: Paste) throws {
        let contract = Self.handoff(paste)
        let text = Self.brief(paste, paste.text.withoutBrackets)
        let context = try #require(BlankTests.inspection(text, contract).contexts.first { $0.id == paste.context })
        #expect(context.value?.fill.isValue == true, "\(text)")
        let missing = BlankTests.judge(text).flatMap(\.findings).filter { $0.context == paste.context && $0.isMissing }
        #expect(missing.map(\.message) == [], "\(text)")
    }

    @Test("lines that a check offers hold nothing but hints either", arguments: all.filter { $0.check != nil && $0.text.contains("## ") })
    func ofChecks(paste: Paste) throws {
        let contract = Self.handoff(paste)
        let section = try #require(paste.text.split(separator: "\n").first { $0.hasPrefix("## ") })
        let label = Label.normalised(String(section))
        let named = try #require(contract.contexts.first { $0.allLabels.map(Label.normalised).contains(label) }, "\(section) names nothing")
        let brief = "---\nhandoff: \(contract.id)\n---\n# Brief\n\n\(paste.text)\n"
        let context = try #require(BlankTests.inspection(brief, contract).contexts.first { $0.id == named.id })
        #expect(context.value?.fill == .unfilled, "\(context.value?.text ?? "")")
    }

    // MARK: words

    @Test("every shipped check has a sentence, and no two contexts share one") func sentences() {
        var said: [String: String] = [:]
        for contract in ShippedTests.library.contracts {
            for (name, check, spec) in Self.checks(contract) {
                guard let message = check.message?.source else {
                    Issue.record("\(name) has no message")
                    continue
                }
                #expect(check.question != nil || spec?.question != nil, "\(name) asks nothing")
                // Two strengths of one check in one context may say the same, and what two handoffs call the same may be told the same.
                let place = String(name.split(separator: ":")[0].split(separator: "/")[1])
                if let other = said[message] { #expect(other == place, "“\(message)” is said by \(other) and \(name)") }
                said[message] = place
            }
        }
        #expect(said.count > 60)
    }

    /// As written by the contract itself, with what asks where the check doesn't.
    private static func checks(_ contract: Contract) -> [(name: String, check: Check, spec: ContextSpec?)] {
        contract.checks.filter { ($0.origin ?? contract.id) == contract.id }.map { ("\(contract.id)/\($0.id):\($0.id)", $0, nil) }
            + contract.contexts.filter { $0.origin == contract.id }.flatMap { context in
                context.checks.map { ("\(contract.id)/\(context.id):\($0.id)", $0, context) }
                    + context.fields.flatMap { field in
                        field.checks.map {
                            ("\(contract.id)/\(context.id).\(field.id):\($0.id)", $0, field.question == nil ? context : field)
                        }
                    }
            }
    }
}

extension String {
    /// What somebody would write who takes each hint at its word.
    var withoutBrackets: String {
        let boxes = replacing("- [ ]", with: "- \u{1}")
        return boxes.filter { $0 != "[" && $0 != "]" && $0 != "…" }.replacing("\u{1}", with: "[ ]").replacing(", \"", with: "\"")
    }
}
