"""Writes wheels whose bytes depend on nothing but their contents: sorted, of one date, with plain permissions."""

import base64
import hashlib
import time
import zipfile


def write(path, entries, info, seconds):
    """entries: name in the wheel → (bytes, whether it can be run). info: name of the .dist-info folder. seconds: since 1970."""
    date = time.gmtime(max(seconds, 315_532_800))[:6]  # Zip knows no day before 1980.
    record = f"{info}/RECORD"
    rows = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        # What installers look for stands at the end, as the standard recommends.
        for name in sorted(entries, key=lambda name: (name.startswith(info), name)):
            content, runs = entries[name]
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            rows.append(f"{name},sha256={digest},{len(content)}")
            wheel.writestr(member(name, date, runs), content)
        rows.append(f"{record},,")
        wheel.writestr(member(record, date, False), "\n".join(rows) + "\n")


def member(name, date, runs):
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, whose permissions these are.
    entry.external_attr = (0o100755 if runs else 0o100644) << 16
    return entry


def metadata(version, description=""):
    return (
        "Metadata-Version: 2.4\n"
        "Name: handoff-lint\n"
        f"Version: {version}\n"
        "Summary: Says what context a marketing brief is missing before the next team has to ask\n"
        "License-Expression: MIT\n"
        "License-File: LICENSE\n"
        "License-File: THIRD-PARTY-NOTICES\n"
        "Requires-Python: >=3.8\n"
        "Description-Content-Type: text/markdown\n"
        f"\n{description}"
    ).encode()


def tags(tag):
    return f"Wheel-Version: 1.0\nGenerator: handoff\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
