"""Operations on flags."""

from shrutik_core.use_cases.people.read_flags import ReadFlags
from shrutik_http.flags.messages import FlagPage, FlagQuery
from shrutik_http.flags.resource import FlagsResource
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation

FLAGS = Noun(
    "flags",
    "What an admin should look at: texts that came too soon, and texts that were copied.",
    FlagsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/admin/flags",
            "Flags with their evidence, newest first",
            FlagsResource.list,
            FlagPage,
            query=FlagQuery,
            uses=(ReadFlags.__call__,),
        ),
    ),
)
