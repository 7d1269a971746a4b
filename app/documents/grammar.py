"""The small language of a template: fields, `for`, `if`; what else stands in a tag is refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from jinja2 import StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from app.documents.errors import TemplateRefused
from app.documents.values import Xml

LEVEL_STYLE = "level_style"
MARK = "mark"
PAGE = "page_of_mark"
WriteMark = Callable[[int], str]
LEVELS = range(7)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Filter,
)
_FILTERS = {"length": len}
_LOOP_FACTS = frozenset({"first", "last", "index", "index0", "length"})


@dataclass(frozen=True)
class FieldSet:
    """The fields a template uses or a paper offers; `lists` holds for each list the fields inside it."""

    names: frozenset[str] = frozenset()
    lists: Mapping[str, "FieldSet"] = field(default_factory=dict)


class _PaperCode(CodeGenerator):
    """Compiles to UTF-8 pieces: no Markup object per output, and no volume-long text to encode at the end.

    These two hooks are the ones Jinja's own NativeCodeGenerator overrides.
    """

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(map(str, group)).encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("environment.xml_text(")


class PlainValues(ImmutableSandboxedEnvironment):
    """A sandbox in which `a.b` is only ever the entry b of the mapping a: no attribute can be reached."""

    code_generator_class = _PaperCode

    xml_text: Callable[[Any], bytes]

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (KeyError, TypeError):
            if isinstance(obj, LoopContext) and attribute in _LOOP_FACTS:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        try:
            return obj[argument]
        except (KeyError, TypeError, IndexError):
            return self.undefined(obj=obj, name=argument)


def environment(
    level_styles: tuple[str, ...], xml_text: Callable[[Any], bytes], mark: WriteMark, page: WriteMark
) -> PlainValues:
    """Return the environment of one template; `level_styles` are the paragraph style ids for levels 0–6,
    `xml_text` writes a value, `mark` and `page` the XML of a numbered mark and of the number of the page it is on."""
    env = PlainValues(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0)
    env.xml_text = xml_text
    env.globals.clear()
    env.filters.clear()
    env.tests.clear()
    env.filters.update(_FILTERS)
    env.filters[LEVEL_STYLE] = tuple(Xml(escape(style).encode()) for style in level_styles).__getitem__
    # A number and nothing else: what is written is XML that nobody escapes.
    env.filters[MARK] = lambda number: Xml(mark(int(number)).encode())
    env.filters[PAGE] = lambda number: Xml(page(int(number)).encode())
    return env


def compile_part(env: PlainValues, source: str, part: str) -> tuple[Template, nodes.Template]:
    """Compile one part's text. Raises TemplateRefused naming the part and the construct."""
    try:
        tree = env.parse(source)
        _refuse_forbidden(tree, part)
        return env.from_string(source), tree
    except TemplateError as error:
        raise TemplateRefused("syntax", {"part": part, "message": error.message or ""}) from error
    except RecursionError as error:
        raise TemplateRefused("too_deep", {"part": part}) from error


def fill_part(template: Template, values: Mapping[str, Any]) -> Iterator[bytes]:
    """Run one compiled part. Raises jinja2.UndefinedError for a field that `values` lacks."""
    return cast(Iterator[bytes], template.root_render_func(template.new_context(dict(values))))


def _refuse_forbidden(node: nodes.Node, part: str) -> None:
    if not isinstance(node, _ALLOWED):
        raise TemplateRefused("forbidden_construct", {"part": part, "construct": type(node).__name__})
    if isinstance(node, nodes.Filter) and node.name not in (*_FILTERS, LEVEL_STYLE, MARK, PAGE):
        raise TemplateRefused("forbidden_construct", {"part": part, "construct": f"|{node.name}"})
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        raise TemplateRefused("forbidden_construct", {"part": part, "construct": "[…]"})
    if isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
        raise TemplateRefused("forbidden_construct", {"part": part, "construct": "for"})
    for name in _names_of(node):
        if name.startswith("_"):
            raise TemplateRefused("forbidden_name", {"part": part, "name": name})
    for child in node.iter_child_nodes():
        _refuse_forbidden(child, part)


def _names_of(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield node.attr
    elif isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value


class _Collector:
    """The fields met so far; one per list depth."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.lists: dict[str, _Collector] = {}

    def frozen(self) -> FieldSet:
        lists = {name: inner.frozen() for name, inner in sorted(self.lists.items())}
        return FieldSet(frozenset(self.names - lists.keys()), lists)


def fields_of(trees: list[nodes.Template]) -> FieldSet:
    """Return every field the parts name, lists with the fields read from their entries.

    A list inside a repetition must belong to the entry being repeated: then a paper is as long as its
    template and its data, and never their product.
    """
    root = _Collector()
    for tree in trees:
        _collect(tree, root, {}, root)
    return root.frozen()


def _collect(
    node: nodes.Node, root: _Collector, entries: dict[str, _Collector], repeated: _Collector
) -> None:
    """`repeated`: the entry of the innermost repetition, or the root."""
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        place = _place(node.iter, root, entries)
        if place is None:
            raise TemplateRefused("forbidden_construct", {"construct": "for"})
        owner, name = place
        if owner is not repeated:
            raise TemplateRefused("loop_of_another_list", {"field": name})
        entry = owner.lists.setdefault(name, _Collector())
        inner = {**entries, node.target.name: entry, "loop": _Collector()}
        for child in (*node.body, *([node.test] if node.test else [])):
            _collect(child, root, inner, entry)
        for child in node.else_:
            _collect(child, root, entries, repeated)
        return
    place = _place(node, root, entries)
    if place is not None:
        place[0].names.add(place[1])
        return
    for child in node.iter_child_nodes():
        _collect(child, root, entries, repeated)


def _place(
    node: nodes.Node, root: _Collector, entries: dict[str, _Collector]
) -> tuple[_Collector, str] | None:
    """Where a field stands: `名稱` at the root, `案.名稱` in the list whose entry 案 is."""
    if isinstance(node, nodes.Name):
        return None if node.name in entries else (root, node.name)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return (entries[node.node.name], node.attr) if node.node.name in entries else (root, node.node.name)
    return None
