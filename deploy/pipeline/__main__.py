"""From a commit to a release that answers, step by step: ``python deploy/pipeline STEP [STEP …] --out FOLDER``.

Each step reads what those before it left in the folder, does one thing, and leaves a record of it. A step whose inputs
are as its record says is not done again, so that a run which was broken off goes on; ``--again`` does it all the same.
``all`` stands for every step in order. The guide: docs/how-to/deliver.md.
"""

import argparse
import sys
from pathlib import Path

from records import Records
from steps import STEPS, Failed, Given, before

HERE = Path(__file__).resolve().parent


def given_by(arguments: list[str]) -> tuple[list[str], bool, Given]:
    """The steps, whether they are done again, and what they work on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="+", choices=[*STEPS, "all"], metavar="STEP", help=", ".join([*STEPS, "all"]))
    parser.add_argument("--out", type=Path, required=True, help="folder of all that is made")
    parser.add_argument("--repository", type=Path, default=HERE.parents[1], help="whose history the commit is in")
    parser.add_argument("--commit", default="HEAD", help="what is built")
    parser.add_argument("--sessions", nargs="+", default=["lint", "unit", "core_alone"], help="of nox, for `test`")
    parser.add_argument("--keys", type=Path, help="folder with release.key, for `sign`")
    parser.add_argument(
        "--public", type=Path, help="public key that signatures must hold by; that of --keys if not given"
    )
    parser.add_argument("--releases", type=Path, default=Path("/opt/shrutik"), help="folder of installed releases")
    parser.add_argument("--extras", default="laptop,redis,s3", help="that are installed")
    parser.add_argument("--staging", type=Path, help="deploy.toml of the staging site")
    parser.add_argument("--production", type=Path, help="deploy.toml of the production site")
    parser.add_argument("--people", type=Path, help="accounts of the staging site, as deploy/load/people.py makes them")
    parser.add_argument("--load-users", type=int, default=32, help="callers at once, for `load`")
    parser.add_argument("--load-seconds", type=int, default=60, help="for which `load` lasts")
    parser.add_argument("--again", action="store_true", help="do a step though its record says that it is done")
    told = vars(parser.parse_args(arguments))
    names, again = told.pop("steps"), told.pop("again")
    return list(STEPS) if "all" in names else names, again, Given(**{**told, "out": told["out"].resolve()})


def main(arguments: list[str]) -> int:
    """Do the steps; 1 if one failed."""
    names, again, given = given_by(arguments)
    records = Records(given.out)
    for name in names:
        step = STEPS[name]
        try:
            records.check(before(name))
            inputs = step.inputs(given)
            if not again and records.is_done(name, inputs):
                print(f"{name}: done already")
                continue
            print(f"{name}: {step.told}", flush=True)
            with records.timed(name, inputs):
                step.run(given)
        except Failed as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
