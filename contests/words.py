"""The words of every refusal of the contests app."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # at the door
    "code_unknown": _("Không có phòng nào mang mã này. Hãy xem lại mã trên màn chiếu."),
    "room_over": _("Phòng thi này đã kết thúc."),
    "room_locked": _("Ban tổ chức đã khoá cửa phòng. Hãy báo người dẫn chương trình."),
    "members_only": _("Cuộc thi này chỉ dành cho thành viên. Hãy đăng nhập."),
    "not_in_scope": _("Đơn vị của bạn không thuộc phạm vi cuộc thi này."),
    "no_cell": _("Bạn chưa có tên trong danh sách của đơn vị nào. Hãy báo ban tổ chức."),
    "sent_out": _("Ban tổ chức đã mời bạn ra khỏi phòng."),
    "name_empty": _("Hãy nhập tên hiển thị."),
    "name_taken": _("Đã có người dùng tên “%(name)s” trong phòng. Hãy thêm một chữ để phân biệt."),
    "rejoin_unknown": _("Mã trở lại không đúng với phòng này."),
    "too_many_codes": _("Bạn đã thử quá nhiều mã. Hãy đợi một phút rồi thử lại."),
    # in the room
    "token_expired": _("Phiên kết nối đã hết hạn, máy đang tự nối lại."),
    "no_room": _("Phòng này không còn nữa."),
    "say_hello_first": _("Máy chưa vào phòng. Hãy tải lại trang."),
    "frame_not_understood": _("Máy chủ không hiểu điều vừa gửi. Hãy tải lại trang."),
    "run_not_open": _("Câu này chưa mở hoặc đã đóng."),
    "run_is_paused": _("Câu này đang tạm dừng. Câu trả lời chưa được ghi."),
    "too_late": _("Đã hết giờ, câu trả lời không được tính."),
    "unknown_option": _("Phương án này không có trong câu hỏi."),
    "choose_one": _("Câu này chỉ chọn một phương án."),
    "no_change": _("Vòng này không cho đổi câu trả lời đã gửi."),
    "try_again": _("Máy chủ đang bận, câu trả lời sẽ được gửi lại ngay."),
    # for hosts
    "not_allowed": _("Bạn không có quyền làm việc này."),
    "not_found": _("Không tìm thấy, hoặc bạn không được xem."),
    "room_moved_on": _("Phòng đã chuyển bước từ một máy khác. Màn hình vừa được cập nhật."),
    "move_not_allowed": _("Không làm được việc này ở bước hiện tại."),
    "nothing_to_rehearse": _("Không có cuộc thi nào đã công bố để chạy thử."),
    "nobody_organises": _("Chưa có ai giữ vai trò ban tổ chức. Hãy cấp vai trò trước."),
    # for organisers
    "title_empty": _("Hãy đặt tên cho cuộc thi."),
    "tie_break_unknown": _("Không có tiêu chí xếp hạng nào tên “%(name)s”."),
    "contest_is_published": _("Cuộc thi đã công bố nên không sửa được nữa."),
    "contest_has_no_items": _("Cuộc thi chưa có câu hỏi nào. Hãy chọn câu hỏi rồi công bố."),
    "question_unknown": _("Ngân hàng không có câu hỏi nào mang mã “%(question)s”."),
    "question_not_published": _("Câu %(question)s chưa được công bố nên chưa dùng được."),
    "question_of_other_kind": _("Câu %(question)s không hợp với hình thức của “%(round)s”."),
    "question_twice": _("Câu %(question)s có hai lần trong “%(round)s”."),
    "round_time_out_of_range": _("“%(title)s”: thời gian hoặc điểm nằm ngoài giới hạn cho phép."),
    # for markers
    "mark_incomplete": _("Hãy cho điểm đủ mọi tiêu chí."),
    "mark_out_of_range": _("“%(criterion)s”: điểm phải từ 0 đến %(most)s."),
    "mark_moved_on": _("Bài này vừa được người khác chấm. Điểm của bạn chưa được ghi; hãy xem lại rồi lưu."),
    "run_still_open": _("Phần thi viết chưa đóng nên chưa chấm được."),
    "scripts_unmarked": _("Còn %(count)s bài chưa chấm."),
    "nothing_to_publish": _("Cuộc thi này không có phần thi viết nào đã diễn ra."),
    "contest_not_published": _("Cuộc thi chưa được công bố."),
    "not_a_rehearsal": _("Đây không phải phòng chạy thử."),
    "extra_time_unknown": _("Thêm giờ chỉ có các mức 0, 25, 50 và 100 %%."),
}
