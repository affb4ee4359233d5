"""What `shrutik doctor` finds in a patient, by single checks."""

from shrutik_bootstrap.doctor.examining import examine


def colours(patient, *checks):
    return [looked.finding.colour for looked in examine(patient, checks)]


def only(patient, check):
    """The one finding of a check."""
    (looked,) = examine(patient, [check])
    return looked.finding
