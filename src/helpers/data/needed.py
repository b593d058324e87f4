"""The tables, columns and types that the code relies on; the rest the data package may choose."""

from __future__ import annotations

from collections.abc import Mapping


def _of_type(kind: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


NEEDED: Mapping[str, Mapping[str, str]] = {
    "cases": {
        **_of_type("string", "case_id study_id sex notes progressive_worsening"),
        **_of_type("number", "age_years symptom_duration_days follow_up_months"),
        **_of_type("string", "asia_presentation asia_last"),
        **_of_type("integer", "lower_limb_mrc_presentation lower_limb_mrc_last"),
        **_of_type("list", "lesion_levels regions compartment"),
        **_of_type("string", "axial_pattern shape t1_signal t2_signal enhancement"),
        **_of_type("string", "cord_compression cord_cavity cranial_involvement"),
        **_of_type("string", "other_organ_involvement biopsy_confirmed"),
        **_of_type("list", "other_organs steroid_sparing"),
        **_of_type("string", "surgery steroids steroid_agent radiotherapy outcome recurrence"),
    },
    "studies": _of_type("string", "study_id first_author title text_seen") | {"year": "year"},
    "evidence": _of_type("string", "case_id study_id locator comment") | {"fields": "list"},
    "screening": _of_type("string", "record_id title decision reason") | {"year": "year"},
    "published": {
        **_of_type("string", "study_id statistic remark"),
        **_of_type("integer", "n denominator"),
        **_of_type("number", "percent value"),
    },
    "timeline": _of_type("string", "case_id phase event detail") | {"order": "integer"},
    "overlaps": _of_type("string", "case_id other_case_id other_study_id"),
}
"""Table → column → type."""
