"""``python -m shrutik_cli``: the same as ``shrutik``."""

from shrutik_cli import main

if __name__ == "__main__":
    main()
