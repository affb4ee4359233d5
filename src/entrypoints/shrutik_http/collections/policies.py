"""Messages about policies, made from the knobs of the core: every one with its type, range, default and sentence."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema

from shrutik_core.collections.policies import FAMILIES, Policies, changed_policies, read_policies
from shrutik_core.shared.knobs import Knob, knobs_of
from shrutik_core.shared.policy_family import PolicyFamily
from shrutik_http.messages import WITHOUT_NUL, storable

_TYPES: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}


def policies_schema() -> dict[str, Any]:
    """The JSON Schema of all families, with all their knobs."""
    return _object({name: _family_schema(family) for name, family in FAMILIES.items()})


def _family_schema(family: type[PolicyFamily]) -> dict[str, Any]:
    described = (family.__doc__ or "").partition("\n")[0]
    return {**_object({knob.name: _knob_schema(knob) for knob in knobs_of(family)}), "description": described}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _knob_schema(knob: Knob) -> dict[str, Any]:
    kind = "string" if knob.choices else _TYPES[knob.kind]
    notes, default = knob.notes, knob.default
    schema: dict[str, Any] = {
        "type": [kind, "null"] if knob.optional else kind,
        "default": default.value if isinstance(default, StrEnum) else default,
        "description": f"{notes.sentence} Unit: {notes.unit}." if notes.unit else notes.sentence,
        "enum": list(knob.choices),
        **_limits(knob),
    }
    return {name: said for name, said in schema.items() if said not in (None, []) or name == "default"}


def _limits(knob: Knob) -> dict[str, Any]:
    if knob.choices or knob.kind is not str:
        return {"minimum": knob.notes.low, "maximum": knob.notes.high}
    return {"minLength": knob.notes.low, "maxLength": knob.notes.high, "pattern": WITHOUT_NUL}


class _PoliciesObject(RootModel[Annotated[dict[str, object], AfterValidator(storable)]]):
    model_config = ConfigDict(frozen=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Those of the core; the core checks values, too, with its own words."""
        return {**policies_schema(), "title": cls.__name__, "description": (cls.__doc__ or "").partition("\n")[0]}


class PoliciesRequest(_PoliciesObject):
    """How a collection differs from the defaults, by family; what is left out has its default."""

    def policies(self) -> Policies:
        """The values.

        Raises:
            Invalid: see `read_policies`.
        """
        return read_policies(self.root)


class PoliciesMessage(_PoliciesObject):
    """How a collection differs from the defaults, by family; what is not named has its default."""

    @classmethod
    def of(cls, policies: Policies) -> "PoliciesMessage":
        """The policies of a collection."""
        return cls.model_validate(changed_policies(policies))
