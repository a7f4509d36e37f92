"""Writes the man page from what the program says of itself. usage: manual.py PROGRAM SECONDS >handoff.1

SECONDS since 1970 are the page's date, so that the same sources give the same page.
"""

import datetime
import json
import re
import subprocess
import sys

EXIT_CODES = [
    ("0", "Nothing stands in the way, or there was nothing to check."),
    ("1", "Errors in a brief that is handed over."),
    ("2", "The check itself could not run: an option, handoff.yml, a contract or a file that can't be read."),
]


def text(words):
    """One piece of text, with nothing in it that roff would take for its own."""
    words = words.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in words.split("\n"))


def discussion(words):
    """Paragraphs are filled, lines that are indented (examples) stay as they are."""
    lines = []
    for part in re.split(r"((?:^[ ]+\S.*\n?)+)", words, flags=re.M):
        if part.startswith(" "):
            lines += [".PP", ".nf", ".RS 2", text(re.sub(r"^ +", "", part.rstrip("\n"), flags=re.M)), ".RE", ".fi"]
        elif part.strip():
            lines += [".PP", text(part.strip())]
    return lines


def spelt(name):
    return {"long": "--", "short": "-", "longWithSingleDash": "-"}[name["kind"]] + name["name"]


def argument(entry):
    value = entry.get("valueName", "value")
    if entry["kind"] == "positional":
        head = f"\\fI{text(value)}\\fR"
    else:
        head = ", ".join(f"\\fB{text(spelt(name))}\\fR" for name in entry["names"])
        if entry["kind"] == "option":
            head += f" \\fI{text(value)}\\fR"
    said = [entry[key] for key in ("abstract", "discussion") if entry.get(key)]
    if entry.get("defaultValue"):
        said.append(f"Default: {entry['defaultValue']}.")
    return [".TP", head, text(" ".join(said)) or "\\&"]


def command(entry, names, lines):
    names = names + [entry["commandName"]]
    arguments = [a for a in entry.get("arguments", []) if a["shouldDisplay"]]
    if names[1:] != ["help"]:
        if len(names) > 1:
            usage = "".join(
                f" [\\fI{text(a['valueName'])}\\fR{'...' if a['isRepeating'] else ''}]" for a in arguments if a["kind"] == "positional")
            lines += [f".SS {text(' '.join(names[1:]))}", f"\\fB{text(' '.join(names))}\\fR [\\fIoption\\fR...]{usage}"]
            lines += [".PP", text(entry.get("abstract", ""))]
        lines += discussion(entry.get("discussion", ""))
        for each in arguments:
            # Every command has them; they stand once, at the top.
            if len(names) == 1 or each.get("names", [{}])[0].get("name") not in ("h", "version"):
                lines += argument(each)
        if len(names) == 1:
            lines.append(".SH COMMANDS")
        for child in entry.get("subcommands", []):
            command(child, names, lines)


def page(program, seconds):
    root = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)["command"]
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    date = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).date()
    lines = [
        f'.TH HANDOFF 1 "{date}" "handoff {version}" "User Commands"',
        ".SH NAME",
        f"handoff \\- {text(root['abstract'].rstrip('.'))}",
        ".SH SYNOPSIS",
        "\\fBhandoff\\fR \\fIcommand\\fR [\\fIoption\\fR...] [\\fIpath\\fR...]",
        ".SH DESCRIPTION",
    ]
    command(root, [], lines)
    lines.append(".SH EXIT STATUS")
    for code, meaning in EXIT_CODES:
        lines += [".TP", code, text(meaning)]
    lines += [".SH FILES", ".TP", "handoff.yml", text("What is checked, and by which contracts: at the top of the repository.")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(page(sys.argv[1], int(sys.argv[2])))
