"""The module calls of `module_calls.py`, so many times over, as a CDK Terrain app: only the calls, no more."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cdktn import App, TerraformHclModule, TerraformStack


def main(calls: str, count: str, outdir: str) -> None:
    app = App(outdir=outdir, context={"targetVersions": {"terraform": ">=1.11.0"}})
    roots = json.loads(Path(calls).read_text(encoding="utf-8"))
    for number in range(int(count)):
        for root, modules in roots.items():
            stack = TerraformStack(app, f"env{number:03}-{root}")
            for call in modules:
                made = TerraformHclModule(
                    stack,
                    call["instance"],
                    source=call["source"],
                    variables=call["variables"],
                    skip_asset_creation_from_local_modules=True,
                )
                made.override_logical_id(call["instance"])
    app.synth()


if __name__ == "__main__":
    main(*sys.argv[1:])
