"""The model: what a record may say. Importing this package gives every kind of record and nothing else."""

from hub.model.dates import Edtf
from hub.model.fields import Localized, Record, Ref, is_slug, slugify
from hub.model.letter import Call, Letter
from hub.model.resource import Collection, Module, Resource, Session, model_for

__all__ = [
    "Call",
    "Collection",
    "Edtf",
    "Letter",
    "Localized",
    "Module",
    "Record",
    "Ref",
    "Resource",
    "Session",
    "is_slug",
    "model_for",
    "slugify",
]
