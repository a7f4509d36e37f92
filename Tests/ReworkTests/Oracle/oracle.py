"""What happened to briefs, computed a second time: written from the specification and not from the program.

    oracle.py REPOSITORY IGNORE_REVS_FILE BULK > events.jsonl

Reads nothing but `git log --first-parent -m --raw` and `git cat-file --batch` over all branches, each of which is a history of its own.
Clear rather than fast: everything is compared with everything.

Briefs are read by a parser for the restricted form in which generate.py writes them; see there.

Prints JSON lines, by branch and brief: first the brief with its versions, then its events.
"""

import collections
import json
import re
import subprocess
import sys

DAY = 86400

# The contract of these histories. Required contexts, then the others; no context is known by another name.
REQUIRED = ["audience", "due", "goal"]
OPTIONAL = ["budget", "channels", "id", "owner", "receiver", "utm"]
# Prose of fewer changed words than this has not changed.
PROSE = 10

STAGES = {
    "draft": "draft, wip, planned, idea, to do, backlog",
    "handed": "ready, handed off, handed over, submitted, sent",
    "clarify": "needs info, needs clarification, question, waiting for answer",
    "reopened": "returned, reopened, rework, changes requested, needs work, rejected",
    "accepted": "accepted, approved, taken",
    "delivered": "done, complete, completed, delivered, launched, live, published, shipped, closed",
    "cancelled": "cancelled, canceled, withdrawn, abandoned, superseded, dropped",
    "working": "in progress, in design, in production, doing",
    "reviewing": "review, in review",
    "archived": "archived",
    "pausing": "blocked, on hold, paused",
}


def status_word(text):
    """Case, `-_ ` and a trailing parenthesis are ignored."""
    return re.sub(r"[-_ ]", "", re.sub(r"\s*\([^)]*\)$", "", text)).lower()


MEANINGS = {status_word(word): stage for stage, words in STAGES.items() for word in words.split(", ")}


# ---------------------------------------------------------------- briefs


def is_value(text):
    return not (text.strip() in ("", "TBD", "???") or re.fullmatch(r"\[.*\]", text.strip()))


def words(text):
    """White space, wrapping, case, punctuation, list markers and emphasis say nothing; `5,000` is `5000`."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.lower())
    return re.findall(r"[a-z0-9]+", text)


Brief = collections.namedtuple("Brief", "handoff title status id always_on contents prose lines")


def parse(text):
    lines = text.split("\n")
    end = lines.index("---", 1)
    found = {}

    def add(label, value):
        found.setdefault(label.lower(), value)

    for line in lines[1:end]:
        key, _, value = line.partition(":")
        add(key, value.strip())
    title, section, prose = None, None, []
    sections = {}
    for line in lines[end + 1 :]:
        if line.startswith("# "):
            title = line[2:]
            prose += words(title)
        elif line.startswith("## "):
            section = line[3:].lower()
            sections[section] = []
            if section in ("background", "checks"):
                prose += words(section)
        elif section is None and line:
            # A label, of whichever form.
            label, _, value = line.removeprefix("- ").replace("**", "").partition(":")
            add(label, value.strip())
        elif section == "background":
            prose += words(line)
        elif section == "checks" and line:
            prose += words(line[len("- [ ] ") :])
        elif section is not None:
            sections[section].append(line)
    for section, value in sections.items():
        if section not in ("background", "checks", "questions", "log"):
            add(section, "\n".join(value).strip())

    contents = {}
    for context in REQUIRED + OPTIONAL:
        if context in found and is_value(found[context]):
            if context == "utm":
                contents[context] = sorted(tuple(words(row)) for row in found[context].split("\n"))
            else:
                contents[context] = words(found[context])
    status = found.get("status")
    return Brief(
        handoff=found["handoff"],
        title=title,
        status=status if status is None else status_word(status),
        id=found.get("id"),
        always_on=found.get("due", "").startswith("always-on"),
        contents=contents,
        prose=collections.Counter(prose),
        lines=collections.Counter(line.strip() for line in lines if line.strip()),
    )


# ---------------------------------------------------------------- git


class Git:
    def __init__(self, folder):
        self.folder = folder
        self.briefs = {}

    def chains(self):
        """By branch its mainline, oldest first: (commit, time, author, address, changes)."""
        log = subprocess.run(
            ["git", "-C", self.folder, "log", "--branches", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "-z",
             "--format=%x01%H%x00%P%x00%ct%x00%an%x00%ae%x00%S%x00"],
            check=True, stdout=subprocess.PIPE).stdout.decode()
        commits, names = {}, {}
        for record in log.split("\x01")[1:]:
            commit, parents, time, name, address, branch, rest = record.split("\0", 6)
            raw = re.findall(r":(\d+) (\d+) (\w+) (\w+) (\w)\0([^\0]+)", rest)
            changes = {path: (None if set(new) == {"0"} else new) for _, _, _, new, _, path in raw}
            parent = parents.split(" ")[0] if parents else None
            commits[commit] = (parent, int(time), name, address, changes)
            names[commit] = branch.split("/")[-1]
        # Those that no other commit of a mainline goes on from.
        tips = set(commits) - {parent for parent, *_ in commits.values()}
        chains = {}
        for tip in tips:
            chain, at = [], tip
            while at:
                parent, *rest = commits[at]
                chain.append((at, *rest))
                at = parent
            chains[names[tip]] = chain[::-1]
        return chains

    def read(self, blobs):
        wanted = sorted(blobs)
        data = subprocess.run(
            ["git", "-C", self.folder, "cat-file", "--batch"], input="\n".join(wanted).encode() + b"\n", check=True,
            stdout=subprocess.PIPE).stdout
        at = 0
        for blob in wanted:
            line_end = data.index(b"\n", at)
            size = int(data[at:line_end].split()[2])
            self.briefs[blob] = parse(data[line_end + 1 : line_end + 1 + size].decode())
            at = line_end + 1 + size + 1


def is_brief(path):
    """What the config calls briefs."""
    return path.startswith("briefs/") and path.endswith(".md")


# ---------------------------------------------------------------- identity


def is_rename(old, new):
    """Not identical, but title and handoff are equal, and at least 90 % of the lines are."""
    if old.title != new.title or old.handoff != new.handoff:
        return False
    return common(old, new) * 10 >= 9 * max(sum(old.lines.values()), sum(new.lines.values()))


def common(old, new):
    return sum((old.lines & new.lines).values())


def file_name(path):
    return path.split("/")[-1]


class Identity:
    """Which brief a file is. Whole trees are compared: every file of a history is looked at, and what never was a brief by its path is
    left out in the end."""

    def __init__(self, briefs):
        self.briefs = briefs
        self.tree = {}  # path → blob
        self.who = {}  # path → number
        self.versions = []  # by number: [(step, path, blob)]
        self.where = []  # by number: path, or None where it is gone
        self.last_path = []
        self.of_id = {}
        self.id_of = []

    def unique_ids(self, tree):
        count = collections.Counter(self.briefs[blob].id for blob in tree.values())
        return {path: self.briefs[blob].id for path, blob in tree.items() if count[self.briefs[blob].id] == 1 and self.briefs[blob].id}

    def step(self, number, changes):
        old, new = self.tree, dict(self.tree)
        for path, blob in changes.items():
            if blob is None:
                new.pop(path, None)
            else:
                new[path] = blob
        old_ids, new_ids = self.unique_ids(old), self.unique_ids(new)
        changed = sorted(path for path in set(old) | set(new) if old.get(path) != new.get(path))
        before = [path for path in changed if path in old]
        after = [path for path in changed if path in new]
        now = {path: self.who[path] for path in new if path not in changed}

        def is_open(path):
            return path not in now

        def is_free(brief):
            return brief not in now.values()

        def differ(old_path, new_path):
            """Two ids: two briefs."""
            return old_path in old_ids and new_path in new_ids and old_ids[old_path] != new_ids[new_path]

        # By the id in the text, if it is unique in that tree. One that had it and is still where it was, untouched, keeps its brief.
        for path in after:
            if path in new_ids and path in old and self.briefs[old[path]].id == new_ids[path] and is_free(self.who[path]):
                now[path] = self.who[path]
        for path in after:
            brief = self.of_id.get(new_ids.get(path))
            if brief is not None and is_open(path) and is_free(brief):
                now[path] = brief

        # Identical blobs: from a path that is left, by its file or by what was in it. All that is consistent with that.
        while True:
            pairs = {}
            sources = [path for path in before if is_free(self.who[path])]
            targets = [path for path in after if is_open(path)]
            for same_name in (True, False):
                for target in targets:
                    if target in pairs.values():
                        continue
                    for source in sources:
                        if source in pairs or source == target or old[source] != new[target] or old.get(target) == new[target]:
                            continue
                        if (file_name(source) == file_name(target)) == same_name:
                            if source not in new or now.get(source, self.who[source]) != self.who[source]:
                                pairs[source] = target
                                break
            if not pairs:
                break
            for source, target in pairs.items():
                now[target] = self.who[source]
        # Files that took each other's places.
        sources = [path for path in before if is_free(self.who[path]) and path in new and is_open(path)]
        origin = {}
        for target in sources:
            same = [path for path in before if is_free(self.who[path]) and old[path] == new[target]]
            if len(same) == 1 and same[0] != target:
                origin[target] = same[0]
        for start in sorted(origin):
            circle, at = [], start
            while at in origin and at not in circle:
                circle.append(at)
                at = origin[at]
            if at == start and all(is_open(path) for path in circle):
                for path in circle:
                    now[path] = self.who[origin[path]]

        # By the path.
        for path in after:
            if is_open(path) and path in old and is_free(self.who[path]) and not differ(path, path):
                now[path] = self.who[path]

        # Nearly identical, the most alike first, those that keep their name before the others.
        pairs = []
        for target in after:
            for source in before:
                if is_open(target) and is_free(self.who[source]) and not differ(source, target):
                    a, b = self.briefs[old[source]], self.briefs[new[target]]
                    if is_rename(a, b):
                        pairs.append((file_name(source) != file_name(target), -common(a, b), target, source))
        for _, _, target, source in sorted(pairs):
            if is_open(target) and is_free(self.who[source]):
                now[target] = self.who[source]

        # A file that comes back is the brief that it was; anything else is a new one.
        for path in after:
            if is_open(path):
                gone = [brief for brief in range(len(self.versions)) if self.last_path[brief] == path and self.where[brief] is None]
                if gone:
                    brief = max(gone, key=lambda brief: self.versions[brief][-1][0])  # The last that stood there.
                    known = self.id_of[brief]
                    if is_free(brief) and not (known and path in new_ids and known != new_ids[path]):
                        now[path] = brief
            if is_open(path):
                now[path] = len(self.versions)
                self.versions.append([])
                self.where.append(None)
                self.last_path.append(path)
                self.id_of.append(None)

        for path in before:
            brief = self.who[path]
            if is_free(brief):
                self.versions[brief].append((number, path, None))
                self.where[brief] = None
        for path in after:
            brief = now[path]
            self.versions[brief].append((number, path, new[path]))
            self.where[brief] = self.last_path[brief] = path
            if path in new_ids:
                self.of_id[new_ids[path]] = brief
                self.id_of[brief] = new_ids[path]
        self.tree, self.who = new, now


# ---------------------------------------------------------------- events


def distance(one, other):
    return sum(((one - other) + (other - one)).values())


class Timeline:
    """One brief's events."""

    def __init__(self, steps, versions, briefs, bulk):
        self.steps = steps
        self.versions = versions
        self.briefs = briefs
        self.bulk = bulk
        self.events = []
        # Which contexts ever had a value, by the position of the version.
        self.had = []
        had = set()
        for _, _, blob in versions:
            if blob:
                had = had | set(briefs[blob].contents)
            self.had.append(had)
        self.silent = not any(blob and briefs[blob].status in MEANINGS for _, _, blob in versions)
        self.read()

    # What differs between two versions, by their positions: {context: missing, wrong or dropped}.

    def content(self, position):
        """A file that is gone says what it said last."""
        while self.versions[position][2] is None:
            position -= 1
        return self.briefs[self.versions[position][2]]

    def differing(self, a, b):
        old, new = self.content(a), self.content(b)
        found = {}
        for context in REQUIRED + OPTIONAL:
            before, after = old.contents.get(context), new.contents.get(context)
            if before == after:
                continue
            if context == "utm" and before and after and new.always_on and len(after) > len(before):
                if not collections.Counter(before) - collections.Counter(after):
                    continue  # New rows of an always-on brief.
            found[context] = "missing" if before is None else "dropped" if after is None else "wrong"
        if distance(old.prose, new.prose) >= PROSE:
            found["prose"] = "missing" if not old.prose else "dropped" if not new.prose else "wrong"
        return found

    def is_slip(self, found):
        """Moving only `due`."""
        return found == {"due": "wrong"}

    def changed(self, a, b):
        """Contract content that changed: the first value in an optional context is none, nor is a date that was moved alone."""
        found = self.differing(a, b)
        for context in list(found):
            if context in OPTIONAL and found[context] == "missing" and context not in self.had[a]:
                del found[context]
        return {} if self.is_slip(found) else found

    # From version to version.

    def read(self):
        stage = None  # before the first version that there is
        handed_once = accepted = False
        self.states = []
        last_change = None
        settled = False
        for i, (step, path, blob) in enumerate(self.versions):
            time = self.steps[step]["time"]
            known = True
            if blob is None:
                after = "cancelled"
            elif self.silent:
                after = "handed"
            else:
                word = MEANINGS.get(self.briefs[blob].status)
                current = stage or "draft"
                known = word is not None
                if word is None or word == "pausing":
                    after = current
                    known = stage is not None and self.stage_known
                elif word == "working":
                    after = "accepted" if handed_once else "draft"
                elif word == "reviewing":
                    after = "handed" if not accepted else "delivered" if current == "delivered" else "accepted"
                elif word == "archived":
                    after = "delivered" if accepted else "cancelled"
                else:
                    after = word
                if word == "pausing" and stage is None:
                    known = False
            content = {}
            if stage is not None:
                content = self.changed(i - 1, i)
            if self.silent and blob is not None:
                # Until a day without a change has gone by it is still being handed over.
                if stage != "handed":
                    settled = False
                elif not settled:
                    settled = time - last_change >= DAY
                    if not settled:
                        content = {}
                last_change = time
            kinds = self.row(stage, after, known, bool(content))
            for kind in kinds:
                self.events.append({"kind": kind, "at": i, "versions": [i], "step": step, "time": time, "changes": content})
            self.stage_known = known if stage is None else self.stage_known or known
            stage = after
            if stage in ("handed", "accepted", "delivered", "clarify"):
                handed_once = True
            if stage in ("accepted", "delivered"):
                accepted = True
            elif stage != "clarify":
                accepted = False
            self.states.append((time, stage))
        self.stage = stage
        self.exclude()
        self.join()
        self.revert()
        self.rounds()
        self.causes()

    stage_known = False

    @staticmethod
    def row(before, after, known, changed):
        """The table of events."""
        first = before is None
        if first and (not known or after in ("draft", "reopened")):
            return ["created"]
        born = ["born"] if first else []
        silent = ["silent-rework"] if changed else []
        before = before or "none"
        if before in ("none", "draft", "reopened", "cancelled"):
            if after == "handed":
                return born + ["handed-off"]
            if after == "accepted":
                return born + ["handed-off", "accepted"]
            if after == "delivered":
                return born + ["handed-off", "accepted", "delivered"]
            if after == "clarify":
                return born + ["handed-off", "clarification-asked"]
        if after == "cancelled":
            return [] if before == "cancelled" else ["cancelled"]
        if before == "cancelled":
            return ["resumed"]
        if before in ("draft", "reopened"):
            return []
        # From here on it was handed, accepted, delivered or in clarify.
        if after in ("draft", "reopened"):
            return ["reopened"]
        if before == "clarify":
            return {
                "clarify": [], "handed": ["clarified"], "accepted": ["clarified", "accepted"],
                "delivered": ["clarified", "accepted", "delivered"],
            }[after]
        if after == "clarify":
            return ["clarification-asked"]
        if before == after:
            return silent
        if after == "handed":
            return ["reopened", "handed-off"]
        if before == "handed":
            return silent + (["accepted"] if after == "accepted" else ["accepted", "delivered"])
        if before == "accepted":
            return ["delivered"]
        # Delivered, and said to be accepted again: no row of the table; taken for the same stage.
        return silent

    # What is not counted.

    def exclude(self):
        for event in self.events:
            step = self.steps[event["step"]]
            event["excluded"] = "ignored" if step["ignored"] else "bot" if step["bot"] else None
            if event["excluded"] is None and event["kind"] == "silent-rework" and step["changed"] > self.bulk:
                event["excluded"] = "bulk"

    def join(self):
        """A change within 24 hours after the first of them joins that event: of the same reason for not counting, and while the work
        went nowhere but on."""
        kept, first = [], {}
        for event in self.events:
            if event["kind"] == "silent-rework":
                start = first.get(event["excluded"])
                if start and event["time"] - start["time"] <= DAY and self.goes_on(start["at"], event["at"]):
                    start["versions"].append(event["at"])
                    continue
                first[event["excluded"]] = event
            kept.append(event)
        self.events = kept

    def goes_on(self, a, b):
        stages = [self.states[i][1] for i in range(a, b + 1)]
        # The order of work: nothing went back.
        return all(x == y or y in ("accepted", "delivered") for x, y in zip(stages, stages[1:])) and set(stages) <= {
            "handed", "accepted", "delivered"}

    def revert(self):
        """What was undone within 24 hours by a return to the earlier content and stage. A question that was answered is not undone."""
        undone = set()
        for j in range(len(self.states)):
            for i in range(j - 1):
                between = range(i + 1, j + 1)
                if self.states[i][1] != self.states[j][1] or not self.is_same(i, j):
                    continue
                # It was left with the version after i.
                if self.states[i + 1][1] == self.states[i][1] and self.is_same(i, i + 1):
                    continue
                if self.states[j][0] - self.states[i + 1][0] > DAY:
                    continue
                if any(self.states[k][1] == "clarify" for k in range(i + 1, j)):
                    continue
                undone.update(between)
        for event in self.events:
            if event["excluded"] is None and all(i in undone for i in event["versions"]):
                event["excluded"] = "reverted"

    def is_same(self, a, b):
        """All of it, to the word: one that was returned and came back with a few words mended was not returned by mistake."""
        old, new = self.content(a), self.content(b)
        return old.contents == new.contents and old.prose == new.prose

    # Rounds and causes.

    def rounds(self):
        count = 0
        for event in self.events:
            if event["kind"] == "handed-off" and event["excluded"] != "reverted":
                count += 1
            event["round"] = max(count, 1) if event["kind"] in ("born", "handed-off") else count

    def causes(self):
        last = len(self.versions) - 1
        for i, event in enumerate(self.events):
            event["pending"] = False
            event["causes"] = []
            later = self.events[i + 1 :]
            if event["kind"] == "silent-rework":
                # The contexts it changed, from before the first change to after the last; what was changed back is left out, unless
                # nothing else was changed: then it is what the changes before were.
                touched = set()
                for position in event["versions"]:
                    touched |= set(self.changed(position - 1, position))
                    whole = self.differing(event["versions"][0] - 1, position)
                    event["causes"] = {context: how for context, how in whole.items() if context in touched} or event["causes"]
            elif event["kind"] == "reopened":
                following = next((other["at"] for other in later if other["kind"] == "handed-off"), None)
                event["pending"] = following is None
                # From the version that was sent back, the last before the return.
                event["causes"] = self.differing(event["at"] - 1, last if following is None else following)
            elif event["kind"] == "clarification-asked":
                left = next((k for k in range(event["at"] + 1, last + 1) if self.states[k][1] != "clarify"), None)
                event["pending"] = left is None
                event["causes"] = self.differing(event["at"], last if left is None else left)
            if event["kind"] in ("silent-rework", "reopened", "clarification-asked"):
                event["causes"] = [f"{context}:{how}" for context, how in sorted(event["causes"].items())] or ["none"]


def history(branch, chain, git, ignored, bulk):
    steps, time = [], 0
    identity = Identity(git.briefs)
    for number, (commit, written, name, address, changes) in enumerate(chain):
        # Time never goes back.
        time = max(time, written)
        bot = any(text.lower().endswith("[bot]") for text in (name, address))
        steps.append({"commit": commit, "time": time, "bot": bot, "ignored": commit in ignored, "changed": 0, "added": 0})
        identity.step(number, changes)
    all_versions = [versions for versions in identity.versions if any(is_brief(path) for _, path, _ in versions)]
    for versions in all_versions:
        for i, (step, _, _) in enumerate(versions):
            steps[step]["changed"] += 1
            steps[step]["added"] += i == 0
    lines = []
    for versions in sorted(all_versions, key=lambda versions: (versions[-1][1], versions[0][0])):
        timeline = Timeline(steps, versions, git.briefs, bulk)
        first = timeline.events[0]
        imported = first["kind"] == "born" and steps[first["step"]]["added"] > bulk
        lines.append({
            "history": branch,
            "brief": versions[-1][1],
            "stage": timeline.stage,
            "imported": imported,
            "silent": timeline.silent,
            "versions": [("" if blob else "-") + steps[step]["commit"] for step, _, blob in versions],
        })
        for event in sorted(timeline.events, key=lambda event: (event["step"], event["kind"])):
            lines.append({
                "history": branch,
                "brief": versions[-1][1],
                "kind": event["kind"],
                "commit": steps[event["step"]]["commit"],
                "joined": [steps[versions[i][0]]["commit"] for i in event["versions"][1:]],
                "round": event["round"],
                "excluded": event["excluded"],
                "causes": event["causes"],
                "pending": event["pending"],
            })
    return lines


def main():
    git = Git(sys.argv[1])
    with open(sys.argv[2]) as file:
        ignored = {word for word in (line.split("#")[0].strip() for line in file) if re.fullmatch("[0-9a-f]{40}", word)}
    chains = git.chains()
    git.read({blob for chain in chains.values() for *_, changes in chain for blob in changes.values() if blob})
    for branch in sorted(chains):
        for line in history(branch, chains[branch], git, ignored, int(sys.argv[3])):
            print(json.dumps(line, separators=(",", ":")))


if __name__ == "__main__":
    main()
