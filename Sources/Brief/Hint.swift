internal import Source

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Tells a value from a hint that somebody still has to replace, by its form alone.
enum Hint {
    /// What a single piece of text amounts to.
    enum Reading: Sendable {
        /// Nothing but punctuation or white space.
        case nothing
        case hint
        /// `N/A` or `None` without a reason.
        case notApplicable
        /// `N/A – reason`.
        case waived
        case value
    }

    /// Texts longer than this are only looked at for brackets and openings: hints are short.
    private static let longestPhrase = 80
    /// In longer texts a bracket is more likely the author's own.
    private static let longestWithGap = 240

    static func read(_ text: String) -> Reading {
        var text = text
        return text.withUTF8 { read($0) }
    }

    /// Most values are no hints, so what can't be one is told by its first bytes; words are looked at only then.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        let range = bytes.trimmed(bytes.startIndex..<bytes.endIndex)
        guard let start = range.first(where: { Byte.isLetter(bytes[$0]) || Byte.isDigit(bytes[$0]) }) else {
            return range.contains { [0x3F, 0x5F, 0x5B, 0x3C, 0x7B].contains(bytes[$0]) } ? .hint : .nothing
        }
        if bytes[start] >= 0x80, isPunctuation(bytes, range) { return .nothing }
        if !hasWordsOutsideBrackets(bytes, range) { return .hint }
        var end = start
        while end < range.upperBound, end - start < 24, Byte.isLetter(bytes[end]) { end += 1 }
        if Self.openings.mayBegin(bytes, start..<end), Self.openings.contains(bytes, start..<end),
            isOpen(bytes, start..<end, upTo: range.upperBound)
        {
            return .hint
        }
        if Self.exemptions.mayBegin(bytes, start..<end), Self.exemptions.contains(bytes, start..<end),
            let reading = notApplicable(bytes, range)
        {
            return reading
        }
        if range.count <= longestWithGap, hasGap(bytes, range) { return .hint }
        guard range.count <= longestPhrase else { return .value }
        if phrases.mayBegin(bytes, start..<range.upperBound), phrases.contains(bytes, range) { return .hint }
        if isExample(bytes, start..<range.upperBound) || isAskedInBrackets(bytes, range, start..<end) { return .hint }
        if isMask(bytes, start..<range.upperBound) || isUnchosen(bytes, range) { return .hint }
        return .value
    }

    /// A lone dash or ellipsis is no word, though its bytes look like a letter's. An emoji says something.
    private static func isPunctuation(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 16 else { return false }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self).allSatisfy {
            $0.isPunctuation || $0.isWhitespace
        }
    }

    /// “TODO ask Dana” and “todo: …” are open, “Todo el mercado” is Spanish.
    private static func isOpen(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, upTo end: Int) -> Bool {
        guard word.count == 4, Byte.lower(bytes[word.lowerBound + 1]) == 0x6F, bytes[word.lowerBound + 1] != 0x4F else { return true }
        return (word.upperBound..<end).first { !Byte.isBlank(bytes[$0]) }.map { !Byte.isLetter(bytes[$0]) } ?? true
    }

    // MARK: brackets

    /// `[…]`, `<…>`, `{{…}}` and what is between them only punctuation. `[x](…)` is a link and never comes here.
    private static func hasWordsOutsideBrackets(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var i = range.lowerBound
        var sawBracket = false
        while i < range.upperBound {
            let byte = bytes[i]
            if let close = closing(byte), let end = matching(bytes, i, close, range.upperBound) {
                // An address keeps its macros: https://…/?kw={keyword}
                if byte == 0x7B, !(i + 1 < range.upperBound && bytes[i + 1] == 0x7B) { return true }
                sawBracket = true
                i = end + 1
                continue
            }
            let mark = markLength(bytes, i, range.upperBound)
            if mark == 0, Byte.isLetter(byte) || Byte.isDigit(byte) { return true }
            i += max(1, mark)
        }
        return !sawBracket
    }

    /// Bytes of a dash, quotation mark, ellipsis or arrow beyond ASCII, or 0: “[from] – [to]” has no word in it.
    private static func markLength(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int) -> Int {
        if bytes[i] == 0xE2, i + 2 < end, bytes[i + 1] == 0x80 || bytes[i + 1] == 0x86 { return 3 }
        if bytes[i] == 0xC2, i + 1 < end, [0xA0, 0xAB, 0xB7, 0xBB].contains(bytes[i + 1]) { return 2 }
        return 0
    }

    /// “within [number] hours”: a gap in a sentence that somebody has yet to fill. Brackets around other words are the author's own.
    private static func hasGap(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard let text = bytes.baseAddress, memchr(text + range.lowerBound, 0x5B, range.count) != nil else { return false }
        var i = range.lowerBound
        while i < range.upperBound {
            guard bytes[i] == 0x5B, let close = matching(bytes, i, 0x5D, range.upperBound) else { i += 1; continue }
            let follows = close + 1 < range.upperBound ? bytes[close + 1] : 0
            var end = i + 1
            while end < close, Byte.isLetter(bytes[end]) { end += 1 }
            if follows != 0x28, follows != 0x5B, gapOpenings.contains(bytes, (i + 1)..<end) { return true }
            i = close + 1
        }
        return false
    }

    private static let gapOpenings = WordTable([
        "number", "name", "names", "date", "link", "amount", "address", "person", "role", "team", "who", "what", "which", "how", "where",
        "when", "why", "the", "your", "insert", "anzahl", "datum", "wer", "was", "welche", "wann", "wo", "nombre", "número", "qui", "quel",
        "quelle", "quand", "quién", "qué", "cuándo", "quem", "qual", "quando", "wie", "welke", "wanneer",
    ])

    /// “(maximum amount, tax included)” and nothing else: what a form asks for. Brackets around anything but such a word, or with a number in
    /// them, are the author's own.
    private static func isAskedInBrackets(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == 0x28, word.lowerBound == range.lowerBound + 1,
            matching(bytes, range.lowerBound, 0x29, range.upperBound) == range.upperBound - 1
        else { return false }
        return asked.contains(bytes, word) && !range.contains { Byte.isDigit(bytes[$0]) }
    }

    private static let asked = WordTable([
        "describe", "insert", "enter", "specify", "please", "amount", "maximum", "name", "number", "beschreiben", "bitte", "betrag",
        "höchstbetrag", "angeben", "nennen", "anzahl", "importe", "indicar", "indica", "indique", "describir", "describa", "nombre",
        "cantidad", "montant", "indiquer", "indiquez", "préciser", "précisez", "décrire", "décrivez", "nom", "quantia", "nome", "descrever",
        "descreva", "quantidade", "bedrag", "naam", "beschrijf", "vermeld", "invullen", "aantal",
    ])

    private static func closing(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x5B: 0x5D
        case 0x3C: 0x3E
        case 0x7B: 0x7D
        default: nil
        }
    }

    private static func matching(_ bytes: UnsafeBufferPointer<UInt8>, _ open: Int, _ close: UInt8, _ end: Int) -> Int? {
        var depth = 0
        var i = open
        // A hint is a phrase; looking no further keeps a line of brackets linear.
        let limit = min(end, open + 400)
        while i < limit {
            if bytes[i] == bytes[open] { depth += 1 }
            if bytes[i] == close {
                depth -= 1
                if depth == 0 { return i }
            }
            i += 1
        }
        return nil
    }

    // MARK: words

    /// A value that opens with one of these is still open, whatever follows.
    private static let openings = WordTable([
        "tbd", "tbc", "tba", "todo", "fixme", "lorem", "xxx", "xxxx", "ntb", "placeholder", "platzhalter", "nnb",
    ])

    /// A value that opens with one of these may say that it does not apply.
    private static let exemptions = WordTable([
        "n", "na", "none", "keine", "keiner", "keines", "entfällt", "nicht", "not", "sans", "aucun", "aucune", "non", "néant", "no",
        "ninguno", "ninguna", "não", "nenhum", "nenhuma", "niet", "nvt", "geen",
    ])

    private static let phrases = WordTable([
        "t.b.d", "t.b.c", "t.b.a", "to do", "to be defined", "to be confirmed", "to be determined", "to be decided", "to be announced",
        "to come", "to follow", "pending",
        "insert", "insert here", "here", "enter here", "fill in", "fill me in", "your text here", "text here", "link here", "add link",
        "value",
        "xx", "yyyy", "name", "your name", "date", "link", "url", "placeholder", "example", "sample text", "unknown", "not sure yet",
        "open",
        "noch offen", "offen", "folgt", "wird nachgereicht", "noch zu klären", "noch zu definieren", "zu definieren", "hier einfügen",
        "einfügen", "bitte einfügen", "ausfüllen", "bitte ausfüllen", "hier ausfüllen", "hier eintragen", "bitte eintragen", "eintragen",
        "bitte ergänzen", "ergänzen", "wird ergänzt", "wird noch ergänzt", "wird noch geklärt", "noch unklar", "noch nicht bekannt",
        "steht noch nicht fest", "noch nicht festgelegt", "noch festzulegen", "unbekannt", "bitte wählen", "bitte auswählen", "kommt noch",
        "a definir", "por definir", "a confirmar", "por confirmar", "pendiente", "em aberto", "pendente", "preencher", "inserir aqui",
        "aún por definir", "sin definir", "por determinar", "a determinar", "por concretar", "por completar", "a completar", "completar",
        "rellenar", "por rellenar", "rellenar aquí", "insertar aquí", "insertar", "introducir aquí", "elegir", "desconocido", "falta",
        "ainda por definir", "indefinido", "sem definição", "a preencher", "por preencher", "preencher aqui", "inserir", "insira aqui",
        "escolher", "desconhecido", "a combinar", "a confirmar em breve",
        "à définir", "a définir", "à confirmer", "à compléter", "à venir", "en attente", "insérer ici",
        "à déterminer", "à préciser", "à remplir", "à renseigner", "à indiquer", "à choisir", "à valider plus tard", "remplir ici",
        "à suivre",
        "non défini", "pas encore défini", "pas encore connu", "inconnu",
        "nog te bepalen", "nader te bepalen", "volgt", "in te vullen", "nog open", "hier invullen",
        "te bepalen", "nog te bevestigen", "nog in te vullen", "invullen", "vul in", "vul hier in", "nog aan te vullen", "aanvullen",
        "nog niet bekend", "nog onbekend", "onbekend", "komt nog", "kies",
        "bude doplněno", "doplnit", "doplníme", "zatím neznámé",
    ])

    private static let exampleOpenings: [[UInt8]] = [
        "e.g", "eg ", "eg:", "eg.", "for example", "z. b", "z.b", "p. ex", "p.ex", "par exemple", "por ejemplo", "por exemplo", "ej.",
        "bijv", "bv.",
        "např", "insert ",
    ].map { Array($0.utf8) }

    private static func isExample(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let first = Byte.lower(bytes[range.lowerBound])
        switch first {
        case 0x62, 0x65, 0x66, 0x69, 0x6E, 0x70, 0x7A: break
        default: return false
        }
        return exampleOpenings.contains { opening in
            opening[0] == first && opening.count <= range.count
                && opening.indices.allSatisfy { Byte.lower(bytes[range.lowerBound + $0]) == opening[$0] }
        }
    }

    /// `DD/MM/YYYY`, `yyyy-mm-dd`, `TT.MM.JJJJ`, `DD.MM.RRRR`, `XX.XX.2026`: parts of one repeated letter between separators.
    private static func isMask(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 32 else { return false }
        var masked = 0
        var i = range.lowerBound
        while i < range.upperBound {
            let byte = Byte.lower(bytes[i])
            let mark = markLength(bytes, i, range.upperBound)
            if mark > 0 {
                i += mark
                continue
            }
            switch byte {
            case 0x30...0x39, 0x20, 0x2D, 0x2E, 0x2F, 0x3A:
                i += 1
                continue
            // d m y j t a h s x r
            case 0x64, 0x6D, 0x79, 0x6A, 0x74, 0x61, 0x68, 0x73, 0x78, 0x72: break
            default: return false
            }
            var end = i
            while end < range.upperBound, Byte.lower(bytes[end]) == byte { end += 1 }
            let endsPart = end == range.upperBound || !Byte.isLetter(bytes[end])
            guard end - i >= 2, endsPart else { return false }
            masked += 1
            i = end
        }
        return masked >= 2
    }

    // MARK: a choice that nobody made

    private static let options = WordTable([
        "low", "medium", "high", "urgent", "normal", "yes", "no", "y", "n", "maybe", "true", "false", "draft", "final", "ready", "done",
        "new",
        "existing", "small", "large", "s", "m", "l", "xl", "internal", "external", "open", "closed", "p0", "p1", "p2", "p3", "must",
        "should",
        "could", "none", "other", "returned", "accepted", "approved", "delivered", "cancelled", "ja", "nein", "niedrig", "mittel", "hoch",
        "entwurf", "bereit", "fertig", "geliefert", "intern", "extern", "dringend", "brouillon", "prêt", "livré", "terminé", "interne",
        "externe", "borrador", "listo", "entregado", "interno", "externo", "rascunho", "pronto", "entregue", "concept", "klaar", "geleverd",
        "sim", "não", "baixa", "média", "alta", "baja", "media", "si", "sí", "oui", "non", "faible", "moyen", "élevé",
        "ano", "ne", "nízká", "střední", "vysoká", "nee", "laag", "middel", "hoog", "wip", "review", "in review", "in progress",
    ])

    /// `Low / Medium / High`, `draft | ready | done`, `☐ Yes ☐ No`.
    private static func isUnchosen(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        if first == 0xE2 || first == 0x5B { return isEmptyBoxes(bytes, range) }
        guard let text = bytes.baseAddress, hasBar(text + range.lowerBound, range.count) else { return false }
        var parts = 1
        var start = range.lowerBound
        for i in range where bytes[i] == 0x2F || bytes[i] == 0x7C {
            guard isOption(bytes, start..<i) else { return false }
            parts += 1
            start = i + 1
        }
        return parts >= 2 && isOption(bytes, start..<range.upperBound)
    }

    private static func hasBar(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        memchr(text, 0x2F, count) != nil || memchr(text, 0x7C, count) != nil
    }

    private static func isOption(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var range = bytes.trimmed(range)
        func isMark(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x5F || byte == 0x60 }
        while let first = range.first, isMark(bytes[first]) { range = (first + 1)..<range.upperBound }
        while let last = range.last, isMark(bytes[last]) { range = range.lowerBound..<last }
        return options.contains(bytes, range)
    }

    private static func isEmptyBoxes(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self).lowercased()
        guard text.hasPrefix("☐") || text.hasPrefix("[ ]") || text.hasPrefix("□") else { return false }
        return !["☑", "☒", "[x]", "✓", "✔"].contains { text.contains($0) }
    }

    // MARK: not applicable

    /// “N/A: print only”, “TODO: ask Dana” and “For example: …” are values with a colon in them, not labels.
    static func opensValue(_ bytes: UnsafeBufferPointer<UInt8>, _ label: Range<Int>) -> Bool {
        openings.contains(bytes, label) || exempt.contains(bytes, label) || isExample(bytes, label)
    }

    private static let exemptWords = [
        "n/a", "n.a.", "na", "not applicable", "none", "keine", "keiner", "keines", "entfällt", "nicht zutreffend", "nicht relevant",
        "sans objet", "non applicable", "aucune", "aucun", "néant", "no aplica", "no procede", "ninguno", "ninguna", "não se aplica",
        "nenhum", "nenhuma", "niet van toepassing", "n.v.t.", "nvt", "geen",
    ]
    private static let exempt = WordTable(exemptWords)

    private static func notApplicable(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Reading? {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range.prefix(400)]), as: UTF8.self).lowercased()
        for word in exemptWords where text.hasPrefix(word) {
            let rest = text.dropFirst(word.count)
            if rest.allSatisfy({ !$0.isLetter && !$0.isNumber }) { return .notApplicable }
            guard let next = rest.first(where: { !$0.isWhitespace }), "–—-:(,;.".contains(next) else { continue }
            return rest.contains { $0.isLetter } ? .waived : .notApplicable
        }
        return nil
    }
}
