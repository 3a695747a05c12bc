"""Reads a marker's judgement of one script: points for every criterion and a comment."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.queries.marking import Script
from contests.rules.content import FrozenCriterion

LONGEST_COMMENT = 4000


@dataclass(frozen=True)
class RubricLine:
    """A criterion beside its field; `other` is what somebody else gave meanwhile."""

    criterion: FrozenCriterion
    field: forms.BoundField
    other: int | None


class MarkForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Nhận xét cho người viết"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, script: Script) -> None:  # request.POST
        given = dict(enumerate(script.points))
        super().__init__(
            data,
            initial={
                "version": script.version,
                "comment": script.mark.comment if script.mark else "",
                **{f"points_{number}": points for number, points in given.items()},
            },
        )
        self.script = script
        for number, criterion in enumerate(script.content.rubric):
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=criterion.name,
                min_value=0,
                max_value=criterion.points,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autofocus": number == 0}),
                error_messages={
                    "required": _("Hãy cho điểm tiêu chí này."),
                    "invalid": _("Điểm là số nguyên."),
                    "min_value": _("Điểm phải từ 0 đến %(most)s.") % {"most": criterion.points},
                    "max_value": _("Điểm phải từ 0 đến %(most)s.") % {"most": criterion.points},
                },
            )

    def lines(self) -> list[RubricLine]:
        other = dict(enumerate(self.script.points))
        return [
            RubricLine(criterion, self[f"points_{number}"], other.get(number))
            for number, criterion in enumerate(self.script.content.rubric)
        ]

    def points(self) -> list[int]:
        return [self.cleaned_data[f"points_{number}"] for number in range(len(self.script.content.rubric))]
