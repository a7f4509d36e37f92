import Contract
import Source
import Testing

/// What the language must be able to state without code, each with a contract that has nothing to do with marketing.
@Suite struct GeneralityTests {
    /// Contexts of a standards process, as lines under `context:`.
    static func proposal(_ checks: String, contexts: String = "", rest: String = "") -> Bench {
        Bench("handoff: proposal\n\(rest)\ncontext:\n  status:\n    labels: [state]\n  number: {}\n\(contexts)\ncheck:\n\(checks)\n")
    }

    @Test func aFieldIsRequiredExactlyWhenAnotherHasAValue() {
        let bench = Self.proposal(
            "",
            contexts: """
                  withdrawal-reason:
                    check:
                      - {required: true, when: {of: withdrawn-on, required: true}}
                      - {id: only-then, required: false, when: {of: withdrawn-on, required: false}}
                  withdrawn-on: {}
                """)
        bench.expect("---\nwithdrawn-on: 2027-01-01\nwithdrawal-reason: nobody needs it\n---\n")
        bench.expect("---\nnumber: 1\n---\n")
        bench.expect("1️⃣---\nwithdrawn-on: 2027-01-01\n---\n", finds: ["proposal/withdrawal-reason:required"])
        bench.expect("---\nwithdrawal-reason: 1️⃣nobody needs it\nwithdrawn-on: TBD\n---\n", finds: ["proposal/withdrawal-reason:only-then"])
    }

    @Test func itemsOfASplitListHaveOneOfSeveralFormsAndAtLeastOneACertainForm() {
        let bench = Self.proposal(
            "",
            contexts: #"""
                  author:
                    check:
                      - id: form
                        of: {split: ','}
                        any: [{pattern: '^[^@<>()]+$'}, {pattern: '^[^@<>()]+ \(@\w+\)$'}, {pattern: '^[^@<>()]+ <\S+@\S+>$'}]
                      - {id: one-handle, of: {split: ','}, count: {min: 1, where: {pattern: '\(@\w+\)$'}}}
                """#)
        bench.expect("---\nauthor: Ana Silva, Bo (@bo), Cy <cy@example.org>\n---\n")
        bench.expect("---\nauthor: Bo (@bo), 1️⃣@ana, Cy, 2️⃣<cy>\n---\n", finds: ["proposal/author:form", "proposal/author:form"])
        bench.expect("---\nauthor: 1️⃣Ana Silva, Cy <cy@example.org>\n---\n", finds: ["proposal/author:one-handle"])
    }

    @Test func integersAscend() {
        let bench = Self.proposal(
            "",
            contexts: """
                  requires:
                    check:
                      - {id: whole, of: {split: ','}, type: integer}
                      - {id: ascending, of: {split: ','}, order: ascending}
                """)
        bench.expect("---\nrequires: 2, 20, 155, 1000\n---\n")
        bench.expect("---\nrequires: 20, 155, 1️⃣2, 1000\n---\n", finds: ["proposal/requires:ascending"])
        bench.expect("---\nrequires: 20, 1️⃣x, 2️⃣155\n---\n", finds: ["proposal/requires:whole", "proposal/requires:ascending@2"])
    }

    @Test func keysHaveAnOrderAndUnknownKeysAreForbidden() {
        let bench = Self.proposal("  - {id: keys, of: $keys, order: {names: [number, title, state, created], others: forbid}}")
        bench.expect("---\nnumber: 1\ntitle: x\ncreated: y\n---\n")
        bench.expect("---\ntitle: x\n1️⃣number: 1\n---\n", finds: ["proposal/keys:keys"])
        bench.expect(
            "---\nnumber: 1\n1️⃣titel: x\n---\n", finds: ["proposal/keys:keys"],
            says: ["Keys: “titel” does not belong here. Did you mean “title”?"])
    }

    @Test func capturesOfOneFieldAreAmongTheItemsOfAnother() {
        let bench = Self.proposal(
            #"  - {id: mentioned, of: {from: description, capture: 'P-(\d+)'}, one-of: {of: {from: requires, split: ','}}}"#,
            contexts: "  description: {}\n  requires: {}")
        bench.expect("---\ndescription: Extends P-20 and P-155\nrequires: 20, 155, 7\n---\n")
        bench.expect("---\ndescription: Extends P-20 and 1️⃣P-156\nrequires: 20, 155\n---\n", finds: ["proposal/mentioned:mentioned"])
        bench.expect("---\ndescription: 1️⃣P-1\n---\n", finds: ["proposal/mentioned:mentioned"])
        bench.expect("---\ndescription: stands alone\n---\n")
    }

    @Test func sectionsOfTheSecondLevelHaveAnOrderAndExtrasAreForbidden() {
        let bench = Self.proposal(
            "  - {id: sections, of: {from: $sections, where: {of: .level, equals: '2'}}, order: {names: [Abstract, Motivation, Rationale, Copyright], others: forbid}}"
        )
        bench.expect("# P\n\n## Abstract\n\n### Anything\n\n## Rationale\n\nx\n\n## Copyright\n")
        bench.expect("## Motivation\n\n## 1️⃣Abstract\n\n## Rationale\n", finds: ["proposal/sections:sections"])
        bench.expect("## Abstract\n\n## 1️⃣Thanks\n\n## Copyright\n", finds: ["proposal/sections:sections"])
    }

    @Test func theLastSectionIsExactlyThis() {
        let bench = Self.proposal(
            "  - {id: last, of: {from: $sections, take: last}, all: [{equals: Copyright}, {of: .body, equals: 'All rights waived.'}, {of: .level, equals: '2'}]}"
        )
        bench.expect("## Abstract\n\nx\n\n## Copyright\n\nAll rights waived.\n")
        bench.expect("## Copyright\n\nAll rights waived.\n\n## 1️⃣Thanks\n", finds: ["proposal/last:last"])
        bench.expect("## Abstract\n\n## 1️⃣Copyright\n\nAll rights reserved.\n", finds: ["proposal/last:last"])
        bench.expect("## Abstract\n\n### 1️⃣Copyright\n\nAll rights waived.\n", finds: ["proposal/last:last"])
    }

    @Test func aLinkedDocumentIsAtLeastAsFarAsThisOne() {
        var bench = Self.proposal(
            #"""
              - id: not-behind
                of: {from: requires.$links, where: {of: .url, pattern: '\.md$'}}
                brief: [{of: state-reached, range: {min: {of: $citing.state-reached}, by: progress}}]
            """#,
            contexts: "  requires: {}\n  state-reached: {labels: [reached]}",
            rest: "vocabulary:\n  progress: {tiers: [[draft], [review, last call], [final]]}")
        bench.files = [
            "proposals/two.md": "---\nreached: review\n---\n", "proposals/three.md": "---\nreached: Final\n---\n",
            "proposals/none.md": "---\nnumber: 3\n---\n",
        ]
        bench.expect("---\nreached: last call\n---\n\n## Requires\n\n[Two](two.md) and [three](three.md)\n")
        bench.expect("---\nreached: draft\n---\n\n## Requires\n\n[Two](two.md), [the specification](https://example.org)\n")
        bench.expect(
            "---\nreached: final\n---\n\n## Requires\n\n[Two](1️⃣two.md) and [three](three.md)\n", finds: ["proposal/not-behind:not-behind"])
        bench.expect(
            "---\nreached: draft\n---\n\n## Requires\n\n[None](1️⃣none.md) and [gone](2️⃣gone.md)\n",
            finds: ["proposal/not-behind:not-behind", "proposal/not-behind:not-behind"])
    }

    @Test func aFencedBlockHoldsJSONWithTheseFields() {
        let bench = Self.proposal(
            #"""
              - id: citation
                of: {from: {from: $fences, where: {of: .lang, equals: csl-json}}, parse: json}
                all: [{of: .type, equals: article}, {of: .DOI, pattern: '^10\.\d+/'}, {of: .author.*.family, required: true}]
              - {id: readable, of: {from: $fences, where: {of: .lang, equals: csl-json}}, count: {min: 1, where: {of: {parse: json}, type: mapping}}}
            """#)
        let good =
            "```csl-json\n{\n  \"type\": \"article\",\n  \"DOI\": \"10.17487/rfc9110\",\n  \"author\": [{\"family\": \"Fielding\"}]\n}\n```\n"
        bench.expect(good)
        bench.expect(good + "\n```json\n{\"type\": \"book\"}\n```\n")
        bench.expect(
            "Cited:\n\n```csl-json\n1️⃣{\"type\": \"book\", \"DOI\": \"10.1/x\", \"author\": [{\"family\": \"a\"}]}\n```\n",
            finds: ["proposal/citation:citation"])
        bench.expect(
            "```csl-json\n1️⃣{\"type\": \"article\", \"author\": [{\"family\": \"a\"}]}\n```\n", finds: ["proposal/citation:citation"])
        bench.expect("```csl-json\n1️⃣{\"type\": \n```\n", finds: ["proposal/readable:readable"])
    }

    @Test func aPatternIsForbiddenInProseOutsideLinksAndCode() {
        let bench = Self.proposal(
            #"  - {id: bare, of: {from: {from: $prose, where: {not: {of: .in, equals: link}}}, capture: 'P-\d+'}, required: false}"#)
        let each = Self.proposal(
            #"  - {id: bare, of: {from: {from: $prose, where: {not: {of: .in, equals: link}}}, capture: 'P-\d+'}, not: {required: true}}"#)
        let fine = "See [P-20](./p-20.md), `P-21` and https://example.org/P-22.\n\n```\nP-23\n```\n"
        bench.expect(fine)
        each.expect(fine)
        bench.expect("# About 1️⃣P-1\n\nAnd P-2.\n", finds: ["proposal/bare:bare"])
        each.expect(
            "# About 1️⃣P-1\n\n- see 2️⃣P-2, [P-20](./p-20.md)\n\n| a |\n| --- |\n| x 3️⃣P-3 |\n",
            finds: Array(repeating: "proposal/bare:bare", count: 3))
    }

    @Test func theFirstOccurrenceIsALink() {
        let bench = Self.proposal(
            #"  - {id: first-linked, of: {from: {from: $prose, where: {not: {of: .in, equals: heading}}}, capture: 'P-\d+', take: distinct}, all: [{of: .in, equals: link}]}"#
        )
        bench.expect("# P-1\n\nSee [P-20](./p-20.md), then P-20 again, and [P-3](./p-3.md).\n")
        bench.expect("See 1️⃣P-20 and later [P-20](./p-20.md); [P-3](./p-3.md) and P-3.\n", finds: ["proposal/first-linked:first-linked"])
    }

    @Test func onlyRelativeLinksAreAllowedWithExceptions() {
        let bench = Self.proposal(
            #"  - {id: relative, of: $links, any: [{of: .url, not: {pattern: '^[a-z][a-z0-9+.-]*:|^//'}}, {of: .host, one-of: [rfc.example, w3.example]}]}"#
        )
        bench.expect("[a](./a.md), [b](../b/c.md#d), [c](#here), https://rfc.example/9110 and [w](https://w3.example/TR/)\n")
        bench.expect(
            "[a](1️⃣https://example.org/a), <2️⃣http://example.org>, ![i](3️⃣//cdn.example/i.png)\n",
            finds: Array(repeating: "proposal/relative:relative", count: 3))
    }

    @Test func commentsAreForbiddenByStatus() {
        let bench = Self.proposal("  - {id: comments, of: $comments, count: {max: 0}, when: {of: number, required: true}}")
        bench.expect("Draft text. <!-- why? -->\n")
        bench.expect("---\nnumber: 4\n---\n\nText.\n")
        bench.expect("---\nnumber: 4\n---\n\nText. 1️⃣<!-- why? --> More. <!-- and? -->\n", finds: ["proposal/comments:comments"])
        let byStatus = Self.proposal("  - {id: comments, of: $comments, not: {required: true}, when: {of: number, one-of: ['4', '5']}}")
        byStatus.expect(
            "---\nnumber: 5\n---\n\n1️⃣<!-- a -->\n\n2️⃣<!-- b\nc -->\n", finds: ["proposal/comments:comments", "proposal/comments:comments"])
        byStatus.expect("---\nnumber: 6\n---\n\n<!-- a -->\n")
    }

    @Test func theFileNameFollowsFromAField() {
        var bench = Self.proposal("  - {id: file-name, of: $path, equals: 'proposals/p-{number}.md'}")
        bench.path = "proposals/p-42.md"
        bench.expect("---\nnumber: 42\n---\n")
        bench.expect(
            "1️⃣---\nnumber: 43\n---\n", finds: ["proposal/file-name:file-name"],
            says: ["File name: expected “proposals/p-43.md”, found “proposals/p-42.md”."])
    }
}
