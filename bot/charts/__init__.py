"""Pictures of a member's progress: numbers and words in, the bytes of a PNG out.

The same value always gives the same bytes. Every picture is a card of 1000 pixels' width on its own ground, with
letters that can still be read where it is shown 360 pixels wide.
"""

from bot.charts.ahead import ahead
from bot.charts.practice import practice
from bot.charts.skills import skills
from bot.domain.pictures import AheadPicture, Drawing, PracticePicture, SkillsPicture


def draw(picture: Drawing) -> bytes:
    """The PNG of any of the pictures."""
    match picture:
        case SkillsPicture():
            return skills(picture)
        case PracticePicture():
            return practice(picture)
        case AheadPicture():
            return ahead(picture)
