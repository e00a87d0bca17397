"""Each rule of a backup plan: YAML policies judge any of several blocks, not all of them."""

from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck


class EveryBackupRuleCopiesToAnotherVault(BaseResourceCheck):
    def __init__(self) -> None:
        super().__init__(
            name="Every rule of a backup plan copies to another vault",
            id="CKV_DRGEN_EVERY_BACKUP_RULE_COPIES_TO_ANOTHER_VAULT",
            categories=[CheckCategories.BACKUP_AND_RECOVERY],
            supported_resources=["aws_backup_plan"],
            guideline=(
                "Add a `copy_action` with the other region's vault to the rule: "
                "a backup that stays is lost with its region"
            ),
        )

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        rules = [rule for rule in conf.get("rule", []) if isinstance(rule, dict)]
        copied = rules and all(rule.get("copy_action") or rule.get("dynamic") for rule in rules)
        return CheckResult.PASSED if copied else CheckResult.FAILED


check = EveryBackupRuleCopiesToAnotherVault()
