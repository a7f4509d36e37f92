import Blank
import Brief
import BuiltinContracts
import Contract
import Source
import Testing
import YAML

/// The words of rules/languages: complete, and as good as the English ones they stand in for.
@Suite struct TranslationTests {
    static let languages = Language.allCases.filter { $0 != .english }
    private static let translations = Dictionary(
        uniqueKeysWithValues: languages.map { language in
            (language, Translation(Shipped.translation(language)!, of: ShippedTests.library.contracts))
        })

    static func translation(_ language: Language) -> Translation { translations[language] ?? Translation() }

    @Test("English needs no translation") func english() {
        #expect(Shipped.translation(.english) == nil)
    }

    @Test("a file says its language", arguments: languages) func itsOwn(language: Language) {
        #expect(Shipped.translation(language)?["language"]?.text == language.rawValue)
    }

    @Test("each context of each contract is there with question and hint, and nothing else is", arguments: languages)
    func complete(language: Language) {
        let translation = Self.translation(language)
        #expect(Set(translation.words.keys) == Set(ShippedTests.library.contracts.map(\.id)))
        for contract in ShippedTests.library.contracts {
            let words = translation.words[contract.id] ?? [:]
            let own = contract.contexts.filter { $0.origin == contract.id && $0.question != nil }
            #expect(Set(words.keys) == Set(own.map(\.id)), "\(contract.id)")
            for context in own {
                #expect(words[context.id]?.question != nil, "\(contract.id)/\(context.id) has no question")
                #expect((words[context.id]?.hint != nil) == (context.paste != nil), "\(contract.id)/\(context.id): hint")
            }
            #expect((translation.titles[contract.id] != nil) != contract.isAbstract, "\(contract.id)")
        }
    }

    /// A brief that holds one context and its hint.
    private static func brief(_ contract: Contract, _ context: ContextSpec, _ language: Language, _ lines: String) -> String {
        "---\nhandoff: \(contract.id)\n---\n# Brief\n\n## \(context.name(in: language))\n\n\(lines)\n"
    }

    @Test("a hint left as it is counts for nothing", arguments: languages) func untouched(language: Language) throws {
        for (contract, context, hint) in Self.hints(language) {
            let value = BlankTests.inspection(Self.brief(contract, context, language, hint), contract).contexts.first {
                $0.id == context.id
            }?.value
            #expect(value?.fill == .unfilled, "\(contract.id)/\(context.id): \(hint)")
        }
    }

    @Test("with words for its brackets, a hint settles what it is for", arguments: languages) func filledIn(language: Language) throws {
        for (contract, context, hint) in Self.hints(language) {
            let text = Self.brief(contract, context, language, hint.withoutBrackets)
            let value = BlankTests.inspection(text, contract).contexts.first { $0.id == context.id }?.value
            #expect(value?.fill.isValue == true, "\(contract.id)/\(context.id): \(hint)")
            let missing = BlankTests.judge(text).flatMap(\.findings).filter { $0.context == context.id && $0.isMissing }
            #expect(missing.map(\.message) == [], "\(text)")
        }
    }

    /// Which handoff it is, a brief says in front matter.
    private static func hints(_ language: Language) -> [(Contract, ContextSpec, String)] {
        ShippedTests.library.contracts.flatMap { contract in
            contract.contexts.filter { $0.origin == contract.id && $0.id != "handoff" }.compactMap { context in
                translation(language).words[contract.id]?[context.id]?.hint.map {
                    (contract.isAbstract ? BlankTests.contracts[0] : contract, context, $0)
                }
            }
        }
    }

    @Test("a blank brief speaks one language", arguments: BlankTests.ids, languages) func oneLanguage(id: String, language: Language) {
        let contract = BlankTests.contract(id)
        let text = BlankTests.blank([contract], language: language)
        for context in contract.contexts where BlankTests.demanded(contract).contains(context.id) {
            if let question = context.question?.outline { #expect(!text.contains(question), "\(context.id)") }
            for hint in Self.brackets(context.paste?.outline ?? "") where hint.contains(" ") && !hint.contains("…") {
                #expect(!text.contains("[\(hint)]"), "\(context.id)")
            }
        }
        #expect(!text.contains(contract.name), "\(text)")
        let names = text.split(whereSeparator: { ":,.\n".contains($0) }).map { $0.drop { $0 == " " || $0 == "#" } }
        for context in contract.contexts where context.name(in: language) != context.name {
            #expect(!names.contains { $0 == context.name }, "\(context.name)")
        }
    }

    private static func brackets(_ text: String) -> [String] {
        text.split(separator: "[").dropFirst().compactMap { $0.split(separator: "]").first.map(String.init) }.filter { $0 != " " }
    }

    @Test("what a team put in its own words stays") func teamsWords() throws {
        let team = SourceText(
            path: "team.yml",
            text: """
                handoff: crm
                extends: shipped/crm
                title: Leads ins CRM
                context:
                  routing: {question: Whose lead is it here?}
                  consent: {paste: "## Consent\\n[which box they ticked]"}

                """)
        let library = ContractLibrary(Shipped.files + [ContractLibrary.File(team, isShipped: false, readFile: { _ in nil })])
        #expect(library.problems.isEmpty)
        let contract = try #require(library.contract("crm"))
        let rulebook = Rulebook([contract], settings: Settings(today: CalendarDate(iso: "2026-01-15")!), tree: .empty)
        let text = Blank(
            [contract], rulebook: rulebook, language: .german, translation: Self.translation(.german), status: nil
        ).text
        #expect(text.contains("# Leads ins CRM\n"))
        #expect(
            text.contains("## Verteilung\n<!-- Whose lead is it here? -->\n- [Land, Segment oder Produkt]: [Person oder Warteschlange]\n"))
        #expect(text.contains("<!-- Wozu haben sie eingewilligt, und in welchem Feld steht das? -->\n[which box they ticked]\n"))
        #expect(text.contains("owner: \"[Name einer Person]\"\n"))
    }
}
