"""What the settings say of the HTTP side."""

from shrutik_bootstrap.settings import Settings
from shrutik_http.front.limits import FrontLimits
from shrutik_http.options import HttpOptions, limits_of, options_of


def test_the_defaults_are_the_same_with_settings_and_without(monkeypatch):
    for name in ("CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "HTTP_THREADS", "LINK_MINUTES", "CORS_ORIGINS"):
        monkeypatch.delenv(f"SHRUTIK_{name}", raising=False)
    assert limits_of(Settings()) == FrontLimits()
    assert options_of(Settings(api_processes=1)) == HttpOptions()


def test_of_several_processes_each_hashes_one_password_at_once():
    assert [options_of(Settings(api_processes=number)).hashing for number in (1, 2, 8)] == [2, 1, 1]


def test_connections_are_limited_as_the_installation_chose():
    limits = limits_of(Settings(connections=100, connections_per_address=5))
    assert (limits.connections, limits.connections_per_address) == (100, 5)
