"""Says each refusal of this app, each flaw of a question, and each problem of an imported file, to a person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from questions.importers.found import Problem
from questions.rules.validity import Flaw

WORDS = {
    "document_known": _("Tệp này đã được nhập rồi, với tên “%(title)s”. Hãy mở văn bản đó thay vì nhập lại."),
    "document_too_large": _("Tệp lớn hơn %(megabytes)s MB. Hãy bỏ hình ảnh trong tệp hoặc chia thành nhiều tệp."),
    "document_empty": _("Tệp không có chữ nào đọc được. Nếu là bản quét, hãy nhận dạng chữ (OCR) trước khi nhập."),
    "document_binary": _("Tệp không phải là văn bản chữ. Hãy lưu lại thành .docx, .txt hoặc .md."),
    "document_not_utf8": _("Tệp chữ không theo mã UTF-8 (hỏng từ byte %(offset)s). Hãy lưu lại bằng mã UTF-8."),
    "document_unsupported_kind": _(
        "Chưa đọc được tệp loại %(kind)s. Hãy lưu “%(name)s” lại thành .docx, .txt hoặc .md."
    ),
    "document_damaged_docx": _("Tệp DOCX bị hỏng. Hãy mở bằng Word hoặc LibreOffice rồi lưu lại."),
    "document_docx_macros": _("Tệp Word có macro nên không được nhận. Hãy lưu lại thành .docx thường."),
    "document_docx_entities": _(
        "Tệp Word có định nghĩa lạ bên trong nên không được nhận. Hãy mở và lưu lại bằng Word."
    ),
    "document_docx_unpacked_too_large": _("Tệp Word bung ra lớn hơn %(megabytes)s MB. Hãy bỏ hình ảnh trong tệp."),
    "document_docx_too_many_entries": _("Tệp Word có hơn %(most)s phần bên trong nên không được nhận."),
    "theme_not_found": _("Không còn chủ đề này. Hãy tải lại trang."),
    "theme_title_empty": _("Tên chủ đề không được để trống."),
    "theme_title_too_long": _("Tên chủ đề dài nhất %(limit)s ký tự."),
    "too_few_questions": _(
        "Chủ đề “%(theme)s” cần %(need)s câu nhưng chỉ có %(have)s câu đã công bố. Hãy bớt số câu hoặc công bố thêm."
    ),
    "question_not_found": _("Không có câu hỏi nào mang mã “%(question)s”."),
    "question_moved_on": _(
        "Câu hỏi %(question)s vừa được người khác thay đổi."
        " Hãy xem bản mới ở cửa sổ khác rồi sửa tiếp; chữ bạn gõ còn đây."
    ),
    "question_not_valid": _("Câu hỏi còn %(number)s chỗ chưa đúng."),
    "code_taken": _("Mã câu hỏi “%(question)s” đã được dùng. Hãy chọn mã khác."),
    "code_not_valid": _("Mã câu hỏi chỉ gồm chữ không dấu, chữ số và các dấu . _ -, bắt đầu bằng chữ hoặc số."),
    "passage_of_another_document": _("Trích đoạn và chủ đề phải thuộc cùng một văn bản."),
    "passage_not_in_document": _("Không còn trích đoạn này. Hãy chọn trích đoạn khác."),
    "state_out_of_reach": _("Câu hỏi không thể chuyển sang tình trạng đó. Phải duyệt trước rồi mới công bố được."),
    "response_not_on_offer": _("Phương án đã chọn không có trong câu hỏi này."),
    "response_too_many": _("Câu hỏi này chỉ được chọn một phương án."),
    "response_has_no_options": _("Câu hỏi này không có phương án để chọn."),
    "key_missing": _("Câu hỏi này chưa có đáp án."),
    "marked_by_people": _("Bài tự luận do giám khảo chấm, máy không chấm được."),
    "questions_file_too_large": _("Tệp câu hỏi lớn hơn %(megabytes)s MB. Hãy chia thành nhiều tệp."),
    "questions_file_encoding": _("Tệp câu hỏi không theo mã UTF-8. Hãy lưu lại bằng mã UTF-8."),
    "questions_file_not_json": _("Tệp câu hỏi không phải JSON đúng; máy dừng ở dòng %(line)s."),
    "questions_file_not_a_list": _("Tệp JSON phải là một danh sách câu hỏi, hoặc có mục “questions” là danh sách."),
    "questions_file_empty": _("Tệp không có câu hỏi nào."),
    "questions_file_too_many": _("Tệp có hơn %(most)s câu hỏi. Hãy chia thành nhiều tệp."),
    "questions_file_has_problems": _("Tệp còn %(number)s chỗ chưa đúng nên chưa câu nào được nhập."),
}
PROBLEMS = {
    "text_empty": _("Hãy viết nội dung câu hỏi."),
    "text_too_long": _("Dài nhất %(limit)s ký tự. Hãy viết ngắn lại."),
    "level_unknown": _("Không có mức độ “%(level)s”. Hãy dùng recall, understand hoặc apply."),
    "kind_unknown": _("Không có loại câu “%(kind)s”. Hãy dùng single, several, truefalse hoặc written."),
    "option_empty": _("Phương án này chưa có chữ."),
    "option_too_long": _("Phương án dài nhất %(limit)s ký tự."),
    "option_twice": _("Phương án này trùng với một phương án ở trên. Hãy viết cho khác nhau."),
    "options_number": _("Cần từ %(fewest)s đến %(most)s phương án."),
    "one_right": _("Đánh dấu đúng một phương án đúng."),
    "several_needs_two_right": _(
        "Đánh dấu ít nhất hai phương án đúng; nếu chỉ một thì chọn loại “Một phương án đúng”."
    ),
    "several_needs_one_wrong": _("Cần ít nhất một phương án sai."),
    "truefalse_needs_two": _("Câu đúng hay sai có đúng hai phương án."),
    "options_and_rubric": _("Chỉ câu tự luận mới có hướng dẫn chấm theo tiêu chí."),
    "written_has_options": _("Câu tự luận không có phương án."),
    "rubric_empty": _("Câu tự luận cần ít nhất một tiêu chí chấm."),
    "criterion_empty": _("Tiêu chí này chưa có tên."),
    "criterion_too_long": _("Tên tiêu chí dài nhất %(limit)s ký tự."),
    "points_out_of_range": _("Điểm của tiêu chí là số nguyên từ 1 đến %(most)s."),
    "word_limit_out_of_range": _("Số chữ tối đa là số nguyên từ 1 đến %(most)s."),
    "quote_not_in_passage": _("Trích dẫn phải chép đúng từ trích đoạn, không thêm bớt chữ nào."),
    "row_not_an_object": _("Mục này không phải là một câu hỏi."),
    "field_unknown": _("Không hiểu mục “%(field)s” nên bỏ qua."),
    "field_not_understood": _("Mục “%(field)s” không đúng dạng."),
    "option_anchored": _("Có phương án nói về các phương án khác nên được giữ nguyên chỗ khi trộn."),
    "code_twice": _("Mã “%(code)s” có nhiều lần trong tệp."),
    "code_taken": _("Mã “%(code)s” đã có trong ngân hàng."),
    "code_not_valid": WORDS["code_not_valid"],
    "theme_unknown": _("Văn bản không có chủ đề “%(theme)s”."),
    "passage_missing": _("Thiếu trích đoạn để dẫn nguồn."),
    "passage_not_found": _("Không tìm thấy trong văn bản: “%(excerpt)s”. Hãy chép đúng lời của văn bản."),
    "passage_under_another_theme": _("Trích đoạn nằm ở chủ đề “%(theme)s”; câu hỏi vẫn theo chủ đề ghi trong tệp."),
}
READING_PROBLEMS: dict[str, str | Promise] = {
    "footnotes_not_read": _("Chú thích cuối trang không được nhập."),
    "pictures_not_read": _("Hình ảnh không được nhập."),
    "joined_at_page_break": _("Đoạn bị cắt ở chỗ sang trang đã được nối lại."),
    "number_begins_late": _("Số thứ tự không bắt đầu từ đầu. Hãy xem có thiếu mục nào không."),
    "number_repeated": _("Số thứ tự này có hai lần."),
    "number_skipped": _("Số thứ tự bị nhảy. Hãy xem có thiếu mục nào không."),
    "number_out_of_sequence": _("Dòng này trông như tiêu đề nhưng số không nối tiếp, nên được giữ như đoạn văn."),
    "suspected_spelling": _("Có thể sai chính tả do nhận dạng chữ; văn bản được giữ nguyên."),
    "legacy_encoding": _("Chữ có vẻ theo mã cũ (TCVN3 hoặc VNI). Hãy chuyển văn bản sang Unicode rồi nhập lại."),
}
PLACES: dict[str, str | Promise] = {
    "line": _("dòng %(number)s"),
    "paragraph": _("đoạn %(number)s"),
    "table": _("bảng %(number)s"),
    "row": _("hàng %(number)s"),
}


def say_reading_problem(code: str) -> str:
    """The sentence for something that was mended in a document, or looks damaged.

    The codes are stored with the document, so one of an older reading may no longer have words of its own.
    """
    return str(READING_PROBLEMS.get(code, _("Chỗ này nên được xem lại.")))


def say_place(place: str) -> str:
    """The words for a place in a document: "table:2 row:3" is "bảng 2, hàng 3"."""
    said = []
    for part in place.split():
        name, _colon, number = part.partition(":")
        said.append(str(PLACES[name] % {"number": number}) if name in PLACES else part)
    return ", ".join(said)


def say_flaw(flaw: Flaw | Problem) -> str:
    """The sentence for what is wrong, in the active language, with what to do about it."""
    return str(PROBLEMS[flaw.code] % flaw.params)
