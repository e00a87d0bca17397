"""Where a platform's brokers are, and who may manage them: from the environment, else from AWS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from drgen import aws
from drgen.errors import DrgenError
from drgen.messages.definitions import Definitions, definitions, mover
from drgen.messages.management import Management
from drgen.messages.placeholders import Values, filled, variable
from drgen.messages.topology import Brokers
from drgen.terms import Side

if TYPE_CHECKING:
    from drgen.spec import Spec


@dataclass(frozen=True)
class Place:
    """A platform's brokers, within reach."""

    spec: Spec
    brokers: Brokers
    environment: Mapping[str, str]
    near: Side = "standby"  # whose Secrets Manager is asked: that of a region that is not in doubt

    def reach(self, side: Side, is_mover: bool = False) -> Management:
        """The management API of one side's broker, or of the mover beside it."""
        name = variable("URL", self.brokers.instance, side, *(["mover"] if is_mover else []))
        url = self.environment.get(name)
        if not url and (is_mover or self.brokers.hosted != "amazon_mq"):
            hint = f"set {name}=https://host:port, as you reach it from here (a port-forward will do: localhost)"
            raise DrgenError(
                f"where is the {'mover' if is_mover else 'broker'} of {self.brokers.name}, {side}?", hint=hint
            )
        password = self.values.of("secret", self.brokers.secret)
        return Management(url or self._amazon_mq(side)["ConsoleURL"], self.brokers.username, password)

    def wanted(self, side: Side, active: Side, *, is_mover: bool = False) -> Definitions:
        """What one side's broker, or its mover, shall hold while `active` serves, filled in."""
        made = (mover if is_mover else definitions)(self.brokers, side, active)
        found: Definitions = filled(made, self.values)
        return found

    @cached_property
    def values(self) -> Values:
        return Values(self.environment, self.brokers.instance, self._secret, self._address)

    def _secret(self, name: str) -> str:
        """From the near region, whose replica answers while the other one is dark."""
        client = aws.client("secretsmanager", getattr(self.spec.regions, self.near).name)
        read = partial(client.get_secret_value, SecretId=name)
        hint = f"reading the secret {name} (or set {variable('SECRET', name)})"
        return str(aws.call(hint, read)["SecretString"])

    def _address(self, side: str) -> tuple[str, str]:
        """Where a broker of Amazon MQ is reached, and its certificate's name: equal, unless the environment says."""
        host = urlsplit(self._amazon_mq(side)["Endpoints"][0]).hostname or ""
        return host, host

    def _amazon_mq(self, side: str) -> dict[str, Any]:
        region = getattr(self.spec.regions, side).name
        client = aws.client("mq", region)
        pages = aws.call(
            f"looking for brokers in {region}", lambda: list(client.get_paginator("list_brokers").paginate())
        )
        named = [one for page in pages for one in page["BrokerSummaries"] if one["BrokerName"] == self.brokers.name]
        if not named:
            raise DrgenError(f"{region} has no broker {self.brokers.name}", hint=f"apply the root {side} first")
        read = partial(client.describe_broker, BrokerId=named[0]["BrokerId"])
        found: dict[str, Any] = aws.call(f"asking where {self.brokers.name} is", read)["BrokerInstances"][0]
        return found
