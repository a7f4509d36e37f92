import Brief
import Testing

@Suite struct LabelTests {
    /// A label as written, and as it is compared.
    static let spellings: [(String, String)] = [
        // case, white space
        ("Owner", "owner"), ("OWNER", "owner"), ("  Owner \t", "owner"), ("Call  to\taction", "call to action"),
        ("utm_source", "utm source"), ("Call-to-action", "call to action"), ("call_to-action", "call to action"),
        // colons and surrounding punctuation
        ("Owner:", "owner"), ("Owner :", "owner"), ("Owner?", "owner"), ("Owner –", "owner"), ("- Owner", "owner"), ("\"Owner\"", "owner"),
        ("“Owner”", "owner"), ("„Verantwortlich“", "verantwortlich"), ("«Responsable»", "responsable"), ("[Owner]", "owner"),
        ("# Deadline", "deadline"),
        ("## Deadline ##", "deadline"), ("¿A quién hablamos?", "a quién hablamos"), ("¡Importante!", "importante"), ("Owner：", "owner"),
        // emphasis
        ("**Owner**", "owner"), ("*Owner*", "owner"), ("__Owner__", "owner"), ("_Owner_:", "owner"), ("`utm_source`", "utm source"),
        ("**Owner:**", "owner"),
        // numbering
        ("3. Goal", "goal"), ("3) Goal", "goal"), ("2: Goal", "goal"), ("1.2 Goal", "goal"), ("1.2. Goal", "goal"), ("1.2.3 Goal", "goal"),
        ("12) Call-to-action", "call to action"), ("3.", "3"), ("4 Ps", "4 ps"), ("2027 budget", "2027 budget"), ("3rd party", "3rd party"),
        // emoji
        ("🎯 Goal", "goal"), ("Goal 🎯", "goal"), ("👩‍💻 Owner", "owner"), ("✅ Acceptance criteria", "acceptance criteria"),
        ("⚠️ Constraints", "constraints"),
        ("1️⃣ Goal", "goal"), ("👍🏽 Approver", "approver"), ("🇩🇪 Markt", "markt"), ("3. 🎯 Goal", "goal"), ("🎯 3. Goal", "goal"),
        // asides
        ("Budget (optional)", "budget"), ("Budget (Optional):", "budget"), ("(required) Budget", "budget"),
        ("**Budget** (required)", "budget"),
        ("Budget (pflicht)", "budget"), ("Budget (opcional)", "budget"), ("Budget (facultatif)", "budget"),
        ("Budget (verplicht)", "budget"),
        ("Rozpočet (povinné)", "rozpočet"), ("Orçamento (obrigatório)", "orçamento"), ("Goal(s)", "goal"), ("Goal (s)", "goal"),
        ("Landing page(s):", "landing page"),
        ("Objectif(s) :", "objectif"), ("Budget (EUR)", "budget (eur)"), ("Owner (one name)", "owner (one name)"),
        // kramdown
        ("Goal {: .brief}", "goal"), ("Goal {: #goal}", "goal"), ("Goal: {:.no_toc}", "goal"), ("Goal {#goal}", "goal"),
        // other languages
        ("Zuständig", "zuständig"), ("ÖSTERREICH", "österreich"), ("Público-alvo", "público alvo"), ("Échéance :", "échéance"),
        ("ÀÖØÞß×÷ÿ", "àöøþß×÷ÿ"), ("Straße (optionnel)", "straße"), ("Cílová skupina", "cílová skupina"),
        ("Public cible\u{A0}:", "public cible"), ("בעלים", "בעלים"),
        ("Critères d'acceptation", "critères d'acceptation"), ("Critères d’acceptation", "critères d'acceptation"),
        // nothing left
        ("", ""), ("---", ""), ("🎯", ""), ("**", ""), ("(optional)", ""), (":", ""), ("…", ""),
    ]

    @Test(arguments: spellings) func labelIsComparedWithoutItsDressing(written: String, compared: String) {
        #expect(Label.normalised(written) == compared)
    }

    @Test(arguments: spellings) func normalisingTwiceChangesNothing(written: String, compared: String) {
        let once = Label.normalised(written)
        #expect(Label.normalised(once) == once)
    }

    @Test(arguments: [
        ("Re\u{301}union", "R\u{E9}union"), ("u\u{308}bergabe", "\u{DC}bergabe"), ("c\u{30C}i\u{301}le", "\u{10D}\u{ED}le"),
        ("A\u{30A}nger", "\u{212B}nger"),
    ])
    func composedAndDecomposedLettersAreTheSame(decomposed: String, composed: String) {
        #expect(Label.normalised(decomposed) == Label.normalised(composed))
        #expect(Set([Label.normalised(decomposed)]).contains(Label.normalised(composed)))
    }

    static let compounds: [(String, [String])] = [
        ("Owner", ["owner"]),
        ("Start / Deadline", ["start / deadline", "start", "deadline"]),
        ("Start/Deadline:", ["start/deadline", "start", "deadline"]),
        ("Deadline & Priority", ["deadline & priority", "deadline", "priority"]),
        ("**Goals + KPIs**", ["goals + kpis", "goals", "kpis"]),
        ("Copy / Design / Media", ["copy / design / media", "copy", "design", "media"]),
        ("1. Start / 2. Deadline", ["start / 2. deadline", "start", "deadline"]),
        ("/ Owner /", ["owner"]),
        ("Q & ", ["q"]),
        ("&", []),
        ("", []),
        ("business owner persona", ["business owner persona"]),
        ("Owner, receiver", ["owner, receiver"]),
    ]

    @Test(arguments: compounds) func compoundLabelNamesTheWholeAndEachPart(written: String, labels: [String]) {
        #expect(Label.all(written) == labels)
    }

    @Test(arguments: ["Pipedrive", "business owner persona", "Ownership", "co-owner", "Copy due"])
    func labelIsNeverComparedBySubstring(written: String) {
        #expect(Label.all(written).allSatisfy { !["dri", "owner", "due"].contains($0) })
    }
}
