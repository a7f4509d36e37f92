internal import Git
internal import Source

/// The hook that git runs before each commit: lints what is about to be committed.
///
/// A hook that is there goes on running. Lines are put into a shell script, whose name and place stay as they are, since many look at
/// both; anything else (a program, a link) is kept beside it under another name and called.
struct GitHook {
    /// What is there already: the hook, and what `aside` names.
    var standing: Standing
    var asideStanding: Standing
    var place: HookPlace
    /// Where this program is; nil when it is not known.
    var program: String?
    /// `--config` for a config that is not at the repository's top; empty otherwise.
    var config: String

    static let first = "# handoff: begin. Checks the briefs in this commit. “handoff init --undo” takes these lines out."
    private static let last = "# handoff: end"
    /// What a hook that is no shell script is called from then on.
    static func aside(_ path: InitPath) -> InitPath { InitPath(path.base, path.path + ".before-handoff") }

    var outcome: InitStep.Outcome {
        guard let path = place.path else {
            return .paste(
                why: "git's hooks are in \(place.folder) (core.hooksPath), outside this repository, where others may use them too",
                lines: block)
        }
        switch standing {
        case .nothing: return .write(InitChange(path: path, kind: .create, text: "#!/bin/sh\n" + block, isExecutable: true))
        case .other(let what):
            guard what == Self.isLink else { return .paste(why: "it is left alone: \(what)", lines: block) }
            return putBefore(path)
        case .file(let bytes, let isExecutable):
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("handoff lint") || text.contains(Self.first) { return .there("runs handoff already") }
            if isExecutable || place.isRunBySh, let start = Self.shellStart(bytes) {
                let needsLineEnd = start > 0 && bytes[start - 1] != Byte.lineFeed
                let lines = (needsLineEnd ? "\n" : "") + block
                return .write(InitChange(path: path, kind: .insert(into: bytes, at: start), text: lines, isExecutable: isExecutable))
            }
            return putBefore(path)
        }
    }

    private static let isLink = "it is a link to something else"

    private func putBefore(_ path: InitPath) -> InitStep.Outcome {
        let aside = Self.aside(path)
        guard asideStanding == .nothing else {
            return .paste(why: "it is left alone: \(aside.path) is there already, and would be written over", lines: block)
        }
        let name = aside.path.split(separator: "/").last.map(String.init) ?? aside.path
        let chain = """
            # What was here before goes on running.
            handoff_before=$(dirname "$0")/\(name)
            if [ -x "$handoff_before" ]; then exec "$handoff_before" "$@"; fi

            """
        return .write(
            InitChange(path: path, kind: .putBefore(aside: aside.path), text: "#!/bin/sh\n" + block + chain, isExecutable: true))
    }

    // MARK: the lines

    /// POSIX. Of everything in it only the program's and the config's path are not fixed, and both are quoted words.
    private var block: String {
        let find =
            if let program, !place.isShared {
                """
                handoff_program=\(ShellWord(program).text)
                if [ ! -x "$handoff_program" ]; then handoff_program=$(command -v handoff || :); fi
                """
            } else {
                "handoff_program=$(command -v handoff || :)"
            }
        return """
            \(Self.first)
            \(find)
            if [ -z "$handoff_program" ]; then
                echo "The briefs in this commit were not checked: handoff is not installed here (pip install handoff-lint)." >&2
            elif git rev-parse --quiet --verify MERGE_HEAD >/dev/null 2>&1; then
                # A merge brings in what others wrote: it is shown, and holds nobody up.
                "$handoff_program" lint --staged --quiet --fail-on never\(config) || :
            elif ! "$handoff_program" lint --staged --quiet\(config); then
                echo "Not committed. Add what is missing, or say “status: draft” at the top of the brief; then git add and commit again." >&2
                echo "To commit it as it is, once: git commit --no-verify" >&2
                exit 1
            fi
            \(Self.last)

            """
    }

    // MARK: scripts

    private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]

    /// Where lines can go into a shell script: behind the line that says which shell, and husky's own start. Nil for anything else.
    private static func shellStart(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0), !bytes.contains(Byte.carriageReturn) else { return nil }
        let lines = bytes.split(separator: Byte.lineFeed, maxSplits: 8, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        var count = 0
        if let line = lines.first, line.hasPrefix("#!") {
            let words = line.dropFirst(2).split(whereSeparator: { $0 == " " || $0 == "\t" })
            let names = words.map { $0.split(separator: "/").last.map(String.init) ?? "" }
            guard let name = names.first == "env" ? names.dropFirst().first(where: { !$0.hasPrefix("-") }) : names.first,
                shells.contains(name)
            else { return nil }
            count = 1
        }
        if let husky = lines.dropLast().lastIndex(where: { $0.contains("husky.sh") }) { count = max(count, husky + 1) }
        return min(bytes.count, lines.prefix(count).reduce(0) { $0 + $1.utf8.count + 1 })
    }
}
