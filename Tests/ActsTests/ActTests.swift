import Acts
import Brief
import BuiltinContracts
import Contract
import Source
import Testing

/// Forms a status stands in, and the acts that follow each other.
struct ActTests {
    static let rulebook = Rulebook(
        ContractLibrary(Shipped.files), settings: Settings(today: CalendarDate(year: 2027, month: 1, day: 4)!),
        tree: Tree(exists: { _, _ in false }, read: { _ in nil }))

    static let body = "# Webinar\n\nOwner: Dana\n\n## Offer\n\nA free seat.\n"

    static let forms: [String] = [
        "---\nhandoff: crm\nstatus: draft # not yet\nowner: Dana\n---\n\(body)",
        "---\nstatus: \"draft\"\nhandoff: 'crm'\n---\n\(body)",
        "---\nhandoff: crm\nstatus:\n---\n\(body)",
        "---\nhandoff: crm\n---\n\(body)",
        "# Webinar\n\n- **Status:** draft\n- **Owner:** Dana\n\n## Offer\n\nA free seat.\n",
        "# Webinar\n\n**Status:** draft  \n**Owner:** Dana\n\n## Offer\n\nA free seat.\n",
        "# Webinar\n\nStatus: draft\nOwner: Dana\n\n## Offer\n\nA free seat.",
        "# Webinar\n\n| Field | Value |\n|---|---|\n| Status | draft |\n| Owner | Dana |\n\n## Offer\n\nA free seat.\n",
        "# Webinar\n\n## Status\n\ndraft\n\n## Owner\n\nDana\n",
        "\(body)",
    ]

    static let variants: [@Sendable (String) -> String] = [
        { $0 }, { $0.replacing("\n", with: "\r\n") }, { "\u{FEFF}" + $0 }, { String($0.reversed().drop(while: \.isNewline).reversed()) },
    ]

    static let acts: [Act] = [
        .send(receiver: nil, due: nil, allowing: [], because: nil), .ask("Which offer?", of: "dana"),
        .sendBack(missing: ["owner"], because: "two are named", day: "2027-01-04"),
        .send(receiver: nil, due: nil, allowing: [], because: nil), .accept(by: "Lee Park"), .deliver,
    ]

    @Test(
        "Every act sets its stage in every form, takes nothing away but the value, and keeps line ends and marks", arguments: ActTests.forms
    )
    func everyForm(_ form: String) throws {
        for variant in Self.variants {
            var bytes = Array(variant(form).utf8)
            for act in Self.acts {
                let source = SourceText(path: "a.md", bytes: bytes)
                let done: ActingBrief.Done
                do {
                    done = try ActingBrief(source, fallback: "crm", handoff: nil, rulebook: Self.rulebook).done(act)
                } catch {
                    Issue.record("\(act) on \(String(decoding: bytes, as: UTF8.self)): \(error.sentence)")
                    break
                }
                let judgement = Judge(Self.rulebook).judge(SourceText(path: "a.md", bytes: done.bytes), fallback: "crm").judgements[0]
                #expect(judgement.stage == act.stage)
                let removed = done.edits.reduce(0) { $0 + $1.range.upper - $1.range.lower }
                #expect(removed <= 12, "only the old status goes")
                let hasCRLF = source.bytes.contains(0x0D)
                let new = done.edits.flatMap(\.bytes)
                #expect(new.indices.allSatisfy { new[$0] != 0x0A || (($0 > 0 && new[$0 - 1] == 0x0D) == hasCRLF) })
                #expect(done.bytes.starts(with: [0xEF, 0xBB, 0xBF]) == source.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
                #expect((done.bytes.last == 0x0A) == (bytes.last == 0x0A))
                bytes = done.bytes
            }
            #expect(String(decoding: bytes, as: UTF8.self).contains("[ ] Which offer? @dana"))
        }
    }

    @Test(
        "What can't be changed safely is said, and nothing changes",
        arguments: [
            ("---\nhandoff: crm\nstatus: [draft]\n---\n", "form"),
            ("---\nhandoff: crm\nstatus: |\n  draft\n---\n", "form"),
            ("---\nhandoff: crm\nstatus: &a draft\n---\n", "form"),
            ("---\nhandoff: crm\nstatus: draft\n---\nStatus: ready\n", "several places"),
            ("---\nhandoff: crm\nstatus: draft\n", "never closed"),
            ("---\nhandoff: crm\nstatus: ready\n---\n", "already"),
            ("---\nhandoff: crm\nstatus: accepted\n---\n", "return it first"),
            ("---\nhandoff: [crm, website]\nstatus.crm: draft\nstatus.website: draft\n---\n", "--handoff"),
        ])
    func refusals(_ brief: String, _ words: String) {
        let error = #expect(throws: ActRefusal.self) {
            try ActingBrief(SourceText(path: "a.md", text: brief), fallback: nil, handoff: nil, rulebook: Self.rulebook).done(Self.acts[0])
        }
        #expect(error?.sentence.contains(words) == true, "\(error?.sentence ?? "")")
    }

    @Test("Its owner can't accept a brief, nor anybody while boxes are open")
    func acceptance() throws {
        func refusal(_ brief: String, _ name: String) -> ActRefusal? {
            #expect(throws: ActRefusal.self) {
                try ActingBrief(SourceText(path: "a.md", text: brief), fallback: nil, handoff: nil, rulebook: Self.rulebook).done(
                    .accept(by: name))
            }
        }
        let top = "---\nhandoff: crm\nstatus: ready\nowner: Dana Okafor\n---\n"
        #expect(refusal(top, "Dana") == .byOwner("Dana"))
        #expect(refusal(top + "## Acceptance criteria\n\n- [x] Fires\n- [ ] Named\n", "Lee") == .openItems(["Named"]))
    }

    @Test("One of several handoffs gets a status of its own")
    func several() throws {
        let text = "---\nhandoff: [crm, website]\nstatus: ready\n---\n"
        let done = try ActingBrief(SourceText(path: "a.md", text: text), fallback: nil, handoff: "crm", rulebook: Self.rulebook).done(
            .ask("Which list?", of: nil))
        let judged = Judge(Self.rulebook).judge(SourceText(path: "a.md", bytes: done.bytes)).judgements
        #expect(judged.map(\.stage) == [.clarify, .handed])
    }
}
