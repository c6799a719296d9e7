"""Settings: from the environment and a file, closed, checked, and never repeated in an error."""

from __future__ import annotations

import pytest

from atlas.settings import FILE_SETTING, Settings, SettingsError, find_settings, name_setting


@pytest.fixture
def file(tmp_path, monkeypatch):
    named = tmp_path / "settings.toml"
    monkeypatch.setenv(FILE_SETTING, str(named))
    return named


def test_the_environment_comes_before_the_file(file, monkeypatch):
    assert find_settings() == Settings()
    file.write_text('public_address = "https://atlas.example/"\nread_only = true\n')
    assert find_settings().public_address == "https://atlas.example/"
    assert find_settings().read_only
    monkeypatch.setenv(name_setting("read_only"), "0")
    assert not find_settings().read_only


def test_a_setting_that_is_empty_is_not_set(file, monkeypatch):
    monkeypatch.setenv(name_setting("read_only"), "")
    monkeypatch.setenv(name_setting("files"), "")
    assert not find_settings().read_only
    assert find_settings().files is None


def test_all_faults_are_told_at_once_with_close_matches(file, monkeypatch):
    file.write_text('read_onyl = true\nfiles = "here"\n')
    monkeypatch.setenv(name_setting("read_only") + "Y", "1")
    monkeypatch.setenv(name_setting("read_only"), "perhaps")
    with pytest.raises(SettingsError) as caught:
        find_settings()
    by_name = {fault.where.rpartition(" ")[2]: fault for fault in caught.value.faults}
    assert by_name.keys() == {
        "read_onyl",
        name_setting("read_only"),
        name_setting("read_only") + "Y",
    }
    assert by_name["read_onyl"].closest[0] == "read_only"


def test_a_value_is_never_repeated(file, monkeypatch):
    monkeypatch.setenv(name_setting("read_only"), "my-secret")
    file.write_text("database_url = 7\n")
    with pytest.raises(SettingsError) as caught:
        find_settings()
    assert "my-secret" not in str(caught.value)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("text", ["read_only = ", "\x00", "a" * 10_000])
def test_a_file_that_cannot_be_read_is_a_fault(file, text):
    file.write_text(text)
    with pytest.raises(SettingsError):
        find_settings()


def test_every_setting_is_described():
    assert all(field.description for field in Settings.model_fields.values())
