"""Says each refusal of this app to a person."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "programme_title_empty": _("Hãy đặt tên cho chương trình."),
    "programme_cell_is_fixed": _("Chương trình đã có đợt nên không đổi được phạm vi."),
    "phase_title_empty": _("Hãy đặt tên cho đợt."),
    "phase_closes_before_it_opens": _("Ngày kết thúc đợt phải từ ngày bắt đầu trở đi."),
    "phase_not_open": _("Đợt này chưa mở hoặc đã kết thúc nên không nhắc được nữa."),
    "target_not_a_share": _("Chỉ tiêu phải từ 0 đến 100 %%."),
    "target_cell_outside_programme": _("Đơn vị “%(cell)s” không thuộc phạm vi chương trình."),
    "nobody_to_remind": _("Hôm nay không còn ai cần nhắc."),
}
