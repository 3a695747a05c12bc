"""Says each refusal of this app to a person."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "criterion_unknown": _("Không có tiêu chí xếp hạng nào tên “%(name)s”."),
    "board_key_not_valid": _("Địa chỉ của bảng chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối."),
}
