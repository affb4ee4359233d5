"""Secret settings may stand in files, which their variables with _FILE name; anything doubtful is said, not guessed."""

import pytest

from shrutik_bootstrap.secret_files import secret_variables
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_core.shared.errors import Invalid

DATABASE = "postgresql://shrutik:pass@one/shrutik"


def told(tmp_path, content, encoding="utf-8"):
    file = tmp_path / "secret"
    file.write_text(content, encoding=encoding)
    return str(file)


def test_a_file_gives_a_secret_less_the_white_space_around_it(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_DATABASE_URL_FILE", told(tmp_path, f"{DATABASE}\n"))
    assert read_settings().database_url == DATABASE


def test_json_in_a_file_is_read_as_in_a_variable(tmp_path, monkeypatch):
    provider = '[{"name": "one", "issuer": "https://one.example.org", "client_id": "us", "client_secret": "hidden"}]'
    monkeypatch.setenv("SHRUTIK_OPENID_PROVIDERS_FILE", told(tmp_path, provider))
    (found,) = read_settings().openid_providers
    assert (found.client_secret, "hidden" in repr(read_settings())) == ("hidden", False)


def test_an_option_wins_and_an_empty_file_says_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_DATABASE_URL_FILE", told(tmp_path, DATABASE))
    assert read_settings(database_url="postgresql:///other").database_url == "postgresql:///other"
    monkeypatch.setenv("SHRUTIK_DATABASE_URL_FILE", told(tmp_path, " \n"))
    assert read_settings().database_url is None


def test_what_is_not_secret_is_not_read_from_files(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_PORT_FILE", told(tmp_path, "1"))
    assert read_settings().port == 8000
    assert "SHRUTIK_PORT" not in secret_variables(Settings)


@pytest.mark.parametrize("fault", ["missing", "twice", "not text"])
def test_what_cannot_be_used_names_the_variable_and_no_secret(tmp_path, monkeypatch, fault):
    file = told(tmp_path, "pässwort", "latin-1" if fault == "not text" else "utf-8")
    monkeypatch.setenv("SHRUTIK_REDIS_URL_FILE", f"{file}-not" if fault == "missing" else file)
    if fault == "twice":
        monkeypatch.setenv("SHRUTIK_REDIS_URL", "redis://localhost")
    with pytest.raises(Invalid) as refused:
        read_settings()
    assert refused.value.code == "settings_invalid"
    assert "SHRUTIK_REDIS_URL_FILE" in refused.value.detail
    assert "wort" not in refused.value.detail


def test_a_value_in_a_file_is_checked_like_any_other(tmp_path, monkeypatch):
    monkeypatch.setenv("SHRUTIK_METRICS_TOKEN_FILE", told(tmp_path, "short"))
    with pytest.raises(Invalid) as refused:
        read_settings()
    assert "SHRUTIK_METRICS_TOKEN" in refused.value.detail
    assert "short" not in repr(refused.value.errors)
