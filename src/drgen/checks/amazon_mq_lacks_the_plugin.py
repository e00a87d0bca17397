"""A broker on Amazon MQ is to have a plugin, or a static shovel, that the service does not offer.

Amazon MQ for RabbitMQ has a fixed set of plugins, and shovels made while it runs only: a static one stands in a
configuration file that nobody but AWS can write.
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-basic-elements-plugins.html

Take a queue's `link: shovel`, which drgen makes as a dynamic one; for another plugin take `hosted: kubernetes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER

OFFERED = {  # as of 2026-11
    "rabbitmq_auth_backend_http",
    "rabbitmq_auth_backend_ldap",
    "rabbitmq_auth_backend_oauth2",
    "rabbitmq_auth_mechanism_ssl",
    "rabbitmq_consistent_hash_exchange",
    "rabbitmq_federation",
    "rabbitmq_federation_management",
    "rabbitmq_jms_topic_exchange",
    "rabbitmq_management",
    "rabbitmq_prometheus",
    "rabbitmq_shovel",
    "rabbitmq_shovel_management",
}


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        if pair.primary["hosted"] != "amazon_mq":
            continue
        for plugin in sorted(set(pair.primary["topology"]["plugins"]) - OFFERED):
            message = f"{pair.name}: Amazon MQ has no {plugin}"
            yield Finding(("components", pair.name, "topology", "plugins"), message)
        for key in pair.primary["parameters"]:
            if "shovel" in key:
                message = f"{pair.name}: {key} would be a static shovel"
                yield Finding(("components", pair.name, "parameters", key), message)
