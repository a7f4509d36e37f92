"""Random small histories of briefs, as one `git fast-import` stream: a branch with its own root for each.

    generate.py FIRST COUNT > stream

Branch `h<seed>` is the history of that seed: the same on every machine and in every Python. Subjects of commits that belong into the
ignore-revs file begin with `ignored`.

Briefs are written in a restricted form, so that oracle.py can read them with a plain parser:

- front matter of `key: value` lines, values of one line, never quoted;
- `# Title`;
- labels, each a paragraph (`Goal: …`, `**Goal:** …`) or an item of one list (`- Goal: …`);
- `## Section`s. Those named as a context hold its value: a paragraph, perhaps wrapped, or a flat list. `Background` holds prose, `Checks`
  boxes, `Questions` and `Log` what a brief collects on its way.

Words are ASCII, numbers are whole ones that may have thousands separators, dates are ISO days.
"""

import sys

HOUR, DAY = 3600, 86400
START = 1_798_761_600  # 2027-01-01T00:00:00Z


class Random:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & (1 << 64) - 1

    def below(self, count):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (1 << 64) - 1
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & (1 << 64) - 1
        return (z ^ (z >> 31)) % count

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def weighted(self, choices):
        left = self.below(sum(weight for weight, _ in choices))
        for weight, choice in choices:
            if left < weight:
                return choice
            left -= weight


# What people write behind “Status:”, the frequent ones first. None is a brief that says nothing of it.
STATUSES = [
    (4, ["draft", "wip", "planned", "idea", "to do", "backlog"]),
    (9, ["ready", "handed off", "handed over", "submitted", "sent"]),
    (5, ["needs info", "needs clarification", "question", "waiting for answer"]),
    (5, ["returned", "reopened", "rework", "changes requested", "needs work", "rejected"]),
    (6, ["accepted", "approved", "taken"]),
    (4, ["done", "complete", "completed", "delivered", "launched", "live", "published", "shipped", "closed"]),
    (2, ["cancelled", "canceled", "withdrawn", "abandoned", "superseded", "dropped"]),
    (3, ["in progress", "in design", "in production", "doing"]),
    (2, ["review", "in review"]),
    (1, ["archived"]),
    (2, ["blocked", "on hold", "paused"]),
    (1, ["pondering", "half way"]),
    (1, [None]),
]
WORDS = (
    "amber basil cedar delta ember fable grove heron ivory jasper karst lemon maple nectar olive pearl quartz raven sable tulip umber violet"
    " willow yarrow zephyr acorn birch clover dune elm fern garnet hazel iris juniper kelp lilac moss nutmeg onyx poppy quince rose sage"
    " thyme"
).split()
PEOPLE = [("Dana Okafor", "dana@acme.example"), ("Rui Costa", "rui@acme.example"), ("Ines Weber", "ines@acme.example")]
BOTS = [("Renovate[Bot]", "bot@acme.example"), ("Sync", "17+sync[bot]@acme.example")]
CONTEXTS = ["goal", "audience", "budget", "channels", "utm", "owner", "receiver", "due"]
PLACEHOLDERS = ["", "TBD", "???", "[what it should change]"]
NAMES = ["spring", "webinar", "launch", "nurses", "demo"]


# A brief is a dict that nobody changes: edits make another one. `contexts` has (form, value, style) by name.


def phrase(random):
    return " ".join(random.pick(WORDS) for _ in range(1 + random.below(4)))


def value(random, name):
    if name == "budget":
        return str(random.pick([500, 2500, 5000, 12000]))
    if name == "due":
        return "always-on, reviewed monthly" if random.chance(12) else f"2027-0{1 + random.below(9)}-{10 + random.below(18)}"
    if name == "owner":
        return random.pick(["Dana Okafor", "Rui Costa", "Ines Weber"])
    if name == "receiver":
        return random.pick(["Design", "Media", "Sales"])
    if name == "utm":
        return "|".join(f"{word}: {random.pick(WORDS)}" for word in sorted({random.pick(WORDS[:9]) for _ in range(1 + random.below(3))}))
    if name == "channels" and random.chance(10):
        return "N/A – not " + phrase(random)
    return phrase(random)


def form(random, name):
    if name == "utm":
        return "section"
    if name in ("owner", "receiver", "due", "budget"):
        return random.weighted([(4, "key"), (1, "plain"), (1, "bold"), (1, "item")])
    return random.weighted([(2, "key"), (4, "section"), (1, "plain"), (1, "bold"), (1, "item")])


def new_brief(random, name, status):
    contexts = {}
    for context in CONTEXTS:
        present = 85 if context in ("goal", "audience", "due", "owner") else 40
        if random.chance(present):
            given = random.pick(PLACEHOLDERS) if random.chance(8) and context != "utm" else value(random, context)
            contexts[context] = (form(random, context), given, 0)
    return {
        "handoff": "note",
        "id": f"id-{name}" if random.chance(30) else None,
        "title": f"The {name} brief",
        "status": status,
        "status_form": random.weighted([(5, "key"), (1, "plain"), (1, "bold"), (1, "item"), (1, "section")]),
        "contexts": contexts,
        "prose": [" ".join(random.pick(WORDS) for _ in range(5)) for _ in range(2 + random.below(7))],
        "boxes": [random.chance(50) for _ in range(random.below(4))],
        "questions": [],
        "log": [],
        "updated": None,
        "reversed": False,
    }


def spelled(random, status):
    """The same word as somebody else would write it."""
    if status is None:
        return None
    how = random.below(8)
    if how == 0:
        return status.upper()
    if how == 1:
        return status.replace(" ", "-")
    if how == 2:
        return status.replace(" ", "_").capitalize()
    if how == 3 and " " not in status:
        return f"{status.capitalize()} (v2)"
    return status


def status(random):
    return spelled(random, random.pick(random.weighted(STATUSES)))


def styled(text, style, form):
    words = text.split(" ")
    if style == 1:
        return text[:1].upper() + text[1:] + "."
    if style == 2 and len(words) > 1:
        return " ".join(words[:-1]) + f" **{words[-1]}**"
    if style == 3 and form == "section" and len(words) > 1:
        return words[0] + "\n" + "   ".join(words[1:])
    if style == 4 and form == "section" and len(words) > 1:
        return "\n".join("- " + word for word in words)
    if text.isdigit() and style in (3, 4) and len(text) > 3:
        return f"{text[:-3]},{text[-3:]}"
    return text


def text_of(brief):
    keys, paragraphs, items, sections = [f"handoff: {brief['handoff']}"], [], [], []
    if brief["id"]:
        keys.append(f"id: {brief['id']}")
    values = {name: (form, styled(text, style, form)) for name, (form, text, style) in brief["contexts"].items()}
    if brief["status"] is not None:
        values["status"] = (brief["status_form"], brief["status"])
    names = sorted(values)
    if brief["reversed"]:
        names.reverse()
    for name in names:
        form, text = values[name]
        if form in ("plain", "bold") and not text:
            text = "TBD"  # A label alone would take what follows it for its value.
        label = "UTM" if name == "utm" else name.capitalize()
        if form == "key":
            keys.append(f"{name}: {text}".rstrip())
        elif form == "plain":
            paragraphs.append(f"{label}: {text}".rstrip())
        elif form == "bold":
            paragraphs.append(f"**{label}:** {text}".rstrip())
        elif form == "item":
            items.append(f"- {label}: {text}".rstrip())
        else:
            if name == "utm":
                text = "\n".join("- " + row for row in text.split("|"))
            sections.append(f"## {label}" + ("\n\n" + text if text else ""))
    if brief["updated"]:
        keys.append(f"updated: {brief['updated']}")
    parts = ["---\n" + "\n".join(keys) + "\n---", "# " + brief["title"], *paragraphs]
    if items:
        parts.append("\n".join(items))
    parts += sections
    if brief["boxes"]:
        boxes = [f"- [{'x' if done else ' '}] Checked {WORDS[i]}" for i, done in enumerate(brief["boxes"])]
        parts += ["## Checks", "\n".join(boxes)]
    if brief["prose"]:
        parts += ["## Background", "\n\n".join(brief["prose"])]
    if brief["questions"]:
        parts += ["## Questions", "\n".join(f"- [{'x' if done else ' '}] Why {word}?" for word, done in brief["questions"])]
    if brief["log"]:
        parts += ["## Log", "\n\n".join(brief["log"])]
    return "\n\n".join(parts) + "\n"


# Edits of one brief.


def with_context(brief, name, what):
    contexts = dict(brief["contexts"])
    if what is None:
        contexts.pop(name, None)
    else:
        contexts[name] = what
    return {**brief, "contexts": contexts}


def change_context(random, brief):
    name = random.weighted([(5, "goal"), (4, "audience"), (4, "budget"), (2, "channels"), (3, "utm"), (2, "owner"), (1, "receiver")])
    if name not in brief["contexts"]:
        return with_context(brief, name, (form(random, name), value(random, name), 0))
    kind, text, style = brief["contexts"][name]
    how = random.below(10)
    if how < 2:
        return with_context(brief, name, None)
    if how < 4 and name != "utm":
        return with_context(brief, name, (kind, random.pick(PLACEHOLDERS), 0))
    if name == "utm" and how < 7:
        rows = set(text.split("|")) | {f"{random.pick(WORDS[:9])}: {random.pick(WORDS)}"}
        return with_context(brief, name, (kind, "|".join(sorted(rows)), style))
    return with_context(brief, name, (kind, value(random, name), style))


def move_due(random, brief):
    kind = brief["contexts"]["due"][0] if "due" in brief["contexts"] else form(random, "due")
    if random.chance(10):
        return with_context(brief, "due", None)
    if random.chance(10):
        return with_context(brief, "due", (kind, random.pick(PLACEHOLDERS), 0))
    return with_context(brief, "due", (kind, value(random, "due"), 0))


def restyle(random, brief):
    """The same values, written otherwise."""
    if not brief["contexts"] or random.chance(20):
        return {**brief, "reversed": not brief["reversed"]}
    name = random.pick(sorted(brief["contexts"]))
    kind, text, _ = brief["contexts"][name]
    if name == "utm" or text in PLACEHOLDERS:
        return with_context(brief, name, (form(random, name), text, 0))
    style = random.below(5) if name in ("goal", "audience") or name == "budget" else 0
    return with_context(brief, name, (form(random, name), text, style))


def edit_prose(random, brief):
    """Around ten words come and go; whole paragraphs move."""
    lines = [line.split(" ") for line in brief["prose"]]
    if random.chance(20) and len(lines) > 1:
        return {**brief, "prose": brief["prose"][1:] + brief["prose"][:1]}
    count = random.pick([1, 2, 3, 4, 5, 5, 5, 5, 6, 8])
    how = random.below(4)
    if how == 0:
        # Twice as many added.
        lines.append([random.pick(WORDS) for _ in range(random.pick([2, 5, 9, 9, 10, 10, 11, 14]))])
    elif how == 1:
        while count > 0 and lines:
            at = random.below(len(lines))
            lines[at] = lines[at][1:]
            lines = [line for line in lines if line]
            count -= 1
    else:
        for _ in range(count):
            if lines:
                line = lines[random.below(len(lines))]
                line[random.below(len(line))] = random.pick(WORDS)
    return {**brief, "prose": [" ".join(line) for line in lines]}


def run_on(random, brief):
    """What a brief collects on its way."""
    how = random.below(4)
    if how == 0:
        return {**brief, "boxes": [not done if random.chance(50) else done for done in brief["boxes"]]}
    if how == 1:
        return {**brief, "log": brief["log"] + [" ".join(random.pick(WORDS) for _ in range(12))]}
    if how == 2:
        return {**brief, "updated": f"2027-02-{10 + random.below(18)}"}
    if brief["questions"] and random.chance(50):
        return {**brief, "questions": [(word, True) for word, _ in brief["questions"]]}
    return {**brief, "questions": brief["questions"] + [(random.pick(WORDS), False)]}


def move_status(random, brief):
    return {**brief, "status_form": random.pick(["key", "plain", "bold", "item", "section"])}


def change_status(random, brief):
    return {**brief, "status": status(random)}


def change_both(random, brief):
    return change_context(random, change_status(random, brief))


EDITS = [
    (10, change_status), (9, change_context), (3, change_both), (5, edit_prose), (2, move_due), (2, restyle), (1, move_status),
    (1, run_on),
]


def edited(random, brief, times=1):
    for _ in range(times):
        brief = random.weighted(EDITS)(random, brief)
    return brief


# Edits of the tree: a dict of briefs by path that nobody changes.


class Story:
    """One history as it is being told."""

    def __init__(self, random):
        self.random = random
        # Every version that ever was, for those that come back.
        self.past = []

    def path(self, tree):
        random = self.random
        for _ in range(20):
            folder = random.weighted([(5, "briefs/"), (2, "briefs/q1/")])
            name = random.pick(NAMES)
            path = folder + (name.upper() if random.chance(10) else name) + ".md"
            if path not in tree:
                return path
        return f"briefs/more-{len(tree)}.md"

    def add(self, tree, status):
        path = self.path(tree)
        name = path.split("/")[-1][:-3].lower()
        if self.random.chance(20) and tree:
            # From the same template.
            brief = {**tree[self.random.pick(sorted(tree))], "status": status}
            brief = {**brief, "title": f"The {name} brief"} if self.random.chance(50) else brief
        else:
            brief = new_brief(self.random, name, status)
        self.past.append((path, brief))
        return {**tree, path: brief}

    def edit(self, tree):
        path = self.random.pick(sorted(tree))
        return {**tree, path: edited(self.random, tree[path])}

    def rename(self, tree):
        random = self.random
        old = random.pick(sorted(tree))
        if random.chance(15):
            new = old[:-3].swapcase() + ".md" if "/" not in old else old.rsplit("/", 1)[0] + "/" + old.rsplit("/", 1)[1][:-3].swapcase() + ".md"
        elif random.chance(15) and len(tree) > 1:
            # Over another one.
            new = random.pick(sorted(tree))
        else:
            new = self.path(tree)
        brief = tree[old]
        how = random.below(10)
        if how < 3:
            brief = edited(random, brief)
        elif how == 3:
            brief = edited(random, brief, 3)
        elif how == 4:
            brief = {**brief, "title": brief["title"] + " anew"}
        elif how == 5:
            brief = {**brief, "prose": [" ".join(random.pick(WORDS) for _ in line.split(" ")) for line in brief["prose"]]}
        return {**{path: kept for path, kept in tree.items() if path != old}, new: brief}

    def remove(self, tree):
        gone = self.random.pick(sorted(tree))
        return {path: brief for path, brief in tree.items() if path != gone}

    def come_back(self, tree):
        """A file that was removed, or an earlier version of one that is there."""
        path, brief = self.random.pick(self.past or sorted(tree.items(), key=file_of))
        if path not in tree and self.random.chance(30):
            brief = edited(self.random, brief)
        if path not in tree and self.random.chance(20):
            path = self.path(tree)
        return {**tree, path: brief}

    def copy(self, tree):
        brief = tree[self.random.pick(sorted(tree))]
        if self.random.chance(40):
            brief = {**brief, "id": None}
        if self.random.chance(30):
            brief = edited(self.random, brief)
        return {**tree, self.path(tree): brief}

    def swap(self, tree):
        if len(tree) < 2:
            return self.edit(tree)
        one = self.random.pick(sorted(tree))
        other = self.random.pick([path for path in sorted(tree) if path != one])
        return {**tree, one: tree[other], other: tree[one]}

    def name(self, tree):
        """Another id, the same as another's, or none."""
        path = self.random.pick(sorted(tree))
        others = [brief["id"] for brief in tree.values() if brief["id"]]
        choices = [None, f"id-{self.random.pick(NAMES)}", *others]
        return {**tree, path: {**tree[path], "id": self.random.pick(choices)}}

    def undo(self, tree):
        """A brief's status, content or all of it as it was earlier."""
        path = self.random.pick(sorted(tree))
        versions = [brief for old, brief in self.past[-12:] if old == path]
        if not versions:
            return self.edit(tree)
        earlier, brief = self.random.pick(versions), tree[path]
        how = self.random.below(4)
        if how == 0:
            brief = {**brief, "status": earlier["status"]}
        elif how == 1:
            brief = {**earlier, "status": brief["status"]}
        else:
            brief = earlier
        if self.random.chance(15):
            brief = self.random.pick([edit_prose, run_on, restyle, move_due])(self.random, brief)
        return {**tree, path: brief}

    def clean_up(self, tree):
        """All at once."""
        how = self.random.below(4)
        if how == 0:
            moved = {f"briefs/moved/{path.split('/')[-1]}": brief for path, brief in tree.items()}
            return moved if len(moved) == len(tree) else tree
        times = 2 if how == 1 else 1
        return {path: edited(self.random, brief, times) for path, brief in tree.items()}

    def step(self, tree, kind):
        if not tree:
            return self.come_back(tree) if self.past and self.random.chance(70) else self.add(tree, status(self.random))
        moves = [
            (40, self.edit), (12, self.undo), (1, lambda tree: self.add(tree, status(self.random))), (1, self.remove),
            (1, self.come_back), (1, self.name), (1, self.rename),
        ]
        if kind == "identity":
            moves = [
                (12, self.edit), (8, self.rename), (5, self.name), (4, self.remove), (6, self.come_back), (4, self.copy), (3, self.swap),
                (3, lambda tree: self.add(tree, status(self.random))), (3, self.clean_up),
            ]
        if kind == "bulk":
            moves = [(8, self.clean_up), (6, self.edit), (4, self.undo), (2, self.rename), (1, self.remove), (1, self.come_back)]
        return self.random.weighted(moves)(tree)


def file_of(item):
    return item[0]


def file_name(path):
    return path.split("/")[-1]


class Stream:
    def __init__(self, out):
        self.out = out
        self.mark = 0
        self.tips = {}
        self.trees = {}

    def commit(self, branch, parents, tree, author, time, subject):
        self.mark += 1
        lines = [
            f"commit refs/heads/{branch}", f"mark :{self.mark}", f"author {author[0]} <{author[1]}> {time} +0000",
            f"committer {author[0]} <{author[1]}> {time} +0000", f"data {len(subject)}", subject,
        ]
        # A branch goes on from its tip by itself; only what changed is told: git is slow at the rest.
        if parents and self.tips.get(branch) != parents[0]:
            lines.append(f"from :{parents[0]}")
        lines += [f"merge :{mark}" for mark in parents[1:]]
        files = {path: text_of(brief) for path, brief in tree.items()}
        before = self.trees[parents[0]] if parents else {}
        lines += [f"D {path}" for path in sorted(before) if path not in files]
        self.out.write(("\n".join(lines) + "\n").encode())
        for path in sorted(files):
            if before.get(path) != files[path]:
                text = files[path].encode()
                self.out.write(f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n")
        self.out.write(b"\n")
        self.tips[branch] = self.mark
        self.trees[self.mark] = files
        return self.mark


def tell(seed, stream):
    random = Random(seed)
    story = Story(random)
    branch = f"h{seed}"
    stream.trees = {}
    kind = random.weighted([(6, "events"), (4, "identity"), (2, "bulk"), (1, "silent")])
    clock = START + random.below(DAY)
    commits = []  # of what will be the mainline: (mark, tree)

    def subject():
        return ("ignored " if random.chance(4) else "") + f"step {len(commits) + 1}"

    def author():
        return random.pick(BOTS) if random.chance(6) else random.pick(PEOPLE)

    def time():
        nonlocal clock
        clock += random.weighted([
            (4, 60), (6, HOUR), (5, 5 * HOUR), (6, 12 * HOUR), (3, DAY - 1), (3, DAY), (3, DAY + 1), (3, 30 * HOUR), (3, 3 * DAY),
        ])
        # Now and then somebody's clock is wrong.
        return clock - random.pick([2 * HOUR, 30 * HOUR]) if random.chance(4) else clock

    def next_tree(tree):
        tree = story.step(tree, kind)
        if random.chance(25):
            tree = story.step(tree, kind)
        if kind == "silent":
            tree = {path: {**brief, "status": None if brief["status"] != "pondering" else "pondering"} for path, brief in tree.items()}
        story.past += sorted(tree.items(), key=file_of)
        return tree

    tree = {}
    # Its first name is outside of the folders of briefs.
    moved = 0
    is_elsewhere = random.chance(8) and kind in ("events", "silent")
    count = {"events": 1, "silent": 1, "identity": 2, "bulk": 4}[kind] + random.below(3)
    first_status = status(random) if random.chance(50) else None
    for _ in range(count):
        tree = story.add(tree, None if kind == "silent" else first_status or status(random))
    if is_elsewhere:
        tree = {f"drafts/{file_name(path)}": brief for path, brief in tree.items()}
        story.past = []
    commits.append((stream.commit(branch, [], tree, author(), time(), subject()), tree))
    if is_elsewhere:
        for _ in range(random.below(3)):
            tree = {path: edited(random, brief) for path, brief in tree.items()}
            commits.append((stream.commit(branch, [commits[-1][0]], tree, author(), time(), subject()), tree))
        how = random.below(3)
        tree = {
            f"briefs/{file_name(path)}": edited(random, brief) if how == 0 else edited(random, brief, 4) if how == 1 else brief
            for path, brief in tree.items()
        }
        story.past = sorted(tree.items(), key=file_of)
        moved = len(commits)
        commits.append((stream.commit(branch, [commits[-1][0]], tree, author(), time(), subject()), tree))

    for _ in range(2 + random.below(9)):
        mark, tree = commits[-1]
        if not random.chance(12):
            tree = next_tree(tree)
            commits.append((stream.commit(branch, [mark], tree, author(), time(), subject()), tree))
            continue
        # Work on the side, from here or from earlier, and a merge: of one side or two; one that changes more than both sides did; one that
        # takes the side for the mainline.
        sides = []
        for _ in range(2 if random.chance(25) else 1):
            back = max(moved, len(commits) - 1 - random.below(3))
            tip, side = commits[back]
            for _ in range(1 + random.below(2)):
                side = next_tree(side)
                tip = stream.commit(branch, [tip], side, author(), time(), "side")
            sides.append((tip, side))
        merged = {**tree, **{path: brief for _, side in sides for path, brief in side.items()}}
        if random.chance(40):
            merged = sides[-1][1]
        if random.chance(25):
            merged = next_tree(merged)
        parents = [mark] + [tip for tip, _ in sides]
        if random.chance(25):
            parents.reverse()
        commits.append((stream.commit(branch, parents, merged, author(), time(), subject()), merged))


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    stream = Stream(sys.stdout.buffer)
    for seed in range(first, first + count):
        tell(seed, stream)


main()
