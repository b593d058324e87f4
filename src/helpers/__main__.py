"""``python -m helpers`` is the same as ``rspbook``."""

from helpers.cli import main

if __name__ == "__main__":
    main()
