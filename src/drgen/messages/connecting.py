"""Where a platform's brokers are, and who may manage them: from the environment, else from AWS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from drgen import aws
from drgen.errors import DrgenError
from drgen.messages.crossing import Turn
from drgen.messages.definitions import Definitions, definitions, mover
from drgen.messages.management import Management
from drgen.messages.placeholders import Values, filled, variable
from drgen.messages.topology import Brokers
from drgen.terms import Side

if TYPE_CHECKING:
    from drgen.spec import Spec

BY_HAND = "by-hand"  # in place of a URL: leave this broker alone

Ask = Callable[[str, str, str, Mapping[str, Any]], dict[str, Any]]  # region, service, operation, parameters → answer
Manage = Callable[[str, str, str], Management]  # URL, user, password


def _asked() -> Ask:
    return aws.caller(aws.sessions({}))


@dataclass(frozen=True)
class Place:
    """A platform's brokers, within reach."""

    spec: Spec
    brokers: Brokers
    environment: Mapping[str, str]
    near: Side = "standby"  # whose Secrets Manager is asked: that of a region that is not in doubt
    ask: Ask = field(default_factory=_asked)
    manage: Manage = Management

    def url(self, side: Side, is_mover: bool = False) -> str:
        """Where the environment says that a management API is; empty where it says nothing."""
        return self.environment.get(self.variable(side, is_mover), "")

    def variable(self, side: Side, is_mover: bool = False) -> str:
        """The environment's name of that URL."""
        return variable("URL", self.brokers.instance, side, *(["mover"] if is_mover else []))

    def unplaced(self, side: Side) -> list[str]:
        """The variables without which one side cannot be reached from here. Asks nobody.

        AWS says where its own brokers are. Nobody but the environment says where a cluster's brokers are reached.
        """
        needed = [(False, self.brokers.hosted != "amazon_mq"), (True, self.brokers.has_mover)]
        urls = {self.variable(side, is_mover): (self.url(side, is_mover), asked) for is_mover, asked in needed}
        return [name for name, (url, asked) in urls.items() if url == BY_HAND or (asked and not url)]

    def reach(self, side: Side, is_mover: bool = False) -> Management:
        """The management API of one side's broker, or of the mover beside it."""
        url = self.url(side, is_mover)
        if url == BY_HAND or (not url and (is_mover or self.brokers.hosted != "amazon_mq")):
            name = self.variable(side, is_mover)
            hint = f"set {name}=https://host:port, as you reach it from here (a port-forward will do: localhost)"
            raise DrgenError(
                f"where is the {'mover' if is_mover else 'broker'} of {self.brokers.name}, {side}?", hint=hint
            )
        password = self.values.of("secret", self.brokers.secret)
        return self.manage(url or self._amazon_mq(side)["ConsoleURL"], self.brokers.username, password)

    @contextmanager
    def turn(self, side: Side) -> Iterator[Turn]:
        """Connections to one side's broker, and to the mover beside it."""
        with self.reach(side) as here:
            if not self.brokers.has_mover:
                yield Turn(self.brokers, side, here, here, self.values)
                return
            with self.reach(side, is_mover=True) as runs:
                yield Turn(self.brokers, side, here, runs, self.values)

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
        region = getattr(self.spec.regions, self.near).name
        try:
            return str(self.ask(region, "secretsmanager", "get_secret_value", {"SecretId": name})["SecretString"])
        except aws.AwsError as error:
            error.hint = error.hint or f"or set {variable('SECRET', name)}"
            raise

    def _address(self, side: str) -> tuple[str, str]:
        """Where a broker of Amazon MQ is reached, and its certificate's name: equal, unless the environment says."""
        host = urlsplit(self._amazon_mq(side)["Endpoints"][0]).hostname or ""
        return host, host

    def _amazon_mq(self, side: str) -> dict[str, Any]:
        region = getattr(self.spec.regions, side).name
        named = [one for one in listed(self.ask, region) if one["BrokerName"] == self.brokers.name]
        if not named:
            raise DrgenError(f"{region} has no broker {self.brokers.name}", hint=f"apply the root {side} first")
        answer = self.ask(region, "mq", "describe_broker", {"BrokerId": named[0]["BrokerId"]})
        found: dict[str, Any] = answer["BrokerInstances"][0]
        return found


def listed(ask: Ask, region: str) -> Iterator[dict[str, Any]]:
    """Every broker of Amazon MQ in a region; every page is read."""
    return aws.pages(lambda **more: ask(region, "mq", "list_brokers", more), "BrokerSummaries")
