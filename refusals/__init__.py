"""A refusal is a code; the words for people stand beside the app that refuses and are translated when they are said."""

from refusals.refusal import Rejected
from refusals.words import learn, say

__all__ = ["Rejected", "learn", "say"]
