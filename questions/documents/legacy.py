"""Decides whether a text was typed in a Vietnamese font from before Unicode (TCVN3 or VNI)."""

import re
from collections.abc import Iterable

from questions.documents.blocks import Block, Problem, excerpt

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[®©«¬\u00ad¨¶·¸¹»¼½¾×÷])*|[®©«¬¨¶¸¹»¼½¾][^\W\d_]+")
# Letters of TCVN3 that no Vietnamese word in Unicode has, and pairs of VNI that no Vietnamese syllable has.
_TCVN3 = re.compile("[®©«¬\u00ad¨µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]")
_VNI = re.compile("[ae][ùøûõïâáàåãäéèêëúü]|[ouö][ïøûåäë]|ñ[a-zà-ÿ]", re.IGNORECASE)
# What no other language of Latin letters has either.
_TELLING = re.compile(r"\w[®©«¬¨µ¶·¸¹»¼½¾×÷]|[®©«¬¨¸¹»¼½¾]\w|[ae][øûåõ]|ö[ôø]|oå|ñ[òöô]", re.IGNORECASE)
_FEWEST_WORDS = 3
_FEWEST_TELLING = 2
_SHARE_PERCENT = 30


def legacy_problems(blocks: Iterable[Block]) -> list[Problem]:
    """One problem, at the first block that looks like a legacy font; the text is left as it is."""
    for block in blocks:
        if len(_TELLING.findall(block.text)) >= _FEWEST_TELLING:
            words = _WORD.findall(block.text)
            strange = sum(1 for word in words if _TCVN3.search(word) or _VNI.search(word))
            if strange >= _FEWEST_WORDS and strange * 100 >= len(words) * _SHARE_PERCENT:
                return [Problem("legacy_encoding", block.place, excerpt(block.text))]
    return []
