import Blank
import Brief
import Contract
import Source
import Testing

/// A shipped contract is found by what people call its contexts, in six languages.
@Suite struct LanguageTests {
    static let contracts = ShippedTests.library.contracts

    @Test("every context has a title in every language", arguments: contracts.map(\.id)) func titles(id: String) throws {
        let contract = try #require(Self.contracts.first { $0.id == id })
        for context in contract.contexts {
            #expect(context.title != nil, "\(context.id)")
            for language in Language.allCases where language != .english {
                #expect(
                    context.titles.contains { $0.language == language },
                    "\(context.id) has no title in \(language.rawValue): titles: {\(language.rawValue): …}"
                )
            }
        }
    }

    @Test("a title names its context and no other that is required", arguments: contracts.map(\.id)) func alone(id: String) throws {
        let contract = try #require(Self.contracts.first { $0.id == id })
        let demanded = BlankTests.demanded(contract)
        let required = contract.contexts.filter { demanded.contains($0.id) }
        for context in required {
            for language in Language.allCases {
                let label = Label.normalised(context.name(in: language))
                // What does as well for another may be called the same.
                let others = required.filter {
                    $0.id != context.id && $0.satisfiedBy?.contains(context.id) != true
                        && $0.allLabels.map(Label.normalised).contains(label)
                }.map(\.id)
                #expect(others == [], "“\(context.name(in: language))” of \(context.id) names these as well")
            }
        }
    }

    @Test("under its title in any language a context is found", arguments: contracts.filter { !$0.isAbstract }.map(\.id), Language.allCases)
    func found(id: String, language: Language) throws {
        let contract = try #require(Self.contracts.first { $0.id == id })
        let demanded = BlankTests.demanded(contract)
        for context in contract.contexts where demanded.contains(context.id) {
            let sample = SampleLines.markdown(context.sample ?? "something").joined(separator: "\n")
            let title = context.name(in: language)
            let forms = [
                "## \(title)\n\(sample)\n", context.sample?.contains(where: \.isNewline) == true ? "" : "**\(title):**\n\n\(sample)\n",
            ]
            for form in forms where !form.isEmpty {
                let brief = "---\nhandoff: \(id)\n---\n# Brief\n\n\(form)"
                let value = BlankTests.inspection(brief, contract).contexts.first { $0.id == context.id }?.value
                #expect(value?.fill == .real, "\(context.id) under:\n\(form)")
            }
        }
    }

    // MARK: what marketers write

    @Test("every context is in the table of natural names, and nothing else is") func tableIsComplete() {
        let shipped = Self.contracts.flatMap { contract in
            contract.contexts.filter { $0.origin == contract.id }.map { "\(contract.id)/\($0.id)" }
        }
        #expect(Set(shipped) == Set(NaturalLabels.rows.map { "\($0.contract)/\($0.context)" }))
        #expect(NaturalLabels.rows.count == shipped.count)
    }

    @Test("a context is found under the name that a marketer gives it", arguments: contracts.map(\.id), Language.allCases)
    func natural(id: String, language: Language) throws {
        let contract = try #require(Self.contracts.first { $0.id == id })
        let handoff = contract.isAbstract ? BlankTests.contracts[0] : contract
        for row in NaturalLabels.rows where row.contract == id {
            let context = try #require(contract.context(row.context), "\(row.context)")
            let sample = SampleLines.markdown(context.sample ?? "something").joined(separator: "\n")
            let names = try #require(row.names[language])
            #expect(!names.isEmpty, "\(row.context) has no name in \(language.rawValue)")
            for name in names {
                for form in ["## \(name)\n\(sample)\n", "**\(name)**\n\n\(sample)\n"] {
                    let brief = "---\nhandoff: \(handoff.id)\n---\n# Brief\n\n\(form)"
                    let found = BlankTests.inspection(brief, handoff).contexts.first { $0.id == row.context }
                    #expect(found?.value?.fill == .real, "\(row.context) under:\n\(form)")
                }
            }
        }
    }

    /// A title in a contract of the team's is a label, whatever else stands there; it merges language by language.
    @Test func teamsTitles() {
        var bench = Bench(
            """
            handoff: kitchen
            extends: recipe
            context:
              thing: {titles: {de: Gericht}, labels: [dish]}
            """)
        bench.contracts = [
            "recipe.yml": "handoff: recipe\ncontext:\n  thing: {title: Thing, titles: {de: Ding, fr: Plat}, required: true}\n"
        ]
        for label in ["Gericht", "Plat", "dish", "thing"] { #expect(bench.findings("## \(label)\nsoup\n").isEmpty, "\(label)") }
        #expect(bench.findings("## Ding\nsoup\n").count == 1)
        let thing = bench.library.contract("kitchen")?.context("thing")
        #expect(thing?.name(in: .german) == "Gericht")
        #expect(thing?.name(in: .dutch) == "Thing")
    }

    @Test func aLanguageThatIsNotThereIsRefused() {
        let problems = Bench("handoff: recipe\ncontext: {thing: {titles: {italian: Piatto, De: Ding}}}\n").library.problems.map(\.message)
        #expect(problems.count == 2)
        #expect(problems.first == "titles has nothing called “italian”. It can be: en, de, fr, es, pt, nl.", "\(problems)")
        #expect(problems.last == "titles has nothing called “De”. Did you mean “de”?")
    }
}
