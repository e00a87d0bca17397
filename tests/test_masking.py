"""No secret in a spec, and none in a message about one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from drgen import masking, spec
from drgen.source import SpecError
from tests.test_settings import CATALOG

# Put together here, so that no scanner of this repository takes an example for the real thing.
SECRETS = {
    "AWS access key": "AKIA" + "IOSFODNN7EXAMPLE",
    "AWS session key": "ASIA" + "IOSFODNN7EXAMPLE",
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA",
    "address with a password": "amqps://orders:" + "hunter2@broker.example.com:5671",
    "GitHub token": "ghp_" + "a1B2" * 9,
    "GitHub fine-grained token": "github_pat_" + "a1B2" * 10,
    "GitLab token": "glpat-" + "a1B2" * 5,
    "Slack token": "xoxb-" + "1234567890-abcdef",
    "Slack address": "https://hooks." + "slack.com/services/T0000/B0000/abcdefabcdef",
    "Stripe key": "sk_" + "live_" + "a1B2" * 6,
    "Google key": "AIza" + "a1B2c" * 7,
    "JSON web token": "eyJ" + "hbGciOiJIUzI1NiJ9" + ".eyJ" + "zdWIiOiIxMjM0In0" + ".abc-_123",
}
HARMLESS = {
    "host": "broker.example.com:5671",
    "address": "https://example.com:8443/path@2",
    "ARN": "arn:aws:iam::111122223333:role/AKIA",
    "name of a secret": "orders-db-password",
    "word that starts alike": "AKIAnote",
    "digest": "sha256:" + "0123456789abcdef" * 4,
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_it_looks_like_a_secret(text: str) -> None:
    assert masking.looks_secret(text)
    assert masking.looks_secret(f"say {text} aloud")


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_it_looks_harmless(text: str) -> None:
    assert not masking.looks_secret(text)


@pytest.mark.parametrize(
    "key", ["password", "master_password", "DB_PASSWORD", "authToken", "secret-key", "api_key", "token", "credentials"]
)
def test_a_key_names_a_secret(key: str) -> None:
    assert masking.names_secret(key)


@pytest.mark.parametrize(
    "key", ["secrets", "secret_name", "secret_arn", "token_ttl", "passwords_rotate", "keys", "tokens", 3]
)
def test_a_key_names_no_secret(key: object) -> None:
    assert not masking.names_secret(key)


@pytest.mark.parametrize("text", ["eyJ" * 300_000, "a+.-" * 250_000, "://a:" * 200_000, "AKIA" * 250_000, "x" * 10**6])
def test_a_long_text_is_judged_in_time_that_grows_with_its_length(text: str) -> None:
    started = time.process_time()
    masking.looks_secret(text)
    assert time.process_time() - started < 2


def explained(folder: Path, text: str) -> str:
    (path := folder / "spec.yaml").write_text(text)
    with pytest.raises(SpecError) as caught:
        spec.load(path, CATALOG)
    return str(caught.value)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('tags: {{owner: "{}"}}', id="a tag"),
        pytest.param('tags: {{"{}": owner}}', id="a key"),
        pytest.param('hosts: ["{}"]', id="a host"),
        pytest.param('name: "{}"', id="the name"),
        pytest.param('"{}": 1', id="an unknown field"),
        pytest.param('components: {{"{}": {{}}}}', id="a component's name"),
        pytest.param('components: {{orders: {{module: "{}"}}}}', id="a module"),
        pytest.param('components: {{orders: {{module: aurora, class: "{}"}}}}', id="a setting"),
        pytest.param('components: {{orders: {{module: aurora, nodes: {{a: "{}"}}}}}}', id="a setting of a wrong type"),
        pytest.param('components: {{orders: {{module: aurora, "{}": 1}}}}', id="an unknown setting"),
        pytest.param('components: {{orders: {{module: aurora, standby: "{}"}}}}', id="the standby"),
        pytest.param('extends: "{}"', id="the base"),
        pytest.param('a: 1\nb: {{c: "{}", d: 1, d: 2}}', id="on the line of another mistake"),
        pytest.param('a: "{}" "', id="on the line of a mistake of syntax"),
        pytest.param('# {}\n"a', id="in a comment"),
    ],
)
def test_what_looks_like_a_secret_is_never_repeated(tmp_path: Path, text: str, secret: str) -> None:
    said = explained(tmp_path, text.format(secret))
    assert secret not in said
    assert secret.partition("@")[0][-12:] not in said


CANARY = "Canary-7391-hunter"
PLACES = {
    "plain": "password: {}",
    "double quotes": 'password: "{}"',
    "single quotes": "password: '{}'",
    "quoted key": '"password": {}',
    "indented": "a:\n  b:\n    auth_token: {}",
    "in a list": "a:\n  - token: {}",
    "flow": "a: {{x: 1, apiKey: {}, z: 2}}",
    "flow in quotes": 'a: {{x: 1, api_key: "{}, }}", z: 2}}',
    "on the next line": "password:\n  {}",
    "block": "password: |\n  first\n  {}\n  last",
    "folded": "password: >-\n  {}",
    "two lines": "password: first\n  {}",
    "two quoted lines": 'password: "first\n\n  {}"',
    "flow on the next line": "a: {{password:\n  {} }}",
    "in a setting": "components: {{orders: {{module: aurora, password: {}}}}}",
    "in a wrong type": "components: {{orders: {{module: aurora, nodes: {{token: {}}}}}}}",
    "in the standby": "components: {{orders: {{module: aurora, standby: {{password: {}}}}}}}",
    "in the tags": "tags: {{token: {}}}",
    "in the tags, and too long": "tags: {{token: {}" + "x" * 300 + "}}",
    "for a map": "objectives: {{secret: {}}}",
}
MISTAKES = {
    "nothing else": CANARY,
    "an anchor": f"&a {CANARY}",
    "a tag": f"!!str {CANARY}",
    "an alias": f"*{CANARY}",
    "a control character": f"{CANARY}\x07",
    "a direction": f"{CANARY}\u202e",
    "a syntax error": f"{CANARY}: ]: [",
    "an open quote": f'{CANARY} "',
    "an open bracket": f"[{CANARY}",
    "a number": "73912684551",
    "a number that starts with a zero": "073912684551",
    "a number that is too long": "73912684551" * 9,
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_the_value_of_a_secret_is_never_repeated(tmp_path: Path, place: str, mistake: str) -> None:
    said = explained(tmp_path, place.format(mistake) + "\nlast: &x 1\n")
    assert CANARY not in said
    assert "73912684551" not in said


def test_a_secret_is_refused_with_the_way_out(tmp_path: Path) -> None:
    said = explained(tmp_path, "components:\n  orders: {module: aurora, password: hunter2, class: x}\n")
    assert "this is the value of a secret: no secret has a place in a spec" in said
    assert "  2 |   orders: {module: aurora, password: *******, class: x}\n" in said
    assert "keep it in Secrets Manager (component `secrets`, `drgen secrets put`)" in said
