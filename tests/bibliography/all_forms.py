"""All forms, right and wrong."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bibliography import forms
from tests.bibliography.forms import Form
from tests.bibliography.further_faults import FAULTS
from tests.bibliography.further_forms import FURTHER

RIGHT: Mapping[str, Form] = {**forms.RIGHT, **FURTHER}
WRONG: Mapping[str, tuple[str, Form]] = {
    **forms.WRONG,
    **{name if name not in forms.WRONG else f"{name}, again": row for name, row in FAULTS.items()},
}
