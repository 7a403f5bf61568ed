"""Programs that try to get out, to stay in, to break things, or to pass without solving the task.

The task is `answer(20) == 4242`; none of them may pass it, and what they print is searched for the bot's secrets.
"""

from tests.grader.attacks.crashes import CRASHES
from tests.grader.attacks.endless import ENDLESS
from tests.grader.attacks.floods import FLOODS
from tests.grader.attacks.forgeries import FORGERIES
from tests.grader.attacks.outside import OUTSIDE
from tests.grader.attacks.texts import TEXTS
from tests.grader.corpus import programs

ATTACKS: dict[str, str] = programs(ENDLESS, FLOODS, CRASHES, OUTSIDE, FORGERIES, TEXTS)
