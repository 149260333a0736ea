"""``python -m exoderm`` is the command ``exoderm``, for where the script is not on the path."""

from exoderm.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
