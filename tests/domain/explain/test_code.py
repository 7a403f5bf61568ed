"""Which function, method or property of the code an explanation looks at."""

from tests.domain.explain.attempts import told, wrong


def test_the_second_of_two_functions_with_one_name_counts() -> None:
    twice = "def f(x):\n    return x\n\ndef f(x):\n    return 7\n"
    assert told(wrong(twice, "f(3)", 9, 7)).rule == "same-for-every-input"


def test_methods_and_properties_are_looked_at_too() -> None:
    box = "class Box:\n    def total(self):\n        self.sum = 3\n"
    assert told(wrong(box, "box.total()", 3, None, setup="box = Box()")).rule == "no-return"
    assert told(wrong(box, "box.total", 3, None, setup="box = Box()")).rule == "no-return"


def test_a_function_inside_the_function_is_looked_at_too() -> None:
    code = "def f(*steps):\n    def run(x):\n        for step in steps:\n            return step(x)\n    return run\n"
    assert told(wrong(code, "f(str.strip, str.title)(' a')", "A", "a")).rule == "return-too-early"
