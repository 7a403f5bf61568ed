"""Classes, and what is made of them."""

CLASSES = r"""
### classes
class Account:
    bank = "Bank"
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        return self
    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"
print(Account("ann").deposit(5).deposit(7), Account.bank)
### inheritance
class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return "..."
    def __str__(self): return f"{self.name} says {self.speak()}"
class Dog(Animal):
    def speak(self): return "Woof"
class Puppy(Dog):
    def speak(self): return super().speak().lower()
for animal in (Animal("it"), Dog("Rex"), Puppy("Bit")):
    print(animal, isinstance(animal, Dog))
print([c.__name__ for c in Puppy.__mro__])
### operators
class Vector:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"Vector({self.x}, {self.y})"
print(Vector(1, 2) + 3 * Vector(1, 1), Vector(1, 2) == Vector(1, 2), len({Vector(1, 2), Vector(1, 2)}))
### properties
class Circle:
    def __init__(self, r): self.r = r
    @property
    def area(self): return round(3.14159 * self.r ** 2, 2)
    @area.setter
    def area(self, value): self.r = (value / 3.14159) ** 0.5
    @classmethod
    def unit(cls): return cls(1)
    @staticmethod
    def about(): return "round"
c = Circle(2)
c.area = 3.14159
print(c.r, Circle.unit().area, Circle.about())
### iterators
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(4)), sum(Countdown(4)), *zip(Countdown(3), "abc"))
### dataclasses
from dataclasses import asdict, dataclass, field, replace
@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = "hearts"
    tags: list = field(default_factory=list, compare=False)
a, b = Card(3), Card(5, "spades", ["x"])
print(a < b, replace(a, rank=9), asdict(b), Card(3) == a)
try:
    a.rank = 4
except AttributeError as error:
    print(type(error).__name__)
### enum
from enum import Enum, Flag, IntEnum, auto
class Colour(Enum):
    RED = 1
    GREEN = auto()
class Size(IntEnum):
    S = 1
    L = 3
class Right(Flag):
    READ = auto()
    WRITE = auto()
print(Colour.RED, Colour(2).name, list(Colour), Size.L > Size.S)
print((Right.READ | Right.WRITE) & Right.READ == Right.READ)
### context managers
class Timer:
    def __enter__(self):
        print("start")
        return self
    def __exit__(self, kind, error, trace):
        print("stop", kind and kind.__name__)
        return True
with Timer():
    raise KeyError("x")
### typing
from typing import Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self
class Movie(TypedDict):
    title: str
class Pair(NamedTuple):
    left: int
    right: int = 0
class Sized(Protocol):
    def __len__(self) -> int: ...
print(Stack[int]().push(1).push(2).items, Movie(title="x"), Pair(4), Pair(4).left)
### abstract classes
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2
try:
    Shape()
except TypeError:
    print("abstract")
print(Square(3).area())
### descriptors and metaclasses
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner): return getattr(obj, self.name)
    def __set__(self, obj, value):
        if value < 0: raise ValueError(self.name)
        setattr(obj, self.name, value)
class Registry(type):
    seen = []
    def __new__(mcls, name, bases, space):
        mcls.seen.append(name)
        return super().__new__(mcls, name, bases, space)
class Item(metaclass=Registry):
    price = Positive()
i = Item()
i.price = 4
print(i.price, Registry.seen)
### copies
import copy
a = [[1], [2]]
b, c = copy.copy(a), copy.deepcopy(a)
a[0].append(9)
print(b, c, a is b, a[0] is b[0])
### pickles
import pickle
class Box:
    def __init__(self, x): self.x = x
print(pickle.loads(pickle.dumps(Box([1, 2]))).x)
"""
