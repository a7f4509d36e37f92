"""Runs the steps of action.yml and the job of .gitlab/handoff.yml as GitHub and GitLab do, on repositories made for it.

usage: integrations.py WHEEL, in an environment with ruamel.yaml
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import ruamel.yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
GAP = "Conversion events are missing."
# What a stranger may call a branch: nothing of it may be run.
HOSTILE = ["x$(touch${IFS}injected)", "x`touch${IFS}injected`", "x\";touch${IFS}injected;\"", "x';touch${IFS}injected;'", "-x|touch${IFS}injected"]

checks = 0


def check(holds, *what):
    global checks
    checks += 1
    if not holds:
        sys.exit("\n".join(str(part) for part in what))


# MARK: repositories


class Repository:
    def __init__(self, folder, *options):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments, check=True):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_TERMINAL_PROMPT="0")
        for role in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{role}_NAME": "Dana", f"GIT_{role}_EMAIL": "dana@acme.example"}
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True)
        if check and done.returncode != 0:
            sys.exit(f"git {arguments}: {done.stderr}")
        return done.stdout.strip()

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Work")
        return self.git("rev-parse", "HEAD")


CONFIG = """
briefs: [{files: "briefs/**/*.md"}]
defaults: {analytics-tool: GA4, channel: ads, source-rules: see wiki, utm-capture: hidden fields, test-before-launch: Mira}
"""


def brief(name, gap=False):
    return f"""---
handoff: campaign-to-analytics
status: ready
id: {name}
---
**Owner:** Dana Okafor
**Receiver:** Mira Kowalska
**Input:** https://drive.acme.example/plan
**Expected output:** every link is seen in GA4 before launch
**Due:** 2027-05-29

## UTMs
utm_source=linkedin, utm_medium=paid-social, utm_campaign=spring

## Landing pages
https://acme.example/webinar

## Consent
GA4 loads after consent

## Acceptance criteria
- [ ] Each link shows up in GA4 with its source
""" + ("" if gap else "\n## Conversion events\n- `generate_lead`: the form on /webinar is sent\n")


class Server:
    """A repository as a server has it: main with one brief that has a gap for long, and branches that go there."""

    WEAKER = CONFIG + 'severity: {"campaign-to-analytics/*": off}\n'

    def __init__(self, folder):
        self.bare = Repository(folder / "server.git", "--bare")
        self.bare.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.work = Repository(folder / "people")
        self.work.git("remote", "add", "origin", self.url)
        self.work.write("handoff.yml", CONFIG)
        self.work.write("briefs/old.md", brief("old", gap=True))
        self.fork = self.work.commit()
        self.work.write("notes.md", "# Notes\n")
        self.work.write(".github/CODEOWNERS", "/briefs/ @mira\n")
        self.main = self.work.commit()
        self.push("main")

    @property
    def url(self):
        return f"file://{self.bare.folder}"

    def push(self, name):
        self.work.git("push", "-q", "-f", "origin", f"HEAD:refs/heads/{name}")

    def change(self, name, files, start=None):
        """A branch with these files; its commit, and that of the merge that GitHub would make of it."""
        self.work.git("checkout", "-q", "-f", "--detach", start or self.fork)
        self.work.git("clean", "-qfd")
        for path, text in files.items():
            self.work.write(path, text)
        head = self.work.commit()
        self.push(name)
        self.work.git("checkout", "-q", "--detach", self.main)
        self.work.git("merge", "-q", "--no-ff", "-m", "Merge", head)
        merge = self.work.git("rev-parse", "HEAD")
        self.work.git("push", "-q", "-f", "origin", "HEAD:refs/pull/1/merge")
        return head, merge

    def checkout(self, folder, commit, depth=1):
        """As actions/checkout does it."""
        shutil.rmtree(folder, ignore_errors=True)
        clone = Repository(folder)
        clone.git("remote", "add", "origin", self.url)
        limit = [f"--depth={depth}"] if depth else []
        clone.git("fetch", "-q", "--no-tags", *limit, "origin", f"+{commit}:refs/remotes/pull/1/merge")
        if not depth:
            clone.git("fetch", "-q", "--no-tags", "origin", "+refs/heads/*:refs/remotes/origin/*")
        clone.git("checkout", "-q", "--detach", commit)
        return clone


# MARK: GitHub


def value(text, context):
    """An expression of a workflow: names with dots, and ||."""

    def one(name):
        found = context
        for part in name.strip().split("."):
            found = (found or {}).get(part)
        return found

    def expression(match):
        return str(next((found for found in map(one, match[1].split("||")) if found), ""))

    return re.sub(r"\$\{\{(.*?)\}\}", expression, text)


def holds(condition, context):
    """The conditions that the action's steps have: whether an input is said."""
    name, operator, nothing = condition.split()
    check(operator in ("==", "!=") and nothing == "''", "a condition that nobody evaluates here", condition)
    return (value("${{ %s }}" % name, context) == "") == (operator == "==")


class GitHub:
    def __init__(self, folder, wheel, action=ROOT):
        self.temp, self.action = folder / "temp", action
        self.definition = ruamel.yaml.YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        self.requirement = f"{wheel} --hash=sha256:{digest}"
        self.program = None

    def run(self, workspace, event="push", payload=None, sha=None, install=False, environment=None, **inputs):
        shutil.rmtree(self.temp, ignore_errors=True)
        self.temp.mkdir()
        given = {name: entry.get("default", "") for name, entry in self.definition["inputs"].items()}
        given |= {"requirement": self.requirement} | {name.replace("_", "-"): text for name, text in inputs.items()}
        context = {"inputs": given, "github": {"event": payload or {}}, "steps": {}}
        result = {"code": 0, "output": "", "error": ""}
        (self.temp / "event.json").write_text(json.dumps(payload or {}))
        (self.temp / "summary.md").write_text("")
        for number, step in enumerate(self.definition["runs"]["steps"]):
            if "if" in step and not holds(step["if"], context):
                continue
            if step["id"] == "install" and not install and self.program:
                context["steps"]["install"] = {"outputs": {"program": self.program}}
                continue
            check(step["shell"] == "bash" and "uses" not in step, "a step is not a plain shell step", step)
            check("${{" not in step["run"], "something is put into a shell's text", step["run"])
            script, output = self.temp / f"{number}.sh", self.temp / f"{number}.output"
            script.write_text(step["run"])
            output.write_text("")
            variables = {
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self.temp), "LANG": "C.UTF-8", "CI": "true", "GITHUB_ACTIONS": "true",
                "RUNNER_TEMP": str(self.temp), "GITHUB_WORKSPACE": str(workspace.folder), "GITHUB_ACTION_PATH": str(self.action),
                "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
                "GITHUB_SHA": sha or workspace.git("rev-parse", "HEAD"),
                "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
            }
            variables |= environment or {}
            variables |= {name: value(text, context) for name, text in step.get("env", {}).items()}
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
            done = subprocess.run(command, cwd=workspace.folder, env=variables, capture_output=True, text=True)
            result["output"] += done.stdout
            result["error"] += done.stderr
            result["code"] = done.returncode
            outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
            context["steps"][step["id"]] = {"outputs": outputs}
            if done.returncode != 0:
                break
        if install and result["code"] < 2:
            self.program = context["steps"].get("install", {}).get("outputs", {}).get("program")
        result["summary"] = (self.temp / "summary.md").read_text(encoding="utf-8")
        report = value(self.definition["outputs"]["sarif"]["value"], context)
        result["sarif"] = json.loads(pathlib.Path(report).read_text(encoding="utf-8")) if report and pathlib.Path(report).exists() else None
        return result


def files_of(sarif):
    return {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["runs"][0]["results"]}


def github(folder, wheel):
    server, actions, place = Server(folder), GitHub(folder, wheel), folder / "workspace"
    installed = folder / "installed"

    def request(name, files, depth=1, start=None, **more):
        head, merge = server.change(name, files, start)
        payload = {"pull_request": {"base": {"sha": server.main, "ref": "main"}, "head": {"sha": head, "ref": name}, "title": name}}
        return actions.run(server.checkout(place, merge, depth), "pull_request", payload, sha=merge, **more)

    def judged(result, code, what, names=None):
        check(result["code"] == code, f"{what}: ended with {result['code']} instead of {code}", result["output"], result["error"])
        check(code == 2 or result["sarif"], f"{what}: the program did not run", result["output"], result["error"])
        if names is not None:
            check(files_of(result["sarif"]) == set(names), f"{what}: SARIF names {files_of(result['sarif'])}")
            for name in names:
                check(f"::error file={name}," in result["output"], f"{what}: no annotation on {name}", result["output"])
                check(name in result["summary"], f"{what}: {name} is not in the summary", result["summary"])

    # Installing: only what has the hash, and only when it is said what.
    gap = {"briefs/new.md": brief("new", gap=True)}
    result = request("first", gap, install=True)
    judged(result, 1, "the wheel, and a pull request with a gap", ["briefs/new.md"])
    # It has to outlast the temporary folder, to be used again without installing.
    shutil.copytree(pathlib.Path(actions.program).parent.parent, installed, symlinks=True)
    actions.program = kept = str(installed / "bin/handoff")
    check(GAP in result["output"] and GAP in result["summary"], "the finding is not told", result)
    check(result["sarif"]["runs"][0]["invocations"][0]["executionSuccessful"], "SARIF says that the run failed")
    wrong = actions.requirement[:-1] + ("0" if actions.requirement[-1] != "0" else "1")
    result = request("hash", gap, install=True, requirement=wrong)
    check(result["code"] != 0 and "HASH" in (result["output"] + result["error"]).upper() and result["sarif"] is None, "a wrong hash", result)
    unpinned = actions.requirement.split(" --hash")[0]
    result = request("hash", gap, install=True, requirement=unpinned)
    check(result["code"] != 0 and result["sarif"] is None, "a wheel without a hash is installed", result)
    bare = folder / "action"
    (bare / ".packaging").mkdir(parents=True)
    actions.action = bare
    result = request("none", gap, install=True, requirement="")
    judged(result, 2, "no program to install")
    check("::error title=handoff::" in result["output"] and "requirement:" in result["output"], "what to do is not said", result)
    version = wheel.name.split("-")[1]
    (bare / ".packaging/released.txt").write_text(f"handoff-lint=={version} --hash=sha256:{actions.requirement.split(':')[-1]}\n")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent)}
    judged(request("released", gap, install=True, requirement="", environment=offline), 1, "the released wheel", ["briefs/new.md"])
    actions.action, actions.program = ROOT, kept

    # What is judged, and by whose rules.
    judged(request("good", {"briefs/new.md": brief("new")}), 0, "a pull request without a gap", [])
    judged(request("gap", gap, depth=0), 1, "the whole history is there", ["briefs/new.md"])
    head, merge = server.change("two", gap)
    clone = server.checkout(place, merge, 2)
    clone.git("remote", "set-url", "origin", f"file://{folder}/gone.git")
    judged(actions.run(clone, "pull_request", sha=merge), 1, "two commits, and no way to more", ["briefs/new.md"])
    weaker = gap | {"handoff.yml": Server.WEAKER}
    judged(request("weaker", weaker), 1, "a pull request that weakens its own check")
    judged(request("never", gap, fail_on="never"), 0, "fail-on: never", ["briefs/new.md"])
    judged(request("sometimes", gap, fail_on="sometimes"), 2, "fail-on: sometimes")

    head, merge = server.change("push", {"briefs/new.md": brief("new")})
    judged(actions.run(server.checkout(place, merge), "push"), 1, "a push: every brief", ["briefs/old.md"])
    judged(actions.run(server.checkout(place, merge, 0), "push", base="origin/main"), 0, "a push with a base", [])

    queued = {"merge_group": {"base_sha": server.main, "head_sha": merge}}
    head, merge = server.change("queue", gap)
    judged(actions.run(server.checkout(place, merge), "merge_group", queued), 1, "a merge queue", ["briefs/new.md"])

    # The author's own commit is checked out, whose first parent is the author's, too.
    head, merge = server.change("own", {"handoff.yml": Server.WEAKER})
    server.work.git("checkout", "-q", "--detach", head)
    server.work.git("merge", "-q", "--no-ff", "-m", "Merge", server.main)
    server.work.write("briefs/new.md", brief("new", gap=True))
    server.work.git("add", "-A")
    server.work.git("commit", "-q", "--amend", "-m", "Merge")
    head = server.work.git("rev-parse", "HEAD")
    server.push("own")
    payload = {"pull_request": {"base": {"sha": server.main, "ref": "main"}, "head": {"sha": head, "ref": "own"}}}
    for event in ("pull_request", "pull_request_target"):
        for depth in (0, 1):
            own = server.checkout(place, head, depth)
            judged(actions.run(own, event, payload, sha=merge), 1, f"{event} on the author's own merge, depth {depth}")

    clone = server.checkout(place, head)
    clone.git("remote", "set-url", "origin", f"file://{folder}/gone.git")
    result = actions.run(clone, "pull_request", payload, sha=merge)
    judged(result, 2, "a server out of reach")
    check("fetch-depth: 0" in result["output"], "what to set is not said", result)

    # Strangers' names and files.
    for name in HOSTILE:
        files = {f"briefs/{name}.md": brief("new", gap=True), "venv.py": "raise SystemExit('venv.py was run')\n"}
        files |= {"pip.py": "raise SystemExit('pip.py was run')\n", "sitecustomize.py": "raise SystemExit('it was run')\n"}
        names = {"GITHUB_HEAD_REF": name, "GITHUB_BASE_REF": name, "GITHUB_REF_NAME": name, "GITHUB_ACTOR": name}
        result = request(name.lstrip("-"), files, install=name == HOSTILE[0], environment=names)
        actions.program = kept
        judged(result, 1, f"a branch called {name}")
        check(not list(folder.glob("**/injected")), f"a branch called {name} was run")
        result = request(name.lstrip("-"), gap, base=name)
        judged(result, 2, f"a base called {name}")
        check(not list(folder.glob("**/injected")), f"a base called {name} was run")
    result = request("commands", {"briefs/##[stop-commands]x\n::stop-commands::x.md": brief("new", gap=True)})
    judged(result, 1, "a file name with commands")
    server.work.git("checkout", "-q", "-f", "--detach", server.fork)
    server.work.write("handoff.yml", CONFIG + 'contracts: ["handoffs/*.yml"]\n')
    server.work.write("handoffs/##[stop-commands]x.yml", "handof: x\n")
    mistake = server.work.commit()
    server.push("mistake")
    broken = actions.run(server.checkout(place, mistake), "push")
    judged(broken, 2, "a mistake in a contract")
    check("[stop-commands]x.yml" in broken["error"], "the contract is not named", broken["error"])
    for result in (result, broken):
        for line in (result["output"] + result["error"]).splitlines():
            check("##[" not in line or line.startswith("::error"), "a command to GitHub", line)
            check(not line.startswith("::stop-commands"), "a command to GitHub", line)


# MARK: reviews

EVENTS = ROOT / "fixtures/events"
# What the action asks of GitHub's own program: it records it, and answers from a folder.
GH = """#!/usr/bin/env python3
import json, os, pathlib, sys
folder, words = pathlib.Path(__file__).resolve().parent, sys.argv[1:]
with open(folder / "calls.jsonl", "a") as calls:
    calls.write(json.dumps({"words": words, "token": os.environ.get("GH_TOKEN")}) + "\\n")
comments = folder / "comments.json"
known = json.loads(comments.read_text()) if comments.exists() else []
if "POST" in words:
    field = words[words.index("-F") + 1]
    known.append({"body": open(field.removeprefix("body=@"), encoding="utf-8").read()})
    comments.write_text(json.dumps(known))
elif words[-1].endswith("/comments"):
    print(json.dumps(known))
else:
    print((folder / "pull.json").read_text())
"""


def reviews(folder, wheel):
    server, actions, place = Server(folder), GitHub(folder, wheel), folder / "workspace"
    tools = folder / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    ready = brief("spring").replace("- [ ]", "- [x]")

    def deliver(name, branch="spring", mode="commit", pull="pull", fresh=True, files=None, when="2100-01-01", **more):
        """An event on a pull request from this branch; what the action did, what was asked of GitHub, and the branch's new brief."""
        if fresh:
            for file in ("comments.json", "calls.jsonl"):
                (tools / file).unlink(missing_ok=True)
            head, _ = server.change(branch, files or {"briefs/spring.md": ready}, server.main)
            server.work.git("push", "-q", "-f", "origin", f"{head}:refs/pull/2/head")
        head = server.bare.git("rev-parse", "refs/pull/2/head")
        text = (EVENTS / f"{name}.json").read_text().replace("HEAD_SHA_HEAD_SHA_HEAD_SHA_HEAD_SHA_HEAD", head).replace("2027-01-02", when).replace("/return offer", "/return channel")
        kind = "pull_request_review" if name.startswith("review-") else "issue_comment"
        described = json.loads((EVENTS / f"{pull}.json").read_text())
        described["head"]["ref"] = branch
        (tools / "pull.json").write_text(json.dumps(described))
        # As GitHub does it: reviews begin at the merge, comments at the default branch.
        clone = server.checkout(place, server.main)
        variables = {"PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin", "GITHUB_REPOSITORY": "acme/marketing"}
        result = actions.run(clone, kind, json.loads(text), environment=variables, review=mode, token="secret", install=not actions.program, **more)
        check("secret" not in result["output"] + result["error"], "the token is told", result)
        # Its own push moves what GitHub calls the head of the pull request.
        tip = server.bare.git("rev-parse", f"refs/heads/{branch}")
        server.bare.git("update-ref", "refs/pull/2/head", tip)
        calls = [json.loads(line) for line in (tools / "calls.jsonl").read_text().splitlines()] if (tools / "calls.jsonl").exists() else []
        result["posts"] = [call["words"] for call in calls if "POST" in call["words"]]
        result["comments"] = json.loads((tools / "comments.json").read_text()) if (tools / "comments.json").exists() else []
        result["brief"] = server.bare.git("show", f"{tip}:briefs/spring.md", check=False)
        result["moved"] = tip != head
        return result

    installed = folder / "installed"
    first = deliver("comment-plain")
    check(first["code"] == 0 and not first["moved"] and not first["posts"], "a comment that asks for nothing", first)
    shutil.copytree(pathlib.Path(actions.program).parent.parent, installed, symlinks=True)
    actions.program = str(installed / "bin/handoff")

    for name, status in {
        "review-changes-requested": "returned", "review-approved": "accepted", "comment-accept": "accepted", "comment-return": "returned",
        "comment-ask": "needs info", "review-hostile-branch": "returned", "hostile-shell": "returned", "hostile-commands": "returned",
        "hostile-html": "returned", "hostile-long": "returned",
    }.items():
        result = deliver(name)
        check(result["code"] == 0 and result["moved"] and f"status: {status}" in result["brief"], name, result)
        where = ["--method", "POST", "repos/acme/marketing/issues/2/comments"]
        check(len(result["posts"]) == 1 and all(word in result["posts"][0] for word in where), f"{name}: the comment", result)
        check(all("::set-output" not in line.lstrip()[:12] for line in result["output"].splitlines()), f"{name}: a command", result)
        check(not list(folder.glob("**/injected")), f"{name} was run")
        again = deliver(name, fresh=False)
        check(again["code"] == 0 and not again["moved"] and len(again["comments"]) == 1, f"{name}, delivered twice", again)

    for name in ("review-approved-by-owner", "review-approved-by-stranger", "review-approved-by-bot", "review-edited", "comment-edited",
                 "comment-deleted", "comment-in-code", "comment-in-quote", "comment-on-issue", "comment-accept-by-stranger"):
        result = deliver(name)
        check(result["code"] == 0 and not result["moved"] and not result["posts"], f"{name} did something", result)

    late = deliver("comment-accept", when="2001-01-01")
    check(late["code"] == 0 and not late["moved"] and "changed after the comment" in late["output"], "a comment on an older brief", late)
    only = deliver("comment-return", mode="comment")
    check(only["code"] == 0 and not only["moved"] and "to be recorded" in only["comments"][0]["body"], "comment mode", only)
    twice = deliver("comment-return", mode="comment", fresh=False)
    check(len(twice["comments"]) == 1, "an event that is delivered twice is answered once", twice)
    fork = deliver("comment-return", pull="pull-fork")
    check(fork["code"] == 0 and not fork["moved"] and "fork" in fork["comments"][0]["body"], "a fork", fork)
    check(deliver("comment-return", mode="sometimes")["code"] == 2, "review: sometimes")

    # Nothing in a pull request entitles anybody, and nothing of it is run.
    files = {"briefs/spring.md": ready, ".github/CODEOWNERS": "* @sam\n", "json.py": "raise SystemExit('json.py was run')\n",
             ".gitattributes": "* filter=x\n"}
    own = deliver("review-approved-by-colleague", files=files)
    check(own["code"] == 0 and not own["moved"], "a pull request that entitles its reviewer", own)
    for name in HOSTILE:
        result = deliver("review-changes-requested", branch=name)
        check(result["code"] == 0 and result["moved"] and "status: returned" in result["brief"], f"a branch called {name}", result)
        check(not list(folder.glob("**/injected")), f"a branch called {name} was run")


# MARK: GitLab


def gitlab(folder, wheel):
    server, place = Server(folder), folder / "workspace"
    (job,) = ruamel.yaml.YAML(typ="safe").load((ROOT / ".gitlab/handoff.yml").read_text(encoding="utf-8")).values()
    requirement = f"{wheel} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"

    tools = []  # Where the program was installed; it serves the runs that are not about installing.

    def run(clone, target=None, lint=requirement, install=False, **variables):
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "CI": "true"}
        environment |= {name: text for name, text in job["variables"].items()} | {"HANDOFF_LINT": lint}
        if target:
            environment |= {"CI_MERGE_REQUEST_IID": "1", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": target}
            environment |= {"CI_MERGE_REQUEST_PROJECT_ID": "7", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7"}
        first = job["before_script"] + ['echo "$tools" >"$HOME/tools"'] if install or not tools else [f"tools={tools[0]}"]
        script = "\n".join(first + job["script"])
        done = subprocess.run(["sh", "-e", "-c", script], cwd=clone.folder, env=environment | variables, capture_output=True, text=True)
        if not tools:
            tools.append((folder / "tools").read_text().strip())
        report = clone.folder / job["artifacts"]["reports"]["codequality"]
        issues = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
        return done.returncode, done.stdout + done.stderr, issues

    def judged(result, code, what, names):
        check(result[0] == code, f"GitLab, {what}: ended with {result[0]} instead of {code}", result[1])
        if names is not None:
            check({issue["location"]["path"] for issue in result[2]} == set(names), f"GitLab, {what}:", result[2])

    gap = {"briefs/new.md": brief("new", gap=True)}
    head, _ = server.change("gap", gap)
    result = run(server.checkout(place, head, 0), "main")
    judged(result, 1, "a merge request with a gap", ["briefs/new.md"])
    check(GAP in result[1], "the finding is not in the log", result[1])
    judged(run(server.checkout(place, head, 0), install=True, lint=""), 2, "no program to install", None)
    wrong = requirement[:-1] + ("0" if requirement[-1] != "0" else "1")
    code, said, issues = run(server.checkout(place, head, 0), "main", wrong, install=True)
    check(code != 0 and "HASH" in said.upper() and issues is None, "GitLab: a wrong hash is installed", said)
    judged(run(server.checkout(place, head, 0)), 1, "every brief of a branch", ["briefs/new.md", "briefs/old.md"])

    head, _ = server.change("weaker", gap | {"handoff.yml": Server.WEAKER})
    judged(run(server.checkout(place, head, 0), "main"), 1, "a merge request that weakens its own check", None)

    # A fork whose own main is weak: the rules are those of the project it goes to.
    fork = Server(folder / "fork")
    fork.work.write("handoff.yml", Server.WEAKER)
    fork.work.git("add", "-A")
    fork.work.commit()
    fork.push("main")
    clone = server.checkout(place, head, 0)
    clone.git("remote", "set-url", "origin", fork.url)
    fork_names = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8", "CI_MERGE_REQUEST_PROJECT_URL": server.url.removesuffix(".git")}
    judged(run(clone, "main", **fork_names), 1, "a fork", None)

    head, _ = server.change("gap", gap)
    for name in HOSTILE:
        server.work.git("checkout", "-q", "--detach", server.main)
        server.push(name)
        result = run(server.checkout(place, head, 0), name, CI_COMMIT_REF_NAME=name, CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=name)
        judged(result, 1, f"a target called {name}", ["briefs/new.md"])
        check(not list(folder.glob("**/injected")), f"GitLab: a branch called {name} was run")


if __name__ == "__main__":
    given = pathlib.Path(sys.argv[1]).resolve()
    for part in (github, reviews, gitlab):
        with tempfile.TemporaryDirectory() as temporary:
            part(pathlib.Path(temporary).resolve(), given)
    print(f"{checks} passed, 0 failed")
