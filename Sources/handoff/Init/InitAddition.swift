extension InitStep {
    /// What can be added to somebody's YAML without changing another line.
    enum Addition {
        case possible(AddedYAML)
        /// Where it would go, as a sentence's end, and the lines.
        case impossible(where: String, lines: String)
    }
}

extension InitStep.Outcome {
    /// A YAML file that a server or a tool reads: made where there is none, added to where that is safe, and never written over.
    ///
    /// - Parameter whole: the file where there is none.
    static func adding(
        to path: InitPath, _ standing: Standing, isWanted: Bool, whole: String, _ addition: (_ bytes: [UInt8]) -> InitStep.Addition
    ) -> InitStep.Outcome {
        switch standing {
        case .nothing:
            guard isWanted else { return .notNeeded }
            return .write(InitChange(path: path, kind: .create, text: whole))
        case .other(let what): return .paste(why: "it is left alone: \(what)", lines: whole)
        case .file(let bytes, _):
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("handoff-lint") || text.contains("handoff lint") { return .there("runs handoff already") }
            switch addition(bytes) {
            case .possible(let added): return .write(InitChange(path: path, kind: .insert(into: bytes, at: added.offset), text: added.text))
            case .impossible(let place, let lines):
                return .paste(why: "it can't be added to without changing other lines; add this \(place)", lines: lines)
            }
        }
    }
}
