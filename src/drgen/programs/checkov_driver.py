"""Run by checkov's own interpreter, never imported by drgen: scan one folder with Terraform's runner only.

It starts in half the time of checkov's command line, which loads every framework; and what checkov makes anew
thousands of times although it never differs (a JSONPath grammar's tables, the evaluator of expressions) is made once.
It finds what the command line finds, and more: the command line drops a result of a resource whose key holds a dot,
and one of two equal faults when two roots call the same module.
"""

from __future__ import annotations

import copy
import gc
import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any


def main() -> None:
    """Read a job, {folder, policies, out}, from stdin; write {version, summary, records} to `out`."""
    job = json.load(sys.stdin)
    gc.disable()  # the process is short: collecting costs a quarter of its time
    logging.disable(logging.ERROR)  # what it says is judged by its results
    _make_once()
    from checkov.runner_filter import RunnerFilter
    from checkov.terraform import runner as terraform

    terraform.remove_duplicate_results = lambda report: report
    runner = _runner(terraform.Runner, terraform.Report)
    chosen = RunnerFilter(framework=["terraform"])
    report = runner.run(root_folder=job["folder"], external_checks_dir=[job["policies"]], runner_filter=chosen)
    plain = [_record(record) for record in [*report.failed_checks, *report.skipped_checks, *report.passed_checks]]
    records = [*plain, *_from_graph(runner, job["folder"])]
    found = {
        "version": version("checkov"),
        "parsing_errors": [os.path.relpath(path, job["folder"]) for path in report.parsing_errors],
        "resources": len(report.resources),
        "records": records,
    }
    Path(job["out"]).write_text(json.dumps(found), encoding="utf-8")


def _runner(base: Any, report: Any) -> Any:
    """Terraform's runner, which keeps what the graph's checks found: their records lack who called the module."""

    class Runner(base):  # type: ignore[misc]
        def get_graph_checks_report(self, _root: Any, runner_filter: Any, graph: Any = None) -> Any:
            self.by_check = self.run_graph_checks_results(runner_filter, self.check_type, graph)
            return report(self.check_type)

    return Runner()


def _record(record: Any) -> dict[str, Any]:
    return {
        "check": record.check_id,
        "name": record.check_name,
        "fix": record.guideline or "",
        "result": record.check_result["result"].value,
        "why": record.check_result.get("suppress_comment") or "",
        "resource": record.resource,
        "file": record.file_path.lstrip("/"),
        "line": record.file_line_range[0],
        "caller": (record.caller_file_path or "").lstrip("/"),
    }


def _from_graph(runner: Any, folder: str) -> Iterator[dict[str, Any]]:
    for check, results in runner.by_check.items():
        for result in results:
            entity = result["entity"]
            # None where the name holds a dot, as in this["a.example.com"]: it is judged all the same.
            context = runner.get_entity_context_and_evaluations(entity) or {}
            skips = [skip for skip in context.get("skipped_checks", []) if skip["id"] == check.id]
            caller = entity.get("source_module_object_")
            yield {
                "check": check.id,
                "name": check.name,
                "fix": check.guideline or "",
                "result": "SKIPPED" if skips else result["result"].value,
                "why": skips[0]["suppress_comment"] if skips else "",
                "resource": entity.get("__address__") or entity["block_name_"],
                "file": os.path.relpath(entity["file_path_"], folder),
                "line": context.get("start_line", 1),
                "caller": os.path.relpath(_path(caller), folder) if caller else "",
            }


def _path(caller: Any) -> str:
    return str(caller["path"] if isinstance(caller, dict) else caller.path)


def _make_once() -> None:
    import ply.yacc
    from checkov.terraform.graph_builder.variable_rendering import safe_eval_functions

    build, tables = ply.yacc.LRGeneratedTable, {}

    def table(grammar: Any, method: str = "LALR", log: Any = None) -> Any:
        key = (method, *map(str, grammar.Productions), *sorted(grammar.Precedence.items()))
        if key not in tables:
            tables[key] = build(grammar, method, log)
        made = copy.copy(tables[key])
        made.lr_productions = grammar.Productions  # its functions are bound to this parser
        return made

    make, local = safe_eval_functions.get_asteval, threading.local()

    def evaluator() -> Any:
        if not hasattr(local, "made"):
            local.made = make()
        local.made.error = []
        return local.made

    ply.yacc.LRGeneratedTable = table
    safe_eval_functions.get_asteval = evaluator


if __name__ == "__main__":
    main()
