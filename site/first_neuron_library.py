"""The library's pages, made from its docstrings by Sphinx's autodoc and what is here.

- ``.. library-contents::`` lists every public module and name, each with its summary.
- The sections of a docstring (numpydoc's) get headings and lists.
- A name in single backticks is a link where the library has it, and code elsewhere.
- What a class has from its base is named below its docstring.
"""

import importlib
import inspect
import pkgutil
import re
from html import escape
from itertools import pairwise

from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.domains.python import PythonDomain, PyXRefRole
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

import firstneuron

NAMED = {"Parameters", "Attributes"}
ENTRIES = NAMED | {"Returns", "Raises"}


def modules():
    """Return the library's public modules, each followed by those inside it."""
    found = []
    for one in pkgutil.iter_modules(firstneuron.__path__):
        if not one.name.startswith("_") and one.name != "data":  # it holds files
            module = importlib.import_module(f"firstneuron.{one.name}")
            offered = [getattr(module, name) for name in getattr(module, "__all__", [])]
            found += [module, *filter(inspect.ismodule, offered)]
    return found


def summary(docstring):
    """Return the first line of a docstring."""
    return inspect.cleandoc(docstring).partition("\n")[0]


def contents(module):
    """Return a module's public names in its own order, each with its summary."""
    comments = ModuleAnalyzer.for_module(module.__name__).find_attr_docs()
    found = {}
    for name, thing in vars(module).items():
        if ("", name) in comments:  # a constant, with `#:` before it
            found[name] = summary("\n".join(comments["", name]))
        elif not name.startswith("_") and is_of(thing, module):
            found[name] = summary(thing.__doc__)
    return found


def is_of(thing, module):
    """Return whether a function or class was made in that module or below it."""
    is_made = inspect.isfunction(thing) or inspect.isclass(thing)
    return is_made and f"{thing.__module__}.".startswith(f"{module.__name__}.")


def html(text):
    """Return the lines of reStructuredText that put HTML into the page."""
    return ["", ".. raw:: html", "", f"   {text}", ""]


class LibraryContents(SphinxDirective):
    """A folded box for each module, with a table of its names."""

    def run(self):
        """Write it as reStructuredText, and return what that means."""
        lines = []
        for module in modules():
            path, name = module.__name__, module.__name__.partition(".")[2]
            about = escape(summary(module.__doc__), quote=False)
            about = about.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
            head = re.sub("`(.+?)`", r"<code>\1</code>", f"`{name}` {about}")
            lines += [
                *html(f'<details class="module"><summary>{head}</summary>'),
                f".. py:currentmodule:: {path}",
                ".. list-table::",
                "",
            ]
            for each, what in contents(module).items():
                lines += [
                    f"   * - :py:obj:`{each} <{path}.{each}>`",
                    f"     - {what}",
                ]
            lines += html("</details>")
        return self.parse_text_to_nodes(StringList(lines, "library-contents"))


class NameRole(PyXRefRole):
    """A link to a name of the library; code if there is none, as for an argument."""


def link_or_code(app, env, node, contnode):
    """Resolve a name in backticks that stands for nothing in its own module."""
    if node["reftype"] != "name":
        return None
    found = None
    if "." in node["reftarget"]:  # such as `losses.mean_squared_error`
        name = f"firstneuron.{node['reftarget']}"
        found = env.domains["py"].resolve_xref(
            env, node["refdoc"], app.builder, "obj", name, node, contnode
        )
    return found or contnode


class QuietPythonDomain(PythonDomain):
    """Python's names, kept out of the book's search.

    They all begin with "firstneuron", so a search for "neuron" would list them all.
    Their pages are found by the words on them, as every page is.
    """

    def get_objects(self):
        """Give each name the priority that search leaves out."""
        return ((*entry[:-1], -1) for entry in super().get_objects())


def skip_fields(app, what, name, thing, skip, options):
    """Leave out what `NamedTuple` says of its fields: "Alias for field number 0"."""
    is_field = (getattr(thing, "__doc__", None) or "").startswith("Alias for field")
    return True if is_field else None


def set_sections(app, what, name, thing, options, lines):
    """Turn numpydoc's sections into reStructuredText, in place."""
    section, given, lines[:] = None, lines[:], []
    for line, after in pairwise([*given, ""]):
        if line and set(line) == {"-"}:
            continue
        if after and set(after) == {"-"}:
            section = line
            lines += [f".. rubric:: {line}", ""]
        elif line.startswith("Source: "):
            section = None
            lines += [".. rubric:: Source", "", line.removeprefix("Source: ")]
        elif section in ENTRIES and line and not line.startswith(" "):
            entry, _, kind = line.partition(" : ")
            is_argument = kind or section in NAMED
            entry = f"``{entry}``" if is_argument else f":py:name:`{entry}`"
            lines.append(f"{entry} : ``{kind}``" if kind else entry)
            if not after.startswith(" "):
                lines += ["    ..", ""]  # a list needs something: an empty comment
        else:
            lines.append(line)


def public_name(base):
    """Return the dotted name by which a class is met, if it is met by itself."""
    package = importlib.import_module(base.__module__.partition("._")[0])
    is_met = getattr(package, base.__name__, None) is base
    path = f"{package.__name__}.{base.__name__}"
    return path if is_met and "._" not in path else None


def name_inherited(app, what, name, thing, options, lines):
    """End a class's docstring with what it has from its public bases."""
    if what != "class":
        return
    known = set(vars(thing))
    for base in thing.__mro__[1:]:
        if base.__module__.startswith("firstneuron.") and public_name(base):
            path = public_name(base)
            names = [
                f":py:obj:`{member} <{path}.{member}>`"
                for member, of_base in vars(base).items()
                if member not in known
                and (member == "__call__" or not member.startswith("_"))
                and getattr(of_base, "__doc__", None)
            ]
            if names:
                of = f":py:obj:`{base.__name__} <{path}>`"
                lines += ["", f"From {of}: {', '.join(names)}."]
        known |= set(vars(base))


def show_private_bases(app, config):
    """Let autodoc describe what comes from a private base, and that alone."""
    public = {
        name
        for module in modules()
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and public_name(thing)
    }
    names = ", ".join(sorted(public | {"object", "tuple"}))
    config.autodoc_default_options["inherited-members"] = names


def find_source(app, doctree):
    """Lead viewcode to the source of what comes from a private module or base."""
    for signature in doctree.findall(addnodes.desc_signature):
        thing = importlib.import_module(signature["module"])
        for part in signature["fullname"].split("."):
            thing = getattr(thing, part)
        place = getattr(thing, "__module__", ""), getattr(thing, "__qualname__", "")
        if "._" in ".".join(place):
            signature["module"], signature["fullname"] = place
            signature["ids"].append(".".join(place))  # for the way back


def setup(app):
    """Add the directive and the role, and connect the hooks."""
    app.add_domain(QuietPythonDomain, override=True)
    app.add_role_to_domain("py", "name", NameRole())
    app.add_directive("library-contents", LibraryContents)
    app.connect("config-inited", show_private_bases)
    app.connect("doctree-read", find_source, priority=400)  # before viewcode
    app.connect("missing-reference", link_or_code)
    app.connect("autodoc-skip-member", skip_fields)
    app.connect("autodoc-process-docstring", set_sections)
    app.connect("autodoc-process-docstring", name_inherited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
