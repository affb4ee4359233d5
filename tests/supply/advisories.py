"""Known faults of what is installed: what pip-audit found, and what it passed over without a word."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs


@attrs.frozen
class Audit:
    """What an audit came to.

    Attributes:
        audited: how many packages were looked up.
        skipped: names of those that were not, with why.
        found: a sentence for each advisory that is not accepted.
    """

    audited: int
    skipped: Mapping[str, str]
    found: tuple[str, ...]

    def problems(self, named: Iterable[str]) -> list[str]:
        """A sentence for each thing that fails a run.

        Args:
            named: packages that may be passed over.
        """
        unnamed = sorted(set(self.skipped) - set(named))
        if not self.audited:
            reason = next(iter(self.skipped.values()), "no package was given")
            return [f"not run: no package was looked up, {len(self.skipped)} were passed over ({reason})"]
        return [*self.found, *(f"{name} was passed over: {self.skipped[name]}" for name in unnamed)]


def read(report: Mapping[str, Any], accepted: Iterable[str]) -> Audit:
    """The audit in pip-audit's JSON.

    Args:
        report: the whole document.
        accepted: ids of advisories that are known not to concern us.
    """
    skipped, found, audited = {}, [], 0
    for package in report["dependencies"]:
        if "skip_reason" in package:
            skipped[package["name"]] = package["skip_reason"]
            continue
        audited += 1
        for advisory in package["vulns"]:
            if not {advisory["id"], *advisory.get("aliases", [])} & set(accepted):
                fixed = ", ".join(advisory.get("fix_versions", [])) or "no version"
                found.append(f"{package['name']} {package['version']}: {advisory['id']}, fixed in {fixed}")
    return Audit(audited, skipped, tuple(found))
