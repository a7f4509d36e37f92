internal import Contract

/// The two sentences of a blank brief that no contract brings along.
struct BlankWords {
    /// Before the names of what the next team would like to know.
    let better: String
    /// Before the names of what is checked when it is there.
    let whereItApplies: String

    init(_ language: Language) {
        switch language {
        case .english:
            better = "Better with these, each under a heading of its own:"
            whereItApplies = "Where it applies:"
        case .german:
            better = "Besser mit diesen Angaben, jede unter einer eigenen Überschrift:"
            whereItApplies = "Falls es zutrifft:"
        case .french:
            better = "Encore mieux avec ces informations, chacune sous son propre titre :"
            whereItApplies = "Le cas échéant :"
        case .spanish:
            better = "Mejor con estos datos, cada uno bajo su propio título:"
            whereItApplies = "Si corresponde:"
        case .portuguese:
            better = "Melhor com estas informações, cada uma sob o seu próprio título:"
            whereItApplies = "Se for o caso:"
        case .dutch:
            better = "Beter met deze gegevens, elk onder een eigen kop:"
            whereItApplies = "Indien van toepassing:"
        }
    }
}
