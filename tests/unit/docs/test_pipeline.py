"""Parts of the pipeline: names of releases, records by which a run goes on, signatures, a workflow that calls them."""

import dataclasses
import importlib
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
PIPELINE = ROOT / "deploy" / "pipeline"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
STEPS = ("build", "test", "sbom", "sign", "staging", "smoke", "load", "promote")


@pytest.fixture(scope="module")
def parts():
    """The modules of the pipeline, which are found from their own folder."""
    sys.path.insert(0, str(PIPELINE))
    try:
        yield {name: importlib.import_module(name) for name in ("building", "records", "signing", "steps")}
    finally:
        sys.path.remove(str(PIPELINE))


@pytest.mark.parametrize(
    ("tags", "release"),
    [([], "0.2.0+g0123456789"), (["v0.2.0"], "0.2.0"), (["v0.1.0", "other"], "0.2.0+g0123456789")],
)
def test_a_release_is_a_version_or_a_commit_on_its_way_to_one(parts, tags, release):
    assert parts["building"].release_of("0.2.0", COMMIT, tags) == release


def test_a_step_is_done_once_for_the_same_inputs_and_its_failure_leaves_no_record(parts, tmp_path):
    records = parts["records"].Records(tmp_path)
    inputs = {"commit": COMMIT}
    with records.timed("build", inputs):
        assert not records.is_done("build", inputs)
    assert records.is_done("build", inputs)
    assert not records.is_done("build", {"commit": "another"})
    records.check(["build"])
    with pytest.raises(RuntimeError), records.timed("build", inputs):
        raise RuntimeError
    with pytest.raises(parts["records"].Failed, match="first comes build"):
        records.check(["build"])


@pytest.fixture
def two_commits(tmp_path):
    """A repository, and the ids of two commits in it."""
    folder, who = tmp_path / "repository", ("-c", "user.name=a", "-c", "user.email=a@example.org")

    def git(*words):
        return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

    folder.mkdir()
    git("init", "--quiet")
    commits = []
    for said in ("one", "two"):
        git(*who, "commit", "--quiet", "--allow-empty", "--message", said)
        commits.append(git("rev-parse", "HEAD"))
    return folder, commits


@pytest.fixture
def pipeline(parts, tmp_path, two_commits, monkeypatch):
    """The command on that repository, with steps that do next to nothing; and those that it did, in order."""
    out, did = tmp_path / "out", []
    for name, step in parts["steps"].STEPS.items():

        def run(given, name=name):
            did.append(name)
            if name == "build":
                (out / "dist").mkdir(exist_ok=True)
                for path in (out / "dist" / "shrutik.whl", out / "dist" / "shrutik.tar.gz", out / "release.json"):
                    path.write_text(given.commit, encoding="utf-8")

        monkeypatch.setitem(parts["steps"].STEPS, name, dataclasses.replace(step, run=run))
    site = tmp_path / "deploy.toml"
    site.touch()
    given = ["--out", out, "--repository", two_commits[0], "--staging", site, "--production", site]
    main = runpy.run_path(str(PIPELINE / "__main__.py"))["main"]
    return lambda *words: main([*map(str, (*words, *given))]), did


def test_nothing_is_promoted_on_the_tests_of_another_commit(pipeline, two_commits, capsys):
    called, did = pipeline
    one, two = two_commits[1]
    assert called("all", "--commit", one) == 0
    assert called("build", "--commit", two) == 0
    did.clear()
    for name in ("sign", "staging", "promote"):
        assert called(name, "--commit", two) == 1
        told = capsys.readouterr().err
        assert (
            told
            == f"{name}: first comes test once more: since then release.json, shrutik.tar.gz, shrutik.whl changed\n"
        )
    assert did == []
    assert called("all", "--commit", two) == 0
    assert did == [name for name in STEPS if name != "build"]
    assert called("promote", "--commit", one) == 0


def test_what_was_exchanged_since_its_test_is_named_and_built_anew(pipeline, two_commits, tmp_path, capsys):
    called, did = pipeline
    one, _ = two_commits[1]
    assert called("all", "--commit", one) == 0
    (tmp_path / "out" / "dist" / "shrutik.whl").write_text("other", encoding="utf-8")
    assert called("promote", "--again", "--commit", one) == 1
    assert "shrutik.whl changed" in capsys.readouterr().err
    did.clear()
    assert called("all", "--commit", one) == 0
    assert did[0] == "build"


def test_what_is_signed_holds_and_what_was_changed_or_renamed_does_not(parts, tmp_path):
    signing, failed = parts["signing"], parts["records"].Failed
    dist, keys = tmp_path / "dist", tmp_path / "keys"
    dist.mkdir()
    keys.mkdir()
    for name in ("a.whl", "SHA256SUMS"):
        (dist / name).write_text(name, encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        signing.check_all(tmp_path, None)
    signing.sign_all(tmp_path, keys, "0.2.0")
    signing.check_all(tmp_path, None)
    (dist / "a.whl.minisig").rename(dist / "kept")
    (dist / "kept").rename(dist / "b.whl.minisig")
    (dist / "a.whl").rename(dist / "b.whl")
    with pytest.raises(failed, match=r"b\.whl bears the signature of a\.whl"):
        signing.check_all(tmp_path, None)
    (dist / "SHA256SUMS").write_text("other", encoding="utf-8")
    with pytest.raises(failed, match="SHA256SUMS"):
        signing.check_all(tmp_path, None)
    (dist / "SHA256SUMS.minisig").unlink()
    with pytest.raises(failed, match="is not signed"):
        signing.check_all(tmp_path, None)


def test_every_step_comes_after_those_that_it_names(parts):
    names = list(parts["steps"].STEPS)
    for name, step in parts["steps"].STEPS.items():
        assert all(names.index(before) < names.index(name) for before in step.after)


def test_the_workflow_calls_the_steps_and_nothing_of_its_own(parts):
    text = (PIPELINE / "workflow.yml").read_text(encoding="utf-8")
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    runs = [step["run"] for step in steps if "run" in step]
    called = [word for run in runs for word in run.split() if word in parts["steps"].STEPS and "pipeline" in run]
    assert [name for name in called if name != "build"] == [name for name in parts["steps"].STEPS if name != "build"]
    assert all(run.startswith(("python deploy/pipeline ", "pip install ")) for run in runs)
    page = (ROOT / "docs" / "how-to" / "deliver.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(parts["steps"].STEPS)


def test_help_names_the_steps_and_a_step_too_early_is_told(tmp_path):
    environment = {"PYTHONPATH": ":".join(str(ROOT / one) for one in ("src", "src/adapters", "src/entrypoints"))}
    told = subprocess.run(
        [sys.executable, PIPELINE, "--help"], capture_output=True, text=True, check=True, env=environment
    )
    assert "staging" in told.stdout
    early = [sys.executable, PIPELINE, "sign", "--out", tmp_path]
    done = subprocess.run(early, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (1, "sign: first comes build, test, sbom\n")


def test_the_shell_script_of_colours_can_be_read():
    subprocess.run(["sh", "-n", ROOT / "deploy" / "blue-green" / "shrutik-colour"], check=True)
