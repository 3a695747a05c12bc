"""Says each refusal of this app, and each problem of an imported list, to a person."""

from django.utils.translation import gettext_lazy as _

from members.rules.problems import Problem

WORDS = {
    "table_too_large": _("Tệp lớn hơn %(megabytes)s MB. Hãy chia danh sách thành nhiều tệp."),
    "table_unpacks_too_large": _("Tệp XLSX bung ra lớn hơn %(megabytes)s MB nên không được mở."),
    "table_old_excel": _("Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu."),
    "table_empty": _("Tệp không có dòng nào."),
    "table_encoding": _("Tệp chữ không theo mã UTF-8. Hãy lưu lại thành “CSV UTF-8” hoặc .xlsx."),
    "table_not_a_table": _("Tệp không phải là bảng CSV hay XLSX đọc được."),
    "table_too_many_rows": _("Tệp có hơn %(rows)s dòng. Hãy chia danh sách thành nhiều tệp."),
    "table_too_wide": _("Trang tính có hơn %(columns)s cột. Hãy chỉ giữ các cột của danh sách."),
    "table_quote": _("Dòng %(line)s có dấu ngoặc kép mở mà không đóng, nên các dòng sau không đọc được."),
    "table_columns_missing": _("Không thấy dòng tiêu đề có các cột: %(columns)s."),
    "table_column_twice": _("Cột “%(column)s” có hai lần trong dòng tiêu đề. Hãy bỏ bớt một cột."),
    "roster_already_applied": _("Danh sách này đã được áp dụng rồi."),
    "roster_has_errors": _("Danh sách còn %(number)s lỗi nên chưa dòng nào được áp dụng."),
    "cells_have_errors": _("Danh sách đơn vị còn %(number)s lỗi nên chưa dòng nào được áp dụng."),
    "cell_not_found": _("Không có đơn vị nào mang mã “%(cell)s”."),
    "cell_code_taken": _("Mã đơn vị “%(cell)s” đã được dùng."),
    "cell_goes_under_itself": _("Không thể đưa một đơn vị xuống dưới chính nó."),
    "cell_too_deep": _("Cây đơn vị không thể sâu hơn nữa."),
    "cell_has_members": _("Đơn vị còn %(number)s thành viên. Hãy chuyển họ đi trước khi đóng."),
    "cell_has_open_cells": _("Đơn vị còn %(number)s đơn vị trực thuộc đang hoạt động. Hãy đóng chúng trước."),
    "username_unknown": _("Không có tài khoản nào tên “%(username)s”."),
    "username_in_use": _("Tên đăng nhập “%(username)s” đã được dùng."),
    "username_not_valid": _("Tên đăng nhập chỉ gồm chữ không dấu, chữ số và các dấu @ . + - _, nhiều nhất 150 ký tự."),
    "full_name_not_valid": _("Họ và tên không được để trống và dài nhất %(limit)s ký tự."),
    "member_not_looked_after": _("Người này không thuộc đơn vị mà bạn phụ trách."),
    "password_of_staff": _("Người này giữ một vai trò nên chỉ người quản trị mới cấp được mật khẩu."),
    "member_has_left": _("Người này hiện không thuộc đơn vị nào."),
    "leaves_ahead": _("Ngày rời không được sau hôm nay."),
    "leaves_before_coming": _("Người này vào đơn vị ngày %(day)s. Ngày rời phải sau ngày đó."),
    "role_unknown": _("Không có vai trò “%(kind)s”."),
    "role_needs_a_cell": _("Bí thư cần một đơn vị; các vai trò khác thì không."),
    "role_above_own": _("Chỉ người quản trị mới được giao và thu vai trò."),
    "role_already_held": _("Người này đã có vai trò đó."),
    "own_administrator_role": _("Bạn không thể tự thu vai trò quản trị của chính mình."),
    "last_administrator": _("Đây là người quản trị cuối cùng nên không thể thu vai trò này."),
    "sign_in_wrong": _("Tên đăng nhập hoặc mật khẩu không đúng."),
    "sign_in_wait": _("Đã nhập sai nhiều lần. Hãy chờ %(seconds)s giây rồi thử lại."),
}
PROBLEMS = {
    "no_rows": _("Không có dòng nào dưới dòng tiêu đề."),
    "formula": _("Ô ở cột “%(column)s” trông như công thức (bắt đầu bằng = + - @). Hãy thay bằng chữ hoặc số."),
    "control_character": _("Ô ở cột “%(column)s” có ký tự điều khiển. Hãy gõ lại ô này."),
    "key_empty": _("Thiếu mã thành viên."),
    "key_too_long": _("Mã thành viên dài hơn %(limit)s ký tự."),
    "key_twice": _("Mã thành viên “%(value)s” có ở cả dòng %(lines)s. Hãy sửa cho khác nhau."),
    "name_empty": _("Thiếu tên."),
    "name_too_long": _("Tên dài hơn %(limit)s ký tự."),
    "cell_empty": _("Thiếu mã đơn vị."),
    "cell_unknown": _("Không có đơn vị đang hoạt động mang mã “%(cell)s”. Hãy thêm đơn vị trước hoặc sửa mã."),
    "obligation_unknown": _("Không hiểu diện “%(value)s”. Hãy ghi: bắt buộc, khuyến khích hoặc miễn."),
    "date_unreadable": _("Không hiểu ngày “%(value)s”. Hãy ghi ngày/tháng/năm, ví dụ 05/06/2026."),
    "username_signs": _("Tên đăng nhập “%(username)s” chỉ được gồm chữ không dấu, chữ số và các dấu @ . + - _."),
    "username_too_long": _("Tên đăng nhập dài hơn %(limit)s ký tự."),
    "username_taken": _("Tên đăng nhập “%(username)s” đang thuộc về một thành viên khác."),
    "username_not_there": _("Chưa có tài khoản “%(username)s”. Khi tạo tài khoản, tên đăng nhập sẽ lấy theo mã."),
    "username_twice": _("Tên đăng nhập “%(value)s” có ở cả dòng %(lines)s."),
    "same_name_in_cell": _("“%(name)s” trùng tên với dòng %(lines)s cùng đơn vị. Cả hai đều được giữ; hãy kiểm tra."),
    "code_empty": _("Thiếu mã đơn vị."),
    "code_too_long": _("Mã đơn vị dài hơn %(limit)s ký tự."),
    "code_twice": _("Mã đơn vị “%(value)s” có ở cả dòng %(lines)s."),
    "kind_too_long": _("Loại đơn vị dài hơn %(limit)s ký tự."),
    "parent_unknown": _("Không có đơn vị cấp trên nào mang mã “%(parent)s”."),
    "cell_moved": _("Đơn vị “%(cell)s” đang thuộc “%(parent)s”. Hãy chuyển nó ở trang đơn vị."),
    "cell_in_a_circle": _("Đơn vị “%(cell)s” nằm dưới chính nó, hoặc sâu hơn %(levels)s cấp."),
}


def say_problem(problem: Problem) -> str:
    """The sentence for this problem, in the active language, with what to do about it."""
    return str(PROBLEMS[problem.code] % problem.params)
