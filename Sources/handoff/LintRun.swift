internal import Brief
internal import Contract
internal import Source
internal import Workspace

/// Judges many briefs on all cores, in two phases: each alone, then those that need to know the others.
struct LintRun {
    let judge: Judge
    let team: Team

    struct Outcome {
        /// By path, then in the order the brief names its handoffs.
        var judgements: [Judgement] = []
        var unreadable: [(path: String, problem: FileProblem)] = []
    }

    private enum Slot {
        case judged(Judge.Result)
        case failed(FileProblem)
    }

    /// - Parameter isWhole: whether these are all of the team's briefs, so that there is no other to be looked at.
    func run(_ files: [BriefFiles.File], isWhole: Bool) -> Outcome {
        var slots = Parallel.map(files, tool: Memory.init) { file, memory in judgeAlone(file, memory) }
        settle(&slots, files, isWhole: isWhole)
        var outcome = Outcome()
        for (file, slot) in zip(files, slots) {
            switch slot {
            case .judged(let result): outcome.judgements += result.judgements
            case .failed(let problem): outcome.unreadable.append((file.path, problem))
            }
        }
        return outcome
    }

    /// Standard input as if it were a file.
    func run(_ source: SourceText, fallback: String?) -> Outcome {
        var result = judge.judge(source, fallback: fallback)
        let others = facts(besides: [source.path], when: [result.facts])
        let index = BriefIndex(others + [result.facts], tree: judge.rulebook.tree)
        if result.facts.needsIndex || index.isContested(result.facts) { result = judge.judge(source, fallback: fallback, index: index) }
        return Outcome(judgements: result.judgements)
    }

    private func judgeAlone(_ file: BriefFiles.File, _ memory: Memory) -> Slot {
        do throws(FileProblem) {
            let bytes = try team.files.bytes(at: file.location, limit: Judge.largestBrief)
            return .judged(judge.judge(SourceText(path: file.path, bytes: bytes), fallback: file.fallback, memory: memory))
        } catch {
            if case .tooLarge(let bytes) = error {
                var facts = Facts()
                facts.path = file.path
                return .judged(Judge.Result(judgements: [judge.tooLarge(file.path, bytes: bytes)], facts: facts))
            }
            return .failed(error)
        }
    }

    // MARK: the second phase

    private func settle(_ slots: inout [Slot], _ files: [BriefFiles.File], isWhole: Bool) {
        let facts = slots.compactMap { if case .judged(let result) = $0 { result.facts } else { nil } }
        guard facts.contains(where: { $0.needsIndex || !$0.claims.isEmpty }) else { return }
        let others = isWhole ? [] : self.facts(besides: Set(files.map(\.path)), when: facts)
        let index = BriefIndex(others + facts, tree: judge.rulebook.tree)
        for (i, slot) in slots.enumerated() {
            guard case .judged(let result) = slot, result.facts.needsIndex || index.isContested(result.facts) else { continue }
            do throws(FileProblem) {
                let source = SourceText(path: files[i].path, bytes: try team.files.bytes(at: files[i].location, limit: Judge.largestBrief))
                slots[i] = .judged(judge.judge(source, fallback: files[i].fallback, index: index))
            } catch {
                slots[i] = .failed(error)
            }
        }
    }

    /// The facts of the team's other briefs, when a brief of this run must be compared with them.
    private func facts(besides known: Set<String>, when facts: [Facts]) -> [Facts] {
        facts.contains { $0.needsIndex || !$0.claims.isEmpty } ? self.facts(besides: known, filter: ClaimFilter(facts)) : []
    }

    /// What the team's briefs tell each other, those already known left out.
    func facts(besides known: Set<String>, filter: ClaimFilter? = nil) -> [Facts] {
        let others = BriefFiles.all(team, handoff: nil).files.filter { !known.contains($0.path) }
        if let files = team.files as? GitSnapshot { return files.notes.facts(others, in: files, filter: filter, judge: judge) }
        return Parallel.map(others, tool: Memory.init) { file, memory -> Facts? in
            do throws(FileProblem) {
                let bytes = try team.files.bytes(at: file.location, limit: Judge.largestBrief)
                if filter?.mayClaim(bytes) == false { return nil }
                return judge.facts(SourceText(path: file.path, bytes: bytes), fallback: file.fallback, memory: memory)
            } catch {
                guard case .tooLarge = error else { return nil }
                // It is not read, but others may still name it.
                var facts = Facts()
                facts.path = file.path
                return facts
            }
        }.compactMap(\.self)
    }
}
