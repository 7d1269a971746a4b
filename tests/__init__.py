"""The tests. `make test` runs all of them; one area: `.venv/bin/pytest tests/migrations`.

ENGINES=sqlite           leaves PostgreSQL out (the default is both, each behaviour test once on each)
TEST_DATABASE_URL=…      uses this PostgreSQL server instead of starting one
REQUIRE_ALL=1            turns every skip for something missing into a failure (`tests.needs.absent`)
CHROMIUM=/path           uses this browser

Fixtures (tests/conftest.py): `client` is what most tests need: the whole application on a fresh, migrated database,
every page it fetches held to the house rules. `client.sign_in(login)`, `client.submit(path, data)`. `app`, `session`,
`settings`, `engine_url`; `libreoffice`, `chromium`, `node` skip loudly. In tests/browser: `page`, `phone`,
`page_without_script`, `open_page(login=…, size=…, script=…)`; `axe`, `compose`, `composing`, `scrolls_sideways`.
"""
