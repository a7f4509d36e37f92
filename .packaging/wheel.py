"""Makes the Python wheel of a bundle. usage: wheel.py BUNDLE VERSION SECONDS FOLDER

No Python in it: the program becomes a script, what it needs goes beside it. Every way of installing puts scripts into `bin` of a
folder (a virtual environment, ~/.local, /usr/local) and data into the same folder, so the program finds its libraries as it does
in the bundle. Beside the wheel, requirement.txt is the line that installs it and nothing else: with its hash.
"""

import hashlib
import pathlib
import sys

import wheelfile


def make(bundle, version, seconds, folder):
    name = f"handoff_lint-{version}"
    info = f"{name}.dist-info"
    tag = f"py3-none-{(bundle / 'platform').read_text()}"
    entries = {
        f"{info}/METADATA": (wheelfile.metadata(version, pathlib.Path("README.md").read_text(encoding="utf-8")), False),
        f"{info}/WHEEL": (wheelfile.tags(tag), False),
    }
    for file in bundle.rglob("*"):
        if not file.is_file() or file.name == "platform":
            continue
        path = file.relative_to(bundle)
        if path.parts[0] == "bin":
            entries[f"{name}.data/scripts/{path.name}"] = (file.read_bytes(), True)
        elif path.parts[:2] == ("share", "doc"):
            kind = "sboms" if path.suffix == ".json" else "licenses"
            entries[f"{info}/{kind}/{path.name}"] = (file.read_bytes(), False)
        else:
            entries[f"{name}.data/data/{path}"] = (file.read_bytes(), False)
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    wheel = folder / f"{name}-{tag}.whl"
    wheelfile.write(wheel, entries, info, seconds)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirement.txt").write_text(f"handoff-lint=={version} --hash=sha256:{digest}\n")
    return wheel


if __name__ == "__main__":
    print(make(pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), pathlib.Path(sys.argv[4])))
