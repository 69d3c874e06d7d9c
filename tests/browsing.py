"""A real browser, and the built site in it: from a folder and from a server."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import sync_playwright

HTML = Path(os.environ.get("BOOK", Path(__file__).parents[1] / "_build" / "html"))
FOLDER = HTML.as_uri() + "/"

CHROMIUM = (
    *("chromium", "chromium-browser", "google-chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    # Without these the browser asks its maker's hosts, which is not the page's doing.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all tests; closed before tests that need an event loop."""
    with sync_playwright() as playwright:
        # What `playwright install` fetches is the last choice.
        places = map(shutil.which, (*CHROMIUM, playwright.chromium.executable_path))
        executable = next(filter(None, places), None)
        if executable is None:
            missing = (
                "No Chromium: the site was not looked at in a browser. Install one: "
                "`sudo apt-get install chromium` (Debian), or "
                "`.venv/bin/playwright install --with-deps chromium`"
            )
            if os.environ.get("CI"):
                pytest.fail(missing, pytrace=False)
            pytest.skip(missing)
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=QUIET,
            ignore_default_args=["--hide-scrollbars"],  # a reader sees them
        )
        yield chromium
        chromium.close()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serve the site and say nothing."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    """Serve the site on a free port; give its address."""
    handler = functools.partial(Handler, directory=HTML)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()
        thread.join()


@contextlib.contextmanager
def visiting(browser, base, **settings):
    """Open pages below an address; allow no complaint, and no other host."""
    settings = {"viewport": {"width": 1280, "height": 900}} | settings
    context = browser.new_context(**settings)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    complaints = []

    def asked(req):
        if not req.url.startswith((base, "data:", "blob:")):
            complaints.append(f"asked for {req.url}")

    def answered(response):
        if response.status >= 400:
            complaints.append(f"{response.status} for {response.url}")

    def said(message):
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    tab.on("request", asked)
    tab.on("response", answered)
    tab.on("requestfailed", lambda req: complaints.append(f"no answer from {req.url}"))
    tab.on("console", said)
    tab.on("pageerror", lambda error: complaints.append(f"script: {error}"))

    def open_page(name, without=None):
        """Open a page; without formulas, say, which take seconds."""
        if without:
            tab.route(f"**/{without}/**", lambda route: route.fulfill(body=""))
        tab.goto(urljoin(base, name))
        return tab

    yield open_page
    found = list(complaints)  # to close the page breaks off what it still loads
    context.close()
    assert not found, found


@pytest.fixture(params=["file", "http"])
def visit(request, browser):
    """Open a page, from an unzipped folder or from a server; allow no complaint."""
    base = FOLDER if request.param == "file" else request.getfixturevalue("server")
    with visiting(browser, base) as open_page:
        yield open_page


# --- figures to play with -------------------------------------------------------------


class LiveFigure:
    """A figure to play with, in a page: its state, what it computes, what it says."""

    def __init__(self, tab, name):
        self.tab = tab
        self.box = tab.locator(f'[data-figure="{name}"]')
        self.box.scroll_into_view_if_needed()
        self.box.locator(".fn-live").wait_for()

    def ask(self, script, argument=None):
        """Return what a function of the figure (`figure`) and an argument gives."""
        script = f"(element, given) => ((figure) => {script})(element.firstNeuron)"
        return self.box.evaluate(script, argument)

    @property
    def state(self):
        """The state: a dict."""
        return self.ask("figure.state")

    @property
    def values(self):
        """What the figure computes in its state: a dict."""
        return self.ask("figure.values")

    @property
    def says(self):
        """Its state in words, as the page shows it."""
        return self.box.locator(".fn-says").inner_text()

    def set(self, **changes):
        """Change the state, as a control does."""
        self.ask("figure.set(given)", changes)

    def press(self, button):
        """Press the button with this name."""
        self.box.get_by_role("button", name=button, exact=True).click()

    def handle(self, key):
        """Return a handle of a plot."""
        return self.box.locator(f'[data-handle="{key}"]')

    @property
    def handles(self):
        """All handles."""
        return self.box.locator("[data-handle]").all()


@functools.cache
def page_of(name):
    """Return the page of the site that has a figure."""
    for path in sorted(HTML.glob("chapters/*.html")):
        if f'data-figure="{name}"' in path.read_text(encoding="utf-8"):
            return path.relative_to(HTML).as_posix()
    pytest.fail(f"no page of the site has the figure {name}: `make book`?", False)


def open_figure(stack, browser, name, address=None, **settings):
    """Open a figure in its chapter, from a folder, until the stack is left."""
    open_page = stack.enter_context(visiting(browser, FOLDER, **settings))
    to = f"#figure={name}&{address}" if address else ""
    return LiveFigure(open_page(page_of(name) + to, without="mathjax"), name)


@pytest.fixture
def live(browser):
    """Open a figure in its chapter: ``live("fit-line")``.

    An address may follow (``"w=2&b=90"``), and settings of the browser.
    """
    with contextlib.ExitStack() as stack:
        yield functools.partial(open_figure, stack, browser)
