"""What the messages of a TypeError say, in the words of 3.11 to 3.14, and what to tell a learner about each."""

from bot.domain.explain._messages import Pattern
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

VALUES = "concept.variables-and-types"
LISTS = "concept.collections"
FUNCTIONS = "concept.functions"
LOOPS = "concept.control-flow"

TYPE_ERRORS = (
    Pattern(
        "placeholder-used",
        ("TypeError",),
        r"\bellipsis\b",
        FUNCTIONS,
        N_("The `...` of the starter is still in your code. What should stand in its place?"),
        N_("The `...` of the starter is still in your code. What should stand in its place?"),
    ),
    Pattern(
        "no-await",
        ("TypeError",),
        r"'coroutine'",
        "concept.async-basics",
        N_("Line {line} of your code uses the promise of a result, and not the result. Which word waits for it?"),
        N_("A TypeError: your code uses the promise of a result, and not the result. Which word waits for it?"),
    ),
    Pattern(
        "text-plus-number",
        ("TypeError",),
        r"can only concatenate str \(not \"(?:int|float)\""
        r"|for \+=?: '(?:(?:int|float)' and 'str'|str' and '(?:int|float)')",
        VALUES,
        N_(
            "Line {line} of your code adds a text and a number. Should both be text, or both be numbers, and what "
            "turns the one into the other?"
        ),
        N_("A TypeError: your code adds a text and a number. Should both be text, or both be numbers?"),
    ),
    Pattern(
        "none-in-sum",
        ("TypeError",),
        r"unsupported operand type\(s\) for .*'NoneType'|not supported between.*NoneType|\(not \"NoneType\"\)",
        FUNCTIONS,
        N_("Line {line} of your code calculates with `None`. Which function or step before gave back nothing?"),
        N_("A TypeError: your code calculates with `None`. Which function or step before gave back nothing?"),
    ),
    Pattern(
        "none-used",
        ("TypeError",),
        r"'NoneType' object is not|of type 'NoneType'|non-iterable NoneType|not '?NoneType",
        FUNCTIONS,
        N_(
            "Line {line} of your code uses `None` as if it were a collection, a function or a number. Which step "
            "before gave back nothing?"
        ),
        N_("A TypeError: your code uses `None` as if it were something else. Which step before gave back nothing?"),
    ),
    Pattern(
        "compare-mixed",
        ("TypeError",),
        r"'(?P<op>[<>]=?)' not supported between instances of '(?P<left>\w+)' and '(?P<right>\w+)'",
        VALUES,
        N_(
            "Line {line} of your code compares `{left}` and `{right}` values by `{op}`, and those have no order. "
            "Should one be converted first?"
        ),
        N_("A TypeError: your code compares two kinds of values that have no order. Should one be converted first?"),
    ),
    Pattern(
        "forgot-brackets",
        ("TypeError",),
        r"'(?:function|builtin_function_or_method|method)' object is not (?:subscriptable|iterable)"
        r"|(?:for|between).*'(?:function|method|builtin_function_or_method)'",
        FUNCTIONS,
        N_(
            "Line {line} of your code uses a function itself, and not its result. Did you forget the round brackets "
            "that call it?"
        ),
        N_(
            "A TypeError: your code uses a function itself, and not its result. Did you forget the round brackets that "
            "call it?"
        ),
    ),
    Pattern(
        "square-call",
        ("TypeError",),
        r"'type' object is not subscriptable|type '\w+' is not subscriptable",
        FUNCTIONS,
        N_(
            "Line {line} of your code has square brackets where a call wants round ones. Which brackets call something "
            "in Python?"
        ),
        N_(
            "A TypeError: your code has square brackets where a call wants round ones. Which brackets call something "
            "in Python?"
        ),
    ),
    Pattern(
        "not-callable",
        ("TypeError",),
        r"'(?P<kind>int|float|str|list|dict|tuple|set|bool)' object is not callable",
        FUNCTIONS,
        N_(
            "Line {line} of your code calls a value of type `{kind}` as if it were a function. Has a variable taken "
            "the name of a function, or is an operator missing before the bracket?"
        ),
        N_(
            "A TypeError: your code calls a value as if it were a function. Has a variable taken the name of a "
            "function?"
        ),
    ),
    Pattern(
        "number-not-iterable",
        ("TypeError",),
        r"'(?P<kind>int|float|bool)' object is not iterable|argument of type '(?:int|float)' is not",
        LOOPS,
        N_(
            "Line {line} of your code wants to walk through a number, and a number has no parts. Do you mean to count "
            "up to it, or to walk through its digits or a list?"
        ),
        N_(
            "A TypeError: your code wants to walk through a number, and a number has no parts. What should it walk "
            "through?"
        ),
    ),
    Pattern(
        "number-index",
        ("TypeError",),
        r"'(?:int|float)' object is not subscriptable",
        LISTS,
        N_(
            "Line {line} of your code puts square brackets after a number, and a number has no parts. Which collection "
            "should stand there?"
        ),
        N_("A TypeError: your code puts square brackets after a number. Which collection should stand there?"),
    ),
    Pattern(
        "no-positions",
        ("TypeError",),
        r"'(?P<kind>set|generator|map|filter|zip|enumerate|dict_(?:keys|values|items))' object is not subscriptable",
        LISTS,
        N_(
            "Line {line} of your code asks a value of type `{kind}` for an element by its position, and its elements "
            "have none. What could it be turned into?"
        ),
        N_(
            "A TypeError: your code asks something for an element by its position, and its elements have none. What "
            "could it be turned into?"
        ),
    ),
    Pattern(
        "index-type",
        ("TypeError",),
        r"indices must be integers(?: or slices)?, not '?(?P<kind>\w+)",
        LISTS,
        N_(
            "Line {line} of your code uses a value of type `{kind}` as an index, and positions are whole numbers. Does "
            "the loop give you the element itself, and not its position?"
        ),
        N_(
            "A TypeError: your code uses something as an index that is no whole number. Does the loop give you the "
            "element itself, and not its position?"
        ),
    ),
    Pattern(
        "immutable",
        ("TypeError", "AttributeError"),
        r"'(?P<kind>str|tuple|range|bytes|frozenset)' object (?:does not|doesn't) support item (?:assignment|deletion)",
        VALUES,
        N_(
            "Line {line} of your code changes a part of a value of type `{kind}`, and those never change. How could "
            "you build a new one instead?"
        ),
        N_(
            "A TypeError: your code changes a part of something that never changes. How could you build a new one "
            "instead?"
        ),
    ),
    Pattern(
        "unhashable",
        ("TypeError",),
        r"unhashable type: '(?P<kind>\w+)'",
        LISTS,
        N_(
            "Line {line} of your code uses a value of type `{kind}` as a key or puts it into a set, where only things "
            "fit that never change. Which relative of it never changes?"
        ),
        N_(
            "A TypeError: a key or an element of a set is of a kind that can change. Which relative of it never "
            "changes?"
        ),
    ),
    Pattern(
        "no-length",
        ("TypeError",),
        r"object of type '(?P<kind>\w+)' has no len",
        VALUES,
        N_(
            "Line {line} of your code asks a value of type `{kind}` for its length, and it has none. Should it be "
            "turned into a text or a list first?"
        ),
        N_(
            "A TypeError: your code asks for the length of something that has none. Should it be turned into a text or "
            "a list first?"
        ),
    ),
    Pattern(
        "fraction-as-count",
        ("TypeError",),
        r"'float' object cannot be interpreted as an integer|can't multiply sequence by non-int of type 'float'",
        VALUES,
        N_(
            "Line {line} of your code needs a whole number and gets one with a decimal point. Which of Python's two "
            "divisions gives whole numbers?"
        ),
        N_(
            "A TypeError: your code has a number with a decimal point where a whole one is needed. Which of Python's "
            "two divisions gives whole numbers?"
        ),
    ),
    Pattern(
        "list-plus-other",
        ("TypeError",),
        r"can only concatenate (?P<kind>list|tuple)|can only join an iterable|expected str instance",
        LISTS,
        N_(
            "Line {line} of your code puts together things of different kinds. Are all of them what you think they are?"
        ),
        N_("A TypeError: your code puts together things of different kinds. Are all of them what you think they are?"),
    ),
    Pattern(
        "operands",
        ("TypeError",),
        r"unsupported operand type\(s\) for (?P<op>[^:]{1,12}): '(?P<left>\w+)' and '(?P<right>\w+)'",
        VALUES,
        N_(
            "Line {line} of your code uses `{op}` between values of type `{left}` and `{right}`, and these don't go "
            "together. Which of them is not what you expected?"
        ),
        N_(
            "A TypeError: your code uses an operator between two kinds of values that don't go together. Which is not "
            "what you expected?"
        ),
    ),
)
