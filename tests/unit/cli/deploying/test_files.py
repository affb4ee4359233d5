"""The files of a deployment: what the operator says, how far it is, and the log that nginx writes."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy_world import a_config
from shrutik_cli.app import app
from shrutik_cli.deploying.commands import filled, run
from shrutik_cli.deploying.config import DeployConfig, read_config
from shrutik_cli.deploying.deployment import Deployment, Phase, ReleaseInColour
from shrutik_cli.deploying.growing_file import GrowingFile
from shrutik_cli.deploying.host import Host
from shrutik_cli.deploying.state_file import StateFile, written
from shrutik_core.shared.errors import Invalid, Missing, Unavailable

DEPLOY = Path(__file__).parents[4] / "deploy"
SHIPPED = DEPLOY / "blue-green" / "deploy.toml"


def test_the_file_that_is_shipped_can_be_read_and_says_every_default_right():
    shipped = read_config(SHIPPED)
    assert set(shipped.colours) == {"blue", "green"}
    text = re.sub(r"(?m)^# (?=\w+ = )", "", SHIPPED.read_text(encoding="utf-8"))
    told = DeployConfig.model_validate(tomllib.loads(text))
    for name in ("looks", "start_seconds", "seen_seconds", "drain_seconds", "canary"):
        assert getattr(told, name) == getattr(shipped, name), name


def test_the_commands_that_are_shipped_are_those_of_the_script():
    shipped = read_config(SHIPPED)
    sides = shipped.colours.values()
    called = {command[:2] for command in (shipped.prepare, *(one for side in sides for one in (side.start, side.stop)))}
    assert called == {("/usr/local/bin/shrutik-colour", word) for word in ("prepare", "start", "stop")}


def test_nginx_as_it_is_shipped_says_where_the_servers_go():
    assert str(read_config(SHIPPED).nginx.servers_file) in (DEPLOY / "nginx" / "shrutik.conf").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"colours": {}}, "two colours"),
        ({"surprise": 1}, "surprise"),
        ({"canary": {"share": 51}}, "canary.share"),
        ({"canary": {"errors": 100}}, "canary.errors"),
        ({"looks": ["readyz"]}, "looks.0"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, change, told):
    with pytest.raises(ValueError, match=told):
        a_config(tmp_path, **change)


def test_a_server_of_both_colours_is_refused(tmp_path):
    side = {"servers": ["127.0.0.1:8001"], "start": ["a"], "stop": ["b"]}
    with pytest.raises(ValueError, match="belongs to one colour"):
        a_config(tmp_path, colours={"blue": side, "green": side})


def test_a_file_that_is_missing_or_no_toml_is_named(tmp_path):
    with pytest.raises(Missing):
        read_config(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("state = ", encoding="utf-8")
    with pytest.raises(Invalid, match=r"bad\.toml is not valid TOML"):
        read_config(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    "deployment",
    [
        Deployment(),
        Deployment(Phase.CANARY, ReleaseInColour("blue", "1"), ReleaseInColour("green", "2"), None, "told"),
        Deployment(Phase.DRAINING, ReleaseInColour("green", "2"), None, ReleaseInColour("blue", "1")),
    ],
)
def test_a_state_is_read_as_it_was_kept(tmp_path, deployment):
    file = StateFile(tmp_path / "folder" / "state.json")
    assert file.read() == Deployment()
    file.keep(deployment)
    assert file.read() == deployment


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"phase": "odd"}', '{"phase": "resting", "live": 3}'])
def test_a_state_that_cannot_be_read_is_said(tmp_path, text):
    file = StateFile(tmp_path / "state.json")
    file.path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as error:
        file.read()
    assert error.value.code == "deploy_state_unreadable"


def test_a_log_is_read_on_cut_off_in_mid_line_and_turned(tmp_path):
    log = GrowingFile(tmp_path / "access")
    assert log.lines() == ()
    with log._path.open("a", encoding="utf-8") as file:
        file.write("one\n")
    log.skip()
    with log._path.open("a", encoding="utf-8") as file:
        file.write("two\nthr")
        file.flush()
        assert log.lines() == ("two",)
        file.write("ee\n")
    assert log.lines() == ("three",)
    log._path.rename(tmp_path / "access.1")
    log._path.write_text("four\n", encoding="utf-8")
    assert log.lines() == ("four",)


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    for text in ("first", "second"):
        written(tmp_path / "file", text)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "second"


def test_commands_are_filled_in_and_say_why_they_failed(tmp_path):
    out = tmp_path / "out"
    command = filled(
        ("sh", "-c", f"echo {{release}} {{colour}} $SHRUTIK_RELEASE_ID > {out}"), ReleaseInColour("blue", "1.0")
    )
    run(command, "1.0")
    assert out.read_text(encoding="utf-8") == "blue 1.0 1.0\n".replace("blue 1.0", "1.0 blue", 1)
    with pytest.raises(Unavailable, match="ended with 3: no such thing"):
        run(("sh", "-c", "echo no such thing >&2; exit 3"), "")
    with pytest.raises(Unavailable, match="did not run"):
        run((str(tmp_path / "nothing"),), "")


def config_file(tmp_path):
    text = SHIPPED.read_text(encoding="utf-8").replace("/var/lib/shrutik/deploy.json", f"{tmp_path}/state.json")
    (tmp_path / "deploy.toml").write_text(text, encoding="utf-8")
    return str(tmp_path / "deploy.toml")


def test_a_dry_run_tells_the_steps_and_does_nothing(tmp_path):
    file = config_file(tmp_path)
    StateFile(tmp_path / "state.json").keep(Deployment(live=ReleaseInColour("blue", "0.1.0")))
    told = CliRunner().invoke(app, ["deploy", "switch", "0.2.0", "--dry-run", "--config", file])
    assert told.exit_code == 0, told.output
    assert [line.partition(":")[0].partition(",")[0] for line in told.output.splitlines() if line[0] != " "] == [
        *("prepare", "start", "wait until ready", "look", "canary", "switch", "stop")
    ]
    assert "blue (0.1.0) 95 %, green (0.2.0) 5 %" in told.output
    assert StateFile(tmp_path / "state.json").read().phase is Phase.RESTING


def test_the_status_of_a_site_that_does_not_answer_is_told(tmp_path):
    told = CliRunner().invoke(app, ["deploy", "status", "--config", config_file(tmp_path)])
    assert told.exit_code == 0, told.output
    assert told.output.startswith("phase     resting\nlive      none\n")


@pytest.mark.parametrize("earlier", [None, "upstream as it was\n"])
def test_servers_that_nginx_does_not_take_are_taken_back(tmp_path, earlier):
    side = a_config(tmp_path).nginx.model_copy(update={"test": ("false",)})
    config = a_config(tmp_path).model_copy(update={"nginx": side})
    if earlier is not None:
        side.servers_file.write_text(earlier, encoding="utf-8")
    with pytest.raises(Unavailable):
        Host(config, print).point({"blue": 100}, [ReleaseInColour("blue", "1.0.0")])
    left = side.servers_file.read_text(encoding="utf-8") if side.servers_file.exists() else None
    assert left == earlier
