"""Claims about the language of what people read: all of it Vietnamese, or all of it English, whoever reads."""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import validators
from django.core.paginator import Paginator
from django.db import models
from django.forms import fields as form_fields
from django.forms import models as form_models
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation
from rest_framework import exceptions, serializers

from config.demo import loader
from contests.models import Room
from members.models import User
from refusals import Rejected, say
from refusals.words import known

QUOTED = re.compile(r"“[^”]*”|\([^)]*\)")
# Not ours to translate: the name of the product, and a language in its own words.
OWN_NAMES = (settings.SITE_NAME, *(name for _code, name in settings.LANGUAGES))
WALKERS = ("quantri", "btc", "giamkhao", "thuky", "thanhvien", "")
MUST_BE_SEEN = {
    *("home", "sign-in", "door", "contests", "contest", "contest-new", "contest-rules", "results", "board"),
    *("programmes", "programme", "programme-edit", "documents", "document", "bank", "question", "question-edit"),
    *("question-new", "cells", "cell", "roster-import", "roles", "marking", "host", "wall", "play", "account"),
}


class Anything(dict[str, object]):
    """Gives every name that a sentence asks for."""

    def __missing__(self, name: str) -> object:
        return 1


def has_vietnamese(text: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def said(code: str, language: str) -> str:
    refusal = Rejected(code)
    refusal.params = Anything()
    with translation.override(language):
        return say(refusal)


def codes() -> list[str]:
    """Those of our apps; a test may have taught one of its own."""
    modules = [import_module(f"{app.name}.words") for app in apps.get_app_configs() if find_spec(f"{app.name}.words")]
    return sorted(code for module in modules for code in module.WORDS)


def test_every_app_hands_in_its_words() -> None:
    assert len(codes()) > 100
    assert set(codes()) <= known()


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_refusal_is_said_in_both_languages(code: str) -> None:
    assert has_vietnamese(said(code, "vi"))
    assert not has_vietnamese(QUOTED.sub("", said(code, "en")))


def plain(text: str) -> str:
    """The same without accents, so that whatever has accents on a page is no data."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def plain_value(value: Any) -> Any:  # the value of any text or JSON column
    return json.loads(plain(json.dumps(value, ensure_ascii=False)))


def take_accents_from_the_data() -> None:
    for model in apps.get_models():
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
        changed = []
        for row in model._default_manager.all() if names else ():
            before = {name: getattr(row, name) for name in names}
            after = {name: plain_value(value) for name, value in before.items()}
            if after != before:
                for name, value in after.items():
                    setattr(row, name, value)
                changed.append(row)
        if changed:
            model._default_manager.bulk_update(changed, names, batch_size=100)


def walker(username: str, language: str) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def walk(client: Client, *starts: str) -> dict[str, str]:
    """Follows the links of pages, one of each kind of address; the text of each page and table by its address."""
    found: dict[str, str] = {}
    ahead, kinds = list(starts), set()
    while ahead:
        address = ahead.pop(0)
        parts = urlsplit(address)
        if parts.path.startswith((settings.STATIC_URL, "/admin/", "/api/")):
            continue
        kind = (resolve(parts.path).url_name, tuple(re.findall(r"(\w+)=", parts.query)))
        if kind in kinds:
            continue
        kinds.add(kind)
        response = client.get(address, follow=True)
        assert response.status_code < 500, address  # refusing in words is fine
        shape = response.get("Content-Type", "")
        if not shape.startswith(("text/html", "text/csv")):
            continue
        text = response.getvalue().decode()
        found[address] = text
        links = re.findall(r'href="([^"#]+)', text) if shape.startswith("text/html") else []
        ahead += [urljoin(address, unescape(link)) for link in links if "://" not in link]
    return found


def test_an_english_reader_meets_no_vietnamese_outside_the_data(db: None) -> None:
    loader.load(at=timezone.now())
    take_accents_from_the_data()
    starts = ["/", "/sign-in/", "/join/", "/account/", "/marking/", "/roster/", "/roles/"]
    rooms = [f"/{place}/{room.code}/" for room in Room.objects.all() for place in ("host", "wall", "r")]
    seen: set[str | None] = set()
    left: dict[str, list[str]] = {}
    for username in WALKERS:
        for address, text in walk(walker(username, "en"), *starts, *rooms).items():
            seen.add(resolve(urlsplit(address).path).url_name)
            for name in OWN_NAMES:
                text = text.replace(name, "")
            if lines := [line.strip() for line in unescape(text).splitlines() if has_vietnamese(line)]:
                left[address] = lines
    assert left == {}
    assert seen >= MUST_BE_SEEN


FIELDS_OF_FORMS = (
    *(form_fields.CharField, form_fields.IntegerField, form_fields.FloatField, form_fields.DecimalField),
    *(form_fields.DateField, form_fields.TimeField, form_fields.DateTimeField, form_fields.DurationField),
    *(form_fields.FileField, form_fields.ImageField, form_fields.URLField, form_fields.UUIDField),
    *(form_fields.ChoiceField, form_fields.MultipleChoiceField, form_fields.JSONField, form_fields.MultiValueField),
    *(form_models.ModelChoiceField, form_models.ModelMultipleChoiceField),
)
FIELDS_OF_THE_API = (
    *(serializers.BooleanField, serializers.CharField, serializers.SlugField, serializers.UUIDField),
    *(serializers.IntegerField, serializers.FloatField, serializers.DecimalField, serializers.DateTimeField),
    *(serializers.DateField, serializers.TimeField, serializers.DurationField, serializers.ChoiceField),
    *(serializers.MultipleChoiceField, serializers.FileField, serializers.ListField, serializers.DictField),
    *(serializers.JSONField, serializers.PrimaryKeyRelatedField, serializers.SlugRelatedField),
    *(serializers.Serializer, serializers.ListSerializer),
)
REFUSALS_OF_THE_API = (
    *(exceptions.APIException, exceptions.ValidationError, exceptions.ParseError, exceptions.AuthenticationFailed),
    *(exceptions.NotAuthenticated, exceptions.PermissionDenied, exceptions.NotFound, exceptions.MethodNotAllowed),
    *(exceptions.NotAcceptable, exceptions.UnsupportedMediaType, exceptions.Throttled),
)


def borrowed() -> dict[str, Any]:
    """What the packages may say on our pages and through the API, not yet translated, by where they say it."""
    found: dict[str, Any] = {}
    for kind in (*FIELDS_OF_FORMS, *FIELDS_OF_THE_API, Paginator, PasswordChangeForm):
        for base in kind.__mro__:
            messages = vars(base).get("default_error_messages") or vars(base).get("error_messages") or {}
            found |= {f"{base.__qualname__}.{code}": message for code, message in messages.items()}
    found |= {refusal.__name__: refusal.default_detail for refusal in REFUSALS_OF_THE_API}
    found |= {f"PasswordChangeForm {name}": field.label for name, field in PasswordChangeForm.base_fields.items()}
    kinds = (validators.MinValueValidator, validators.MaxValueValidator, validators.EmailValidator)
    return found | {kind.__name__: kind.message for kind in (*kinds, validators.ProhibitNullCharactersValidator)}


@pytest.mark.parametrize("place", sorted(borrowed()))
def test_the_packages_speak_vietnamese_to_a_vietnamese_reader(place: str) -> None:
    with translation.override("vi"):
        assert has_vietnamese(str(borrowed()[place]))


class CountedForm(forms.Form):
    short = forms.CharField(max_length=3)
    long = forms.CharField(min_length=4)
    number = forms.DecimalField(max_digits=3, decimal_places=1)
    share = forms.DecimalField(max_digits=5, decimal_places=1)


def test_counted_sentences_of_forms_are_vietnamese() -> None:
    form = CountedForm({"short": "abcd", "long": "abc", "number": "1234.5", "share": "1.25"})
    with translation.override("vi"):
        assert form.errors.get_json_data() == {
            "short": [{"message": "Nhiều nhất 3 ký tự (đang có 4).", "code": "max_length"}],
            "long": [{"message": "Cần ít nhất 4 ký tự (đang có 3).", "code": "min_length"}],
            "number": [{"message": "Nhiều nhất 3 chữ số.", "code": "max_digits"}],
            "share": [{"message": "Nhiều nhất 1 chữ số sau dấu phẩy.", "code": "max_decimal_places"}],
        }


def test_the_rules_of_passwords_are_vietnamese() -> None:
    with translation.override("vi"):
        rules = [str(rule.get_help_text()) for rule in get_default_password_validators()]
        refused = PasswordChangeForm(
            User(username="minh"), {"old_password": "x", "new_password1": "minh", "new_password2": "minh"}
        )
        said_of_it = [str(message) for messages in refused.errors.values() for message in messages]
    assert rules
    assert len(said_of_it) > 2
    assert [sentence for sentence in (*rules, *said_of_it) if not has_vietnamese(sentence)] == []


def sentences(answer: Any) -> Iterator[str]:  # the body of a refusal, as JSON
    """What is said in it; a refusal's code is for machines."""
    match answer:
        case dict():
            for name, value in answer.items():
                yield from () if name == "code" else sentences(value)
        case list():
            for value in answer:
                yield from sentences(value)
        case _:
            yield str(answer)


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("GET", "/api/contests/", "", 403),
        ("PUT", "/api/contests/", "{}", 405),
        ("GET", "/api/contests/0/", "", 404),
        ("POST", "/api/contests/", "{", 400),
        ("POST", "/api/contests/", "{}", 400),
    ],
)
def test_the_api_refuses_in_the_language_of_the_reader(
    client: Client, olga: User, method: str, address: str, body: str, status: int
) -> None:
    if status != 403:
        client.force_login(olga)
    answers = {}
    for language in ("vi", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        response = client.generic(method, address, body, "application/json")
        assert response.status_code == status
        answers[language] = list(sentences(response.json()))
    assert [text for text in answers["vi"] if not has_vietnamese(text)] == []
    assert [text for text in answers["en"] if has_vietnamese(text)] == []
