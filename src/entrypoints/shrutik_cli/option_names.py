"""Errors of the core in the words of a command: a field that an option sets is told by the option's name."""

from collections.abc import Mapping

import attrs

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import refused


def by_option(error: Invalid, options: Mapping[str, str]) -> Invalid:
    """The same error with options for fields.

    Args:
        error: of a policy family.
        options: the option of each field, e.g. ``--min-votes`` for ``fewest``.
    """
    return refused(error.code, [attrs.evolve(one, field=options.get(one.field, one.field)) for one in error.errors])
