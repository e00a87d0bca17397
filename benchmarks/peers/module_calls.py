"""Print the module calls of one environment as JSON, for a peer to make the same: root → calls."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from drgen.project import Project
from drgen.terms import Ref


def main(root: str, environment: str) -> None:
    _, stacks = Project(Path(root)).load(environment)
    found = {
        stack.name: [
            {
                "instance": call.instance,
                "source": f"../../../modules/{call.module.scope}/{call.module.name}",
                "variables": {name: template(wire.value) for name, wire in call.inputs.items()},
            }
            for call in stack.calls
        ]
        for stack in stacks
    }
    json.dump(found, sys.stdout)


def template(value: Any) -> Any:
    """A value as Terraform's JSON takes it: there every text is a template."""
    match value:
        case Ref():
            return f"${{{value.expression}}}"
        case str():
            return value.replace("${", "$${").replace("%{", "%%{")
        case dict():
            return {key: template(item) for key, item in value.items()}
        case list() | tuple():
            return [template(item) for item in value]
    return value


if __name__ == "__main__":
    main(*sys.argv[1:])
