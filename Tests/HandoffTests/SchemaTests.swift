import Contract
import Foundation
import Testing
import Workspace

/// The JSON Schemas that editors complete by and tools rely on: rules/schema.
@Suite struct SchemaTests {
    static let folder = Program.root.appending(path: "rules/schema")

    /// Reads like editors do: YAML 1.2, in which `off` is a word and a date a text. Prints a line for each document that does not fit.
    static let validator = """
        import json, re, sys, yaml
        from jsonschema import Draft202012Validator

        class Loader(yaml.SafeLoader):
            pass

        Loader.yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
        Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))

        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for path in sys.argv[2:]:
            text = open(path, encoding="utf-8").read()
            document = json.loads(text) if path.endswith(".json") else yaml.load(text, Loader)
            for error in list(validator.iter_errors(document))[:3]:
                place = "/".join(str(part) for part in error.absolute_path)
                print(f"{path.split('/')[-1]}: {place}: {error.message[:200]}")
        print("done")
        """

    /// What does not fit, one line each.
    static func mistakes(_ schema: String, _ files: [URL], at location: SourceLocation = #_sourceLocation) throws -> [String] {
        try #require(!files.isEmpty, sourceLocation: location)
        let result = try Program.run(
            ["-c", validator, folder.appending(path: schema).path] + files.map(\.path), in: Program.root,
            executable: URL(filePath: "/usr/bin/python3"),
            at: location)
        let lines = result.output.split(separator: "\n").map(String.init)
        try #require(lines.last == "done", "\(result.error.suffix(400))", sourceLocation: location)
        return lines.dropLast()
    }

    static func files(under folder: String, _ isWanted: (String) -> Bool) throws -> [URL] {
        let folder = Program.root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter(isWanted).sorted().map { folder.appending(path: $0) }
    }

    // MARK: documents

    @Test func theOutputForTheSampleTeamFits() throws {
        let scratch = try Scratch()
        let file = scratch.url.appending(path: "lint.json")
        let result = try Program.run(["lint", "--format", "json=\(file.path)"], in: Program.root.appending(path: "fixtures/team"))
        #expect(result.code == 1)
        let mistakes = try Self.mistakes("lint.schema.json", [file])
        #expect(mistakes == [])
    }

    @Test func theOutputForEveryKindOfTeamFits() throws {
        let several = Kickoff.config.replacing("[kickoff.yml]", with: "[kickoff.yml, review.yml]")
        let teams: [(name: String, files: [String: String], arguments: [String])] = [
            ("nothing", [:], []),
            ("hold", ["briefs/a.md": Kickoff.empty], []),
            ("ready", ["briefs/a.md": Kickoff.ready], []),
            ("draft", ["briefs/a.md": "---\nstatus: draft\n---\n"], []),
            ("cancelled", ["briefs/a.md": "---\nstatus: dropped\n---\n"], []),
            ("unknown", ["briefs/a.md": "---\nhandoff: nope\n---\n"], []),
            ("undeclared", ["handoff.yml": "briefs: [\"briefs/*.md\"]\n", "briefs/a.md": "x"], []),
            ("unreadable", ["briefs/a.md": "---\n", "briefs/b.md": "a\0b", "briefs/c.md": "+++\n+++\n"], []),
            ("too large", ["briefs/a.md": String(repeating: "a", count: (1 << 20) + 1)], []),
            ("allowed", ["briefs/a.md": "---\nallow: [kickoff/goal because we know, nope]\n---\n"], []),
            ("status", ["briefs/a.md": "---\nstatus: raedy\nid: \"\\e[1m\"\n---\n"], []),
            ("narrowed", ["briefs/a.md": Kickoff.empty], ["--only", "kickoff/budget"]),
            ("fields", ["briefs/a.md": "---\ngoal: x\nbudget: [{currency: A}, {currency: B}]\npart-of: nope\n---\n- plan: gone\n"], []),
            (
                "several handoffs",
                [
                    "handoff.yml": several, "review.yml": "handoff: review\ncheck: [{id: short, length: {max: 1}}]\n",
                    "briefs/a.md": "---\nhandoff: [kickoff, review]\n---\n",
                ], []
            ),
            (
                "identifiers with underscores",
                ["kickoff.yml": "handoff: kickoff\ncontext:\n  the_goal: {fields: {a_b: {}}, required: true}\n", "briefs/a.md": "x"], []
            ),
            (
                "shipped",
                [
                    "briefs/a.md": "---\nhandoff: [campaign-to-analytics, marketing-to-sales]\n---\n",
                    "briefs/b.md": "---\nhandoff: Marketing to sales\n---\n",
                ], []
            ),
        ]
        let scratch = try Scratch()
        for team in teams {
            let folder = try Kickoff.team(team.files)
            let result = try Program.run(["lint", "--format", "json"] + team.arguments, in: folder.url)
            #expect(result.error == "")
            try scratch.write("\(team.name).json", result.outputBytes)
        }
        let files = teams.map { scratch.url.appending(path: "\($0.name).json") }
        let mistakes = try Self.mistakes("lint.schema.json", files)
        #expect(mistakes == [])
    }

    @Test func configsFit() throws {
        let scratch = try Scratch(["full.yml": Self.fullConfig])
        let files = try Self.files(under: "fixtures") { $0.hasSuffix("handoff.yml") } + [scratch.url.appending(path: "full.yml")]
        let mistakes = try Self.mistakes("handoff-config.schema.json", files)
        #expect(mistakes == [])
    }

    @Test func contractsFit() throws {
        let scratch = try Scratch(["kickoff.yml": Kickoff.contract, "full.yml": Self.fullContract])
        let files =
            try Self.files(under: "rules") { $0.hasSuffix(".yml") && !$0.contains("/") }
            + Self.files(under: "fixtures/team/handoffs") { $0.hasSuffix(".yml") }
            + ["kickoff.yml", "full.yml"].map { scratch.url.appending(path: $0) }
        #expect(files.count >= 6)
        let mistakes = try Self.mistakes("contract.schema.json", files)
        #expect(mistakes == [])
    }

    @Test func languagesFit() throws {
        let files = try Self.files(under: "rules/languages") { $0.hasSuffix(".yml") }
        #expect(files.map(\.lastPathComponent) == ["de.yml", "es.yml", "fr.yml", "nl.yml", "pt.yml"])
        #expect(try Self.mistakes("language.schema.json", files) == [])
    }

    @Test(
        "a language file with a mistake does not fit",
        arguments: [
            "contracts: {}", "language: it\ncontracts: {}", "language: de\ncontracts: {crm: {title: x}}", "language: de\ncontract: {}",
            "language: de\ncontracts: {crm: {context: {fields: {question: x, paste: '[x]'}}}}",
            "language: de\ncontracts: {crm: {context: {fields: {hint: '[x]'}}}}",
            "language: de\ncontracts: {crm: {context: {fields: {question: x, hint: no brackets}}}}",
            "language: de\ncontracts: {CRM: {context: {}}}",
        ])
    func whatFitsNoLanguage(text: String) throws {
        let scratch = try Scratch(["de.yml": text + "\n"])
        #expect(try Self.mistakes("language.schema.json", [scratch.url.appending(path: "de.yml")]).isEmpty == false)
    }

    /// Whoever follows the schemas must not be told otherwise by the program.
    @Test func whatFitsIsAlsoWhatTheProgramTakes() throws {
        let team = try Scratch([
            "handoff.yml": Self.fullConfig, "kickoff.yml": Kickoff.contract, "contracts/full.yml": Self.fullContract,
            "contracts/words.yml": "- a\n- b\n",
            "people.yml": "people: [Dana]\nteams: []\n",
        ])
        let result = try Program.run(["contracts", "validate"], in: team.url)
        #expect(result.output.hasSuffix("no mistakes.\n"), "\(result.output)")
        #expect(result.code == 0)
    }

    @Test(
        "what the program refuses does not fit either",
        arguments: [
            ("handoff-config.schema.json", "breifs: []"), ("handoff-config.schema.json", "briefs: \"*.md\""),
            ("handoff-config.schema.json", "briefs: [{file: a}]"),
            ("handoff-config.schema.json", "briefs: [{handoff: a}]"), ("handoff-config.schema.json", "severity: {a/b: eror}"),
            ("handoff-config.schema.json", "severity: {a/b: {drft: off}}"), ("handoff-config.schema.json", "lifecycle: some"),
            ("handoff-config.schema.json", "lifecycle: {drafts: [a]}"), ("handoff-config.schema.json", "working-days: [monday]"),
            ("handoff-config.schema.json", "rework: {windows: 3}"), ("handoff-config.schema.json", "rework: {window: -1}"),
            ("handoff-config.schema.json", "people: [a]"),
            ("handoff-config.schema.json", "projects: [spring]"), ("handoff-config.schema.json", "projects: {spring: {needed: {}}}"),
            ("handoff-config.schema.json", "projects: {spring: {not-needed: [vendor]}}"),
            ("handoff-config.schema.json", "projects: {spring: {not-needed: {vendor: }}}"),
            ("handoff-config.schema.json", "people-rates: maybe"), ("handoff-config.schema.json", "defaults: [a]"),
            ("handoff-config.schema.json", "required-version: latest"),
            ("contract.schema.json", "title: no id"), ("contract.schema.json", "handoff: a\ntitel: x"),
            ("contract.schema.json", "handoff: Not An Id"),
            ("contract.schema.json", "handoff: a\ncontext: {goal: {patern: x}}"),
            ("contract.schema.json", "handoff: a\ncheck: [{id: x, pattern: a, equals: b}]"),
            ("contract.schema.json", "handoff: a\ncheck: [{type: colour}]"),
            ("contract.schema.json", "handoff: a\ncheck: [{of: {form: a}, required: true}]"),
            ("contract.schema.json", "handoff: a\ncheck: [{unique: world}]"), ("contract.schema.json", "handoff: a\nseverity: {a/b: loud}"),
            ("contract.schema.json", "handoff: a\nexamples: {passes: [{brief: x}]}"),
            ("contract.schema.json", "handoff: a\ncontext: [goal]"),
        ] as [(String, String)])
    func whatIsRefusedDoesNotFit(_ schema: String, _ text: String) throws {
        let isConfig = schema.contains("config")
        let scratch = try Scratch([isConfig ? "handoff.yml" : "bad.yml": text + "\n"])
        #expect(try Self.mistakes(schema, [scratch.url.appending(path: isConfig ? "handoff.yml" : "bad.yml")]).isEmpty == false)
        if !isConfig { try scratch.write("handoff.yml", "contracts: [bad.yml]\n") }
        #expect(try Program.run(["contracts", "validate"], in: scratch.url).code == 1)
    }

    // MARK: names

    static func schema(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The property names of a definition, those of its alternatives included.
    static func properties(_ schema: [String: Any], _ definition: String? = nil) throws -> [String] {
        var node = schema
        if let definition {
            let definitions = try #require(schema["$defs"] as? [String: Any])
            node = try #require(definitions[definition] as? [String: Any])
        }
        let alternatives = ["oneOf", "anyOf", "allOf"].flatMap { node[$0] as? [[String: Any]] ?? [] } + [node]
        return Set(alternatives.flatMap { ($0["properties"] as? [String: Any] ?? [:]).keys }).sorted()
    }

    @Test func theConfigsKeysAreThoseTheProgramKnows() throws {
        #expect(try Self.properties(Self.schema("handoff-config.schema.json")) == Config.keys.sorted())
    }

    @Test func theContractsKeysAreThoseTheProgramKnows() throws {
        let schema = try Self.schema("contract.schema.json")
        #expect(try Self.properties(schema) == ContractReader.keys.sorted())
        #expect(try Self.properties(schema, "context") == ContractReader.contextKeys.sorted())
        #expect(try Self.properties(schema, "check") == ContractReader.checkKeys.sorted())
        #expect(try Self.properties(schema, "selection") == ContractReader.selectionKeys.sorted())
    }

    @Test func everyDefinitionSaysWhatItIsFor() throws {
        for name in [
            "handoff-config.schema.json", "contract.schema.json", "lint.schema.json", "rework.schema.json", "map.schema.json",
            "audit.schema.json",
        ] {
            let schema = try Self.schema(name)
            for (key, value) in try #require(schema["properties"] as? [String: [String: Any]]) where value["$ref"] == nil {
                #expect(value["description"] != nil, "\(name): \(key)")
            }
        }
    }

    // MARK: with everything in it

    static let fullConfig = """
        briefs:
          - files: "briefs/analytics/**/*.md"
            handoff: campaign-to-analytics
          - files: ["briefs/**/*.md", "more/*.md"]
          - "other/*.md"
        exclude: ["**/README.md", "briefs/archive/**"]
        contracts: [kickoff.yml, contracts/full.yml]
        defaults: {analytics-tool: GA4, source-rules: "see wiki/attribution"}
        lifecycle: {handed: [ready, review], accepted: [approved]}
        people: people.yml
        people-rates: false
        vocabulary: {utm-source: [linkedin, newsletter]}
        domains: [acme.example]
        severity: {"campaign-to-analytics/source-rules": warning, "vendor-to-internal/*": off, kickoff/goal: {draft: off, handed: error}}
        baseline: .handoff-baseline.json
        timezone: Europe/Berlin
        working-days: [mon, tue, wed, thu, fri]
        rework: {window: 30, bulk: 20, bots: ["*[bot]"], scribes: ["ops@acme.example"], ignore-revs: .git-blame-ignore-revs}
        outcomes: crm-export.csv
        projects: {spring-launch: {not-needed: {vendor-to-internal: "no agency involved"}}, "*": {not-needed: {crm: "leads stay in the form"}}}
        required-version: ">=0.1"

        """

    static let fullContract = """
        handoff: full
        title: With everything
        extends: shipped/handoff
        abstract: false
        from: A
        to: B
        risk: Something breaks
        boundary: {decision: Stop, when: it breaks}
        standard:
          owner: Dana
          required-input: all
          expected-output: more
          review: monthly
          reviewed: 2027-01-15
          decides: Dana
          failure-signal: {text: again, signal: rework, above: 3, of: 10}
        vocabulary:
          plain: [a, b, 3]
          filed: {file: words.yml}
          tiered: {tiers: [[draft], [review, last call], [final]]}
        define:
          one: {of: thing, required: true}
          several: [{use: one}, required]
        tables:
          kinds:
            - {is: A, when: [{of: .part, pattern: a}, {use: one}]}
            - {is: B}
        context:
          due: off
          owner: {more-labels: [boss], severity: warning}
          thing:
            title: Thing
            titles: {en: Thing, de: Ding, fr: Chose, es: Cosa, pt: Coisa, nl: Zaak}
            labels: [thing, things]
            more-labels: [object]
            question: Which?
            why: Because
            paste: "thing: [which]"
            sample: a thing
            signal: tracking
            severity: {draft: off, handed: error}
            scope: brief
            boxes: choose
            satisfied-by: [owner]
            rows: {from: [value, links], split: ",", head: part, rest: more}
            required: true
            length: {min: 1, max: 9, unit: words}
            message: "{title}: {value}"
            check:
              typed: {of: .part, type: [text, number, integer, boolean, date, date-time, duration, relative-time, person, email, url, path, list, mapping]}
              between: {of: .part, range: {min: 1, max: {of: .more}}}
              until: {of: .part, range: {min: today, max: today+30d}}
              far: {of: .part, range: {min: review, by: tiered}}
            fields:
              part:
                one-of: {vocabulary: plain}
                check:
                  - {id: exact, one-of: {literals: [a, B], exact: true}}
                  - {id: other, one-of: {of: owner}}
                  - {id: named, one-of: [a, b]}
              more: {}
          bare:
        check:
          - {id: links, of: {from: [$links, thing.$links], parse: url, split: ",", where: {of: .own, equals: true}, capture: '(a)', take: distinct}, count: {min: 0, max: 9, where: required}}
          - {id: looked-up, of: {table: kinds, with: thing, place: thing.part}, not: {equals: {of: owner}}, when: {use: several}}
          - {id: sorted, of: $sections.title, order: {names: [A, B], others: allow}}
          - {id: rising, of: $sections.level, order: ascending}
          - {id: once, of: thing.part, unique: repository}
          - {id: linked, of: part-of, brief: [{of: status, equals: "{status}"}, {of: $citing.owner, required: true}]}
          - {id: both, all: [{any: [required, {not: {use: one}}]}], severity: info, message: "{to}", question: why, paste: x, place: owner}
        severity: {"full/*": warning, "full/thing.part:between": {accepted: error}}
        examples:
          passes: [{name: good, brief: "thing: a"}]
          fails: [{name: bad, finds: ["full/thing:required"], brief: ""}]

        """
}
