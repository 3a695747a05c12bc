"""Builds a small document and questions on it, through the same services as people do."""

from dataclasses import dataclass
from datetime import UTC, datetime

from members.models import User
from questions.models import Document, Passage, Question, QuestionImport, State, Theme
from questions.rules.drafts import Draft, DraftCriterion, DraftOption, true_false
from questions.services.authoring import write_question
from questions.services.uploads import Upload, keep_upload
from vietnamese import fold

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
POND = "Ao làng rộng hai mẫu, được đào năm 1987 và nạo vét mỗi năm một lần."
TREE = "Cây đa đầu làng cao mười tám mét; người làng giữ cây bằng hương ước."
ROAD = "Đường liên thôn dài ba cây số, trồng hoa hai bên."


@dataclass(frozen=True)
class Paper:
    """A document with a section II of two themes; the pond stands in the first, tree and road in the second."""

    document: Document
    section: Theme
    water: Theme
    land: Theme
    pond: Passage
    tree: Passage
    road: Passage


def make_paper(title: str = "Sổ tay làng Bến") -> Paper:
    document = Document.objects.create(
        title=title, file_name="so-tay.md", kind="md", content=b"x", sha256=fold(title), imported_at=AT
    )
    section = Theme.objects.create(document=document, position=0, number="II", title="NỘI DUNG")
    water = Theme.objects.create(document=document, parent=section, position=1, number="1", title="Nước", is_theme=True)
    land = Theme.objects.create(document=document, parent=section, position=2, number="2", title="Đất", is_theme=True)
    return Paper(
        document=document,
        section=section,
        water=water,
        land=land,
        pond=make_passage(water, 0, POND),
        tree=make_passage(land, 0, TREE),
        road=make_passage(land, 1, ROAD),
    )


def make_passage(theme: Theme, position: int, text: str) -> Passage:
    return Passage.objects.create(
        theme=theme, position=position, text=text, raw=text, place=f"line:{position + 1}", search_key=fold(text)
    )


def single(text: str = "Ao làng được đào năm nào?", quote: str = "được đào năm 1987") -> Draft:
    options = (DraftOption("1986"), DraftOption("1987", is_right=True), DraftOption("1988"))
    return Draft(kind="single", text=text, options=options, quote=quote, explanation="Sổ tay ghi năm 1987.")


def several() -> Draft:
    options = (DraftOption("Cao", is_right=True), DraftOption("Xanh"), DraftOption("Già", is_right=True))
    return Draft(kind="several", text="Cây đa thế nào?", options=options)


def statement() -> Draft:
    return Draft(kind="truefalse", text="Đường dài ba cây số.", options=true_false(answer=True))


def written() -> Draft:
    criteria = (DraftCriterion("Đủ ý", 6, "Ba ý trở lên."), DraftCriterion("Rõ ràng", 4))
    return Draft(kind="written", text="Viết về cây đa.", criteria=criteria, word_limit=300)


def ask(
    paper: Paper, number: int = 1, *, state: State = State.PUBLISHED, theme: Theme | None = None, by: int | None = None
) -> Question:
    """One more question about the pond."""
    return write_question(
        theme=theme or paper.water,
        passage=paper.pond,
        draft=single(text=f"Ao làng, câu số {number}?"),
        by=by,
        at=AT,
        state=state,
    )


SHEET = """Câu hỏi,A,B,C,Đáp án,Chủ đề
Ao làng được đào năm nào?,1986,1987,1988,B,
Cây đa cao bao nhiêu?,mười bảy mét,mười tám mét,,B,Đất
Chưa có đáp án?,một,hai,ba,,
"""


def upload(paper: Paper, content: str = SHEET, *, theme: Theme | None = None, key: str = "") -> Upload:
    """A file of three questions, of which two can be stored."""
    key_name = "dap-an.txt" if key else ""
    return Upload("cau-hoi.csv", content.encode(), paper.document, theme, key_name, key.encode())


def kept_import(paper: Paper, content: str = SHEET, *, theme: Theme | None = None) -> QuestionImport:
    by, _made = User.objects.get_or_create(username="nguoi-tai", defaults={"full_name": "Người Tải"})
    return keep_upload(upload=upload(paper, content, theme=theme), by=by.pk, at=AT)
