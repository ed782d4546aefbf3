"""What can be read of a record although some of its fields cannot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ValidationError, create_model


def readable(model: type[BaseModel], values: Mapping[str, Any]) -> BaseModel | None:
    """A record of these values in which the required fields that are not among them are None; None when that fails.

    It is for looking at the fields that are right, and nothing else: no page may be made of it.
    """
    try:
        read = _lenient(model).model_validate(dict(values))
    except ValidationError:
        return None
    return model.model_construct(**dict(read))


@cache
def _lenient(model: type[BaseModel]) -> type[BaseModel]:
    """The same model, of which no field must be there."""
    optional: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.is_required():
            whole: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            optional[name] = (whole | None, None)
    return create_model(f"Partial{model.__name__}", __base__=model, **optional)
