"""`python -m lockstep`: the command line where the script is not on the path."""

from lockstep.cli import main

if __name__ == "__main__":
    main()
