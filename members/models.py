"""Stores who belongs where: the tree of cells, people on its rosters, and what each may do."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node


class User(AbstractUser):
    """Somebody who can sign in. Staff need no roster entry, members need no account until they play."""

    first_name = None  # type: ignore[assignment]  # one full name; a Vietnamese name has no first and last field
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("họ và tên"), max_length=120)

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1]


class Cell(MP_Node):  # type: ignore[misc]  # treebeard has no types
    """A unit of any kind in the tree. `path` is a prefix of every path below it, and of nothing else."""

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên đơn vị"), max_length=160)
    kind = models.CharField(_("loại"), max_length=40, default="cell")
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return str(self.name)


class Member(models.Model):
    """A person on a roster, under the key by which the organisation knows them."""

    key = models.CharField(_("mã thành viên"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="member")
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")

    def __str__(self) -> str:
        return self.full_name


class Obligation(models.TextChoices):
    COMPULSORY = "compulsory", _("Bắt buộc")
    ENCOURAGED = "encouraged", _("Khuyến khích")
    EXEMPT = "exempt", _("Được miễn")


class Membership(models.Model):
    """One person in one cell, from `valid_from` to the day before `valid_to`."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="memberships")
    obligation = models.CharField(_("diện"), max_length=12, choices=Obligation, default=Obligation.COMPULSORY)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(valid_to=None), name="one_current_cell_per_member"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.cell_id}"


class RoleKind(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Quản trị")
    ORGANISER = "organiser", _("Ban tổ chức")
    MARKER = "marker", _("Giám khảo")
    SECRETARY = "secretary", _("Bí thư đơn vị")


class Role(models.Model):
    """What somebody may do beyond playing; a secretary's role names the cell it holds for, with all below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    kind = models.CharField(_("vai trò"), max_length=16, choices=RoleKind)
    cell = models.ForeignKey(Cell, models.CASCADE, null=True, blank=True, related_name="roles")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "kind", "cell"], name="one_role_of_a_kind_per_cell"),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(cell=None), name="one_role_of_a_kind_without_a_cell"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="secretary", cell__isnull=False)
                | (~models.Q(kind="secretary") & models.Q(cell__isnull=True)),
                name="only_a_secretary_has_a_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class RosterImport(models.Model):
    """An uploaded roster, kept from the report until somebody applies or discards it."""

    uploaded_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    applied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name
