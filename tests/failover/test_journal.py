"""What is written down can be trusted, or is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.failover import journal
from drgen.failover.journal import Journal
from drgen.failover.outcome import NotReadyError
from tests.failover.fakes.clock import FakeClock
from tests.failover.trying import HERE, Trial, at, outcome, undisturbed


def written(folder: Path, count: int = 3) -> Path:
    path = folder / "run.jsonl"
    made = Journal(path, FakeClock(), lambda _: None)
    for number in range(count):
        made.write("act", what=f"deed {number}", key="ü")
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    entries, _, length = journal.read(written(tmp_path).read_bytes(), "x")
    assert [entry.data["what"] for entry in entries] == ["deed 0", "deed 1", "deed 2"]
    assert length == len((tmp_path / "run.jsonl").read_bytes())


def test_the_copy_is_the_whole_text_each_time(tmp_path: Path) -> None:
    copies: list[bytes] = []
    made = Journal(tmp_path / "run.jsonl", FakeClock(), copies.append)
    made.write("one")
    made.write("two")
    assert copies[1] == made.path.read_bytes()
    assert copies[1].startswith(copies[0])


def test_a_torn_last_line_is_cut_off_and_the_chain_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:-7])
    found = journal.opened(path, FakeClock(), lambda _: None)
    found.write("resumed")
    entries, _, _ = journal.read(path.read_bytes(), "x")
    assert [entry.event for entry in entries] == ["act", "act", "resumed"]


def test_every_flipped_bit_of_a_whole_line_is_noticed(tmp_path: Path) -> None:
    content = written(tmp_path).read_bytes()
    end = content.rindex(b"\n", 0, -1) + 1  # the last line may pass for a torn one where its end is hit
    for place in range(0, end, 7):
        changed = bytearray(content)
        changed[place] ^= 1
        if changed[place] != 0x0B:  # a line break of another kind
            with pytest.raises((DrgenError, ValueError)):
                journal.read(bytes(changed), "x")


@pytest.mark.parametrize("lines", [[0, 2], [1, 0, 2], [1, 2]], ids=["dropped", "swapped", "beheaded"])
def test_a_line_that_is_not_in_its_place_is_refused(lines: list[int], tmp_path: Path) -> None:
    all_ = written(tmp_path).read_bytes().splitlines(keepends=True)
    with pytest.raises(DrgenError, match="is not what drgen wrote"):
        journal.read(b"".join(all_[number] for number in lines), "x")


def test_an_empty_journal_is_none() -> None:
    with pytest.raises(DrgenError, match="holds no entry"):
        journal.read(b"", "x")


def test_a_disk_that_takes_nothing_stops_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = Journal(tmp_path / "file" / "run.jsonl", FakeClock(), lambda _: None)
    with pytest.raises(DrgenError) as stopped:
        made.write("act")
    assert "what is not written down is not done" in stopped.value.hint


def test_a_run_whose_journal_is_gone_here_resumes_from_the_bucket(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at("promote_read_replica", "denied"))
    trial.attempt()
    [path] = tmp_path.glob("*.jsonl")
    copy = trial.aws.stores.objects["acme-shop-prod-state-us-west-2", f"failover/{path.name}"][0]
    assert copy == path.read_bytes()
    path.unlink()
    path.write_bytes(copy)  # what `resume` fetches
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_run_does_not_resume_under_another_spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at("promote_read_replica", "denied"))
    trial.attempt()
    spec, stacks = HERE.load("shop-prod")
    other = spec.model_copy(update={"traffic": "automatic"})
    monkeypatch.setattr(type(HERE), "load", lambda _self, _name: (other, stacks))
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert "the spec is not what it was" in str(ended)


def test_a_journal_is_json_lines_after_the_digest(tmp_path: Path) -> None:
    for line in written(tmp_path).read_text().splitlines():
        digest, _, text = line.partition(" ")
        assert len(digest) == 16
        assert json.loads(text)["event"] == "act"
