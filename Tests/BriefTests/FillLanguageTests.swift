import Brief
import Source
import Testing

/// What stands for a value, and what only holds its place, in the languages of briefs.
@Suite struct FillLanguageTests {
    static let hints = [
        "bitte ausfüllen", "Hier eintragen", "wird noch ergänzt", "noch unklar", "steht noch nicht fest", "unbekannt",
        "Entwurf / Bereit / Fertig",
        "à déterminer", "À préciser", "à remplir", "à renseigner", "non défini", "pas encore connu", "Brouillon / Final",
        "Interne / Externe",
        "por determinar", "Sin definir", "por completar", "rellenar", "insertar aquí", "aún por definir", "Borrador / Final",
        "a determinar", "Por preencher", "a preencher", "inserir", "indefinido", "ainda por definir", "Rascunho / Pronto",
        "(importe máximo, IVA incluido)", "(Betrag und Währung)", "(montant maximum, HT)", "(please ask Dana)", "(name of one person)",
        "(indicar la moneda)", "(bedrag en valuta)", "(descrever o público)",
        "te bepalen", "Nog te bevestigen", "invullen", "vul hier in", "nog niet bekend", "Concept / Klaar",
    ]

    static let unexplained = [
        "Sans objet", "aucun", "Aucune.", "Non applicable", "Néant", "No aplica", "ninguno", "Não se aplica", "Nenhuma", "n.v.t.", "nvt",
        "Niet van toepassing", "Geen",
    ]

    static let waived = [
        "Sans objet – impression seulement", "Aucun (support imprimé)", "No aplica: solo impreso", "Ninguna – es un folleto",
        "Não se aplica – só impressão", "Nenhum (impresso)", "n.v.t. – alleen drukwerk", "Geen (alleen print)", "Keiner – nur Druck",
    ]

    static let values = [
        "Bitte ausfüllen Sie das Formular auf /demo", "Unbekannte Besucher der Startseite", "À déterminer par Claire le 3 mai",
        "Sans plomb",
        "Aucun abonné ne reçoit deux mails", "Non-clients en France", "Non", "Ninguno de los clientes actuales", "No más de tres banners",
        "Não clientes", "Nenhum cliente atual recebe o e-mail", "Geen klant krijgt twee mails", "Nieuwe klanten",
        "Invullen van het formulier op /demo",
        "Faltan tres semanas", "Completar el formulario en /demo", "Pronto a lanzar", "Klaar voor de start", "Concept van Harbor",
        "Kies je route",
        "(importe máximo 40.000 €)", "(Dana)", "(mobile only)", "(see the wiki)", "(nur online)", "Dana (name of one person)",
        "(amount) paid by Acme", "(naming rights)", "(Numberwang)",
        "No-show leads", "Note from legal", "Nicht-Kunden in Österreich",
    ]

    private func expect(_ text: String, _ fill: Fill) throws {
        for form in FillTests.forms where !form.contains("|") || !text.contains("|") {
            if form.contains("|"), fill == .unexplained || fill == .waived { continue }
            #expect(try FillTests.fill(form, text) == fill, "\(form)")
        }
    }

    @Test(arguments: hints) func hintIsNoValue(text: String) throws { try expect(text, .unfilled) }
    @Test(arguments: unexplained) func loneNotApplicableAsksForAReason(text: String) throws { try expect(text, .unexplained) }
    @Test(arguments: waived) func notApplicableWithAReasonIsADecision(text: String) throws { try expect(text, .waived) }
    @Test(arguments: values) func wordsThatOnlyBeginLikeHintsAreValues(text: String) throws { try expect(text, .real) }
}
