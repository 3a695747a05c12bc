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
    "questions_file_unknown": _(
        "Không nhận ra câu hỏi trong tệp. Nhận Word (.docx), Excel, ODS, CSV, GIFT, Aiken, Moodle XML và JSON."
    ),
    "questions_file_damaged": _("Tệp bị hỏng hoặc không mở được. Hãy mở bằng phần mềm bảng tính rồi lưu lại."),
    "questions_file_macros": _("Tệp có macro nên không được nhận. Hãy lưu lại thành .xlsx thường."),
    "questions_file_unpacks_too_large": _("Tệp bung ra quá lớn nên không được nhận. Hãy bỏ hình ảnh trong tệp."),
    "questions_file_old_office": _(
        "Không đọc được tệp Office kiểu cũ hoặc có mật khẩu. Hãy lưu lại thành .docx hoặc .xlsx, không đặt mật khẩu."
    ),
    "questions_file_too_many_rows": _("Bảng có hơn %(most)s hàng. Hãy chia thành nhiều tệp."),
    "questions_file_too_many_lines": _("Tệp có hơn %(most)s dòng. Hãy chia thành nhiều tệp."),
    "questions_file_too_wide": _("Bảng có hơn %(most)s cột. Hãy xoá các cột thừa."),
    "questions_file_no_header": _(
        "Không tìm thấy hàng tiêu đề trong bảng. Cần cột “Câu hỏi” và các cột phương án hoặc cột “Đáp án”."
    ),
    "questions_file_not_xml": _("Tệp không phải XML đúng; máy dừng ở dòng %(line)s."),
    "questions_file_xml_entities": _("Tệp có định nghĩa lạ (DOCTYPE) bên trong nên không được nhận."),
    "questions_key_file_without_keys": _("Không tìm thấy đáp án nào trong tệp đáp án. Hãy ghi như “1A 2C 3B”."),
    "theme_of_another_document": _("Chủ đề không thuộc văn bản đã chọn."),
    "import_already_saved": _("Tệp này đã được lưu vào ngân hàng rồi."),
}
KINDS: dict[str, str | Promise] = {
    "matching": _("ghép đôi"),
    "numerical": _("điền số"),
    "short_answer": _("trả lời ngắn"),
    "shortanswer": _("trả lời ngắn"),
    "cloze": _("điền vào đoạn văn"),
    "ordering": _("sắp xếp"),
    "truefalse_cluster": _("cụm đúng sai"),
    "without_options": _("không có phương án"),
    "poll": _("thăm dò"),
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
    "key_not_found": _("Chưa có đáp án nên câu này để ngoài. Hãy thêm đáp án vào tệp hoặc kèm tệp đáp án."),
    "kind_not_supported": _("Chưa hỗ trợ loại câu “%(kind)s” nên câu này để ngoài."),
    "block_not_understood": _("Không hiểu đoạn này nên để ngoài: “%(excerpt)s”."),
    "block_no_question": _("Đoạn này không phải câu hỏi nên để ngoài: “%(excerpt)s”."),
    "row_not_read": _("Hàng này sai dấu ngoặc kép nên không đọc được."),
    "row_without_question": _("Hàng này không có câu hỏi nên để ngoài: “%(excerpt)s”."),
    "document_without_passages": _("Văn bản đã chọn không có trích đoạn nào để dẫn nguồn."),
    "level_highest": _("Mức “vận dụng cao” được xếp vào “vận dụng”."),
    "level_not_understood": _("Không hiểu mức độ “%(level)s” nên xếp vào “nhận biết”."),
    "rubric_made": _("Câu tự luận được đặt một tiêu chí chấm cho toàn bài. Hãy sửa lại hướng dẫn chấm."),
    "weights_dropped": _("Điểm từng phần của phương án không được giữ: phương án có điểm được coi là đúng."),
    "pictures_left_out": _("Có %(number)s hình ảnh hoặc âm thanh không được nhập."),
    "formula_left_out": _("Công thức toán không được nhập. Hãy xem lại câu này."),
    "letters_out_of_order": _("Chữ cái của các phương án không theo thứ tự."),
    "key_out_of_range": _("Đáp án “%(key)s” không chỉ vào phương án nào."),
    "key_ambiguous": _("Đáp án “%(key)s” vừa là chữ cái vừa là chữ của một phương án; máy hiểu là chữ cái."),
    "key_base_ambiguous": _("Cột đáp án ghi số mà không rõ đếm từ 0 hay từ 1; máy hiểu là từ 1. Hãy kiểm tra."),
    "key_counts_two_ways": _("Cột đáp án vừa có số 0 vừa có số của phương án cuối, nên không rõ đếm từ mấy."),
    "keys_disagree": _("Đáp án ghi ở các chỗ không khớp nhau. Hãy kiểm tra câu này."),
    "key_without_question": _("Bảng đáp án có câu %(number)s nhưng không có câu hỏi nào mang số đó."),
    "key_nearly_always": _("%(number)s/%(total)s câu có đáp án %(letter)s. Hãy kiểm tra cột đáp án."),
    "stem_twice": _("Câu hỏi trùng với câu ở %(other)s."),
    "stem_in_bank": _("Ngân hàng đã có câu hỏi này, mã %(code)s."),
    "fewer_than_announced": _("Tệp ghi có %(announced)s câu nhưng chỉ đọc được %(found)s câu."),
    "number_twice": _("Số câu %(number)s có hai lần liền nhau."),
    "number_out_of_order": _("Sau câu %(before)s là câu %(number)s. Hãy xem có thiếu câu nào không."),
    "line_not_understood": _("Không hiểu dòng này nên bỏ qua: “%(excerpt)s”."),
    "lines_after_end": _("%(number)s dòng sau chữ HẾT không được đọc, bắt đầu từ “%(excerpt)s”."),
    "sheet_without_questions": _("Trang tính này không có câu hỏi nên bỏ qua."),
    "column_not_read": _("Cột “%(column)s” không được đọc."),
    "row_ragged": _("Hàng này có %(cells)s ô trong khi tiêu đề có %(columns)s cột."),
    "type_not_understood": _("Không hiểu loại câu “%(kind)s”; máy xét theo phương án và đáp án."),
    "theme_not_matched": _("Văn bản không có chủ đề “%(theme)s”; chủ đề được chọn theo trích đoạn."),
    "passage_not_matched": _("Không có trích đoạn nào thật gần với câu này. Hãy chọn lại trích đoạn."),
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
    "sheet": _("trang tính %(number)s"),
    "question": _("câu thứ %(number)s"),
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
    params = dict(flaw.params)
    if "kind" in params:
        params["kind"] = say_kind(str(params["kind"]))
    if "other" in params:
        params["other"] = say_place(str(params["other"]))
    return str(PROBLEMS[flaw.code] % params)


def say_kind(kind: str) -> str:
    """The name of a kind of question that files have and the bank does not; others stay as they are."""
    return str(KINDS.get(kind, kind))
