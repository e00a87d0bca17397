"""What references lead to: variables, locals, resources and modules, each looked into as far as asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.inventory import Unknown
from drgen.inventory.hcl import resources
from drgen.inventory.hcl.repetition import Instance
from drgen.inventory.hcl.values import Fault, Late

if TYPE_CHECKING:
    from drgen.inventory.hcl.modules import Module
    from drgen.inventory.hcl.syntax import Block


@dataclass(frozen=True)
class Words(Late):
    """`var`, `local`, `module` or `data`: what comes next decides."""

    module: Module
    word: str
    reads: set[str]

    def get(self, key: Any) -> Any:
        if self.word == "var":
            return self.module.variable(str(key), self.reads)
        if self.word == "local":
            return self.module.local(str(key), self.reads)
        if self.word == "data":
            return Kind(self.module, "data", str(key), self.reads)
        block = self.module.declared.get(("module", str(key)))
        if block is None:
            raise Fault(f"no module {key}")
        return Several(self.module, block, self.reads)

    def settled(self) -> Any:
        return Unknown((self.word,))


@dataclass(frozen=True)
class Kind(Late):
    """A type of resources or data sources: the name comes next."""

    module: Module
    mode: str  # resource or data
    type: str
    reads: set[str]

    def get(self, key: Any) -> Any:
        block = self.module.declared.get((self.mode, self.type, str(key)))
        if block is None:
            data = "data." if self.mode == "data" else ""
            return Unknown((self.module.prefixed(f"{data}{self.type}.{key}"),))
        return Several(self.module, block, self.reads)

    def settled(self) -> Any:
        return Unknown((self.module.prefixed(self.type),))


@dataclass(frozen=True)
class Several(Late):
    """All instances of a resource or of a module call; the only one, where it has neither count nor for_each."""

    module: Module
    block: Block
    reads: set[str]

    @property
    def single(self) -> bool:  # type: ignore[override]  # it is computed here
        return not self.module.repetition(self.block).text

    def get(self, key: Any) -> Any:
        repetition = self.module.repetition(self.block)
        if not repetition.text:
            return self._one(Instance()).get(key)
        if repetition.instances is None:
            return self._one(repetition.listed[0])
        if isinstance(key, Unknown):
            return self.settled()
        for instance in repetition.instances:
            if str(instance.key) == str(key):
                return self._one(instance)
        raise Fault(f"no instance {key}")

    def items(self) -> Mapping[Any, Any] | None:
        repetition = self.module.repetition(self.block)
        if not repetition.text or repetition.instances is None:
            return None
        return {instance.key: self._one(instance) for instance in repetition.instances}

    def settled(self) -> Any:
        address = resources.address(self.module, self.block, Instance())
        self.reads.add(address)
        return Unknown((address,))

    def _one(self, instance: Instance) -> One:
        return One(self.module, self.block, instance, self.reads)


@dataclass(frozen=True)
class One(Late):
    """One instance of a resource or module: an attribute or output comes next."""

    module: Module
    block: Block
    instance: Instance
    reads: set[str]
    single = True

    def get(self, key: Any) -> Any:
        if self.block.type == "module":
            return self._output(str(key))
        path = f"{resources.address(self.module, self.block, self.instance)}.{key}"
        self.reads.add(path)
        found = resources.attribute(self.module, self.block, self.instance, str(key), self.reads)
        return Unknown((path,)) if found is None else found

    def settled(self) -> Any:
        address = resources.address(self.module, self.block, self.instance)
        self.reads.add(address)
        return Unknown((address,))

    def _output(self, name: str) -> Any:
        child = self.module.call(self.block, self.instance)
        if child is not None:
            return child.output(name, self.reads)
        path = f"{resources.address(self.module, self.block, self.instance)}.{name}"
        self.reads.add(path)
        return Unknown((path,))
