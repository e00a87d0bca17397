"""Send hostile texts through `drgen.hcl` into a real `terraform plan`, as values and as map keys, and read them back.

python benchmarks/torture/roundtrip.py [--full] [--seed N]
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drgen import hcl
from drgen.errors import DrgenError
from torture import Row, arguments, report

PIECES = [
    *(
        "${",
        "$${",
        "$$${",
        "%{",
        "%%{",
        "%%%{",
        "$%{",
        "%${",
        "${a}",
        "%{if}",
        "%{ endif }",
        "${~",
        "~}",
        "$",
        "%",
        "{",
        "}",
    ),
    *(
        '"',
        "'",
        "\\",
        "\\\\",
        "\\n",
        "\\u0041",
        '\\"',
        "`",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\v",
        "\f",
        "\b",
        "\x1b[31m",
        "\x7f",
    ),
    *(
        '"}\nresource "a" "b" {}\n',
        '"\n}\n',
        "<<EOF\n",
        "<<-EOT\n",
        "\nEOF\n",
        "EOF",
        "#",
        "//",
        "/*",
        "*/",
        " = ",
        "[",
        "]",
        "(",
    ),
    *(
        "checkov:skip=CKV_AWS_18",
        "#checkov:skip=CKV_AWS_18:why",
        "bridgecrew:skip=X",
        "cortex:skip= CKV_1",
        "CHECKOV:SKIP=A",
    ),
    *("\u202e", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\x85", "\xa0", "\xad", "\ufffe", "\uffff"),
    *(
        "é",
        "e\u0301",
        "\u212a",
        "\u212b",
        "ﬁ",
        "ẞ",
        "İ",
        "한",
        "\u1112\u1161",
        "日本",
        "🚀",
        "👩\u200d🚀",
        "❤\ufe0f",
        "\U000e0041",
    ),
    *(
        "\u0301",
        "\u0323\u0307",
        "\U0010ffff",
        "\U0001d15e",
        "null",
        "true",
        "for",
        "0",
        "1e5",
        "-1",
        "",
        " ",
        "  ",
        "a",
        "module.a",
    ),
    *(
        "../../etc/passwd",
        "-rf",
        "CON",
        "arn:aws:iam::111122223333:role/x",
        "{{ x }}",
        "{% raw %}",
        "<img onerror=x>",
        "@team",
    ),
]


def main() -> int:
    chosen = arguments(__doc__, full=5000, sample=200)
    texts = sorted(hostile(chosen.count, chosen.seed))
    text = written(texts)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_bytes(text.encode())
        outputs = planned(Path(folder))
    rows = [
        Row("texts as values", len(texts), [t for i, t in enumerate(texts) if outputs.get(f"text_{i}") != t]),
        Row("texts as map keys", len(texts), keys_lost(texts, outputs["keys"])),
        Row("texts in nested maps and lists", len(texts), [] if outputs["nested"] == nested(texts) else ["nested"]),
        Row("lines that checkov reads as a skip", 0, re.findall(r"(?i)(?:checkov|bridgecrew|cortex):skip=.*", text)),
    ]
    return report("roundtrip", rows, chosen)


def hostile(count: int, seed: int) -> set[str]:
    """So many different texts, in NFC as the spec has them: the pieces, pairs of them, mixtures, random characters."""
    found = {normal(piece) for piece in PIECES}
    for text in _mixtures(random.Random(seed)):
        if len(found) >= count:
            break
        if keeps(normal(text)):
            found.add(normal(text))
    return set(sorted(found)[:count]) if len(found) > count else found


def keeps(text: str) -> bool:
    """Whether drgen takes it: it refuses the few texts that Terraform itself would change."""
    try:
        return bool(hcl.expression(text))
    except DrgenError:
        return False


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _mixtures(chance: random.Random) -> Iterator[str]:
    while True:
        yield "".join(chance.choices(PIECES, k=chance.randint(2, 8)))
        yield "".join(_character(chance) for _ in range(chance.randint(1, 20)))


def _character(chance: random.Random) -> str:
    """Any character but NUL, surrogates, and what this Python's Unicode does not know (Terraform's may compose it)."""
    limit = chance.choice([0x7F, 0x2FF, 0x2FFF, 0xFFFF, 0x10FFFF])
    character = chr(chance.randint(1, limit))
    return character if unicodedata.category(character) not in ("Cs", "Cn") else "$"


def written(texts: list[str]) -> str:
    outputs = [f'output "text_{i}" {{\nvalue = {hcl.expression(text)}\n}}\n' for i, text in enumerate(texts)]
    keys = {text: i for i, text in enumerate(texts)}
    outputs.append(f'output "keys" {{\nvalue = {hcl.expression(keys)}\n}}\n')
    outputs.append(f'output "nested" {{\nvalue = {hcl.expression(nested(texts))}\n}}\n')
    return hcl.layout("\n".join(outputs))


def nested(texts: list[str]) -> list[object]:
    return [
        {"texts": texts[i : i + 7], "by": {text: {text: text} for text in texts[i : i + 7]}}
        for i in range(0, len(texts), 7)
    ]


def planned(folder: Path) -> dict[str, object]:
    """The outputs that Terraform plans; fails when it finds anything to lay out."""
    terraform(folder, "fmt", "-check", "-diff")
    terraform(folder, "plan", "-out=plan", "-input=false", "-lock=false")
    outputs = json.loads(terraform(folder, "show", "-json", "plan"))["planned_values"]["outputs"]
    return {name: output["value"] for name, output in outputs.items()}


def terraform(folder: Path, *words: str) -> bytes:
    program = os.environ.get("DRGEN_TERRAFORM", "terraform")
    done = subprocess.run([program, words[0], "-no-color", *words[1:]], cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"terraform {words[0]} failed:\n{done.stdout.decode()[:2000]}{done.stderr.decode()[:2000]}")
    return done.stdout


def keys_lost(texts: list[str], found: object) -> list[str]:
    assert isinstance(found, dict)
    return [text for i, text in enumerate(texts) if found.get(text) != i] + sorted(found.keys() - set(texts))


if __name__ == "__main__":
    sys.exit(main())
