"""The zone's name server, on loopback: answers by the records and health checks of the local Route 53."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from zlib import crc32

from drgen.local_aws.extensions import _health
from drgen.local_aws.proxy import LOOPBACK

if TYPE_CHECKING:
    from drgen.local_aws.extensions import Extensions

_TTL = 60  # seconds, as Route 53 gives an alias to a load balancer


@contextmanager
def serve(aws: Extensions) -> Iterator[int]:
    """Answer on a free UDP port of loopback while the context lasts; gives the port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, port = self.request
            port.sendto(_answer(aws, data), self.client_address)

    with socketserver.ThreadingUDPServer((LOOPBACK, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, name="name-server", daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


def address(load_balancer: str) -> str:
    """The address that a load balancer's name stands for: any name has its own, none of them leads anywhere."""
    number = crc32(load_balancer.rstrip(".").lower().encode())
    return f"198.18.{number >> 8 & 255}.{number & 255}"  # RFC 2544: for tests, never routed


def _answer(aws: Extensions, data: bytes) -> bytes:
    import dns.flags
    import dns.message
    import dns.rcode
    import dns.rdatatype
    import dns.rrset

    asked = dns.message.from_wire(data)
    reply = dns.message.make_response(asked)
    reply.flags |= dns.flags.AA
    [question] = asked.question
    wanted = question.rdtype == dns.rdatatype.A
    found = addresses(aws, question.name.to_text()) if wanted else []
    if found:
        reply.answer.append(dns.rrset.from_text(question.name, _TTL, "IN", "A", *found))
    elif wanted:
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply.to_wire()


def addresses(aws: Extensions, name: str) -> list[str]:
    """What the name server answers for a name."""
    if name.rstrip(".").endswith(".elb.amazonaws.com"):
        return [address(name)]
    return [found for record in _health.answers(aws, name) for found in _told(record)]


def _told(record: dict[str, Any]) -> list[str]:
    if target := record.get("AliasTarget"):
        return [address(target["DNSName"].removeprefix("dualstack."))]
    return [value["Value"] for value in record.get("ResourceRecords", [])]
