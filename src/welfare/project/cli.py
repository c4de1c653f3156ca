"""The `welfare` command. Each word is a module in `commands/`; only the one asked for does any work."""

import argparse
import importlib
import pkgutil
import sys
from types import ModuleType

from welfare.project import commands
from welfare.project.trouble import Trouble


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 could not, 2 wrongly asked."""
    words = sys.argv[1:] if arguments is None else arguments
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    asked = words[0].replace("-", "_") if words else ""
    parser = argparse.ArgumentParser(prog="welfare", description="暖流 (Warm Current)")
    choices = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in [asked] if asked in names else names:
        module = importlib.import_module(f"{commands.__name__}.{name}")
        summary = (module.__doc__ or "").strip().splitlines()[0]
        word = name.replace("_", "-")
        child = choices.add_parser(
            word,
            help=summary,
            description=module.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.configure(child)
        child.set_defaults(module=module)
    if asked == "manage":  # everything after it belongs to Django, --help included
        return _run(
            importlib.import_module(f"{commands.__name__}.manage"), argparse.Namespace(words=words[1:])
        )
    chosen = parser.parse_args(words)
    return _run(chosen.module, chosen)


def _run(module: ModuleType, arguments: argparse.Namespace) -> int:
    try:
        return int(module.run(arguments) or 0)
    except Trouble as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
