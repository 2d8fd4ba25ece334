"""The `baton` command. Exit codes: 0 fine, 2 wrong configuration, 1 anything else; each problem is one line."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from adapters import logs
from adapters.config import FILE, Config, WrongConfig, must_be_supported, read_config
from adapters.problems import Problem
from bot.errors import StoreClosed

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Baton carries work from one hand to the next without dropping it. Without a command it runs.",
)

File = Annotated[Path, typer.Argument(help="The file to write or read.", dir_okay=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace the data that is there; it is moved aside, not deleted.")]


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        run()


@app.command()
def run(
    sample: Annotated[
        bool, typer.Option(help="Without any token serve the sample team; or say that one is missing.")
    ] = True,
) -> None:
    """Start Baton: the sample team in the browser, as long as nothing else is configured."""
    gc.disable()  # while loading, nothing becomes garbage; `serve` turns it on again
    with _one_line():
        config = _config(sample=sample)
        from adapters.run import serve

        if not asyncio.run(serve(config, _say)):
            raise typer.Exit(1)


@app.command()
def setup() -> None:
    """Connect Slack or Discord, step by step; keeps what works in baton.toml and can be stopped at any time."""
    from adapters.setting_up.guided import Guide, checks

    try:
        with _one_line():
            Guide(_Terminal(), FILE, checks(read_config().slack_api_url)).run()
    except (KeyboardInterrupt, typer.Abort, EOFError):
        typer.echo("\nStopped. What worked is kept; `baton setup` goes on from here.")
        raise typer.Exit(1) from None


@app.command()
def doctor(
    private: Annotated[str, typer.Option("--dm", help="Try a private message to slack:U… or discord:123…")] = "",
) -> None:
    """Check configuration, tokens, permissions, store, clock and port, and say how to mend what is wrong."""
    from adapters.doctor import examine

    wrong = False
    for finding in examine(datetime.now(UTC), private):
        typer.echo(f"{'MEND' if finding.wrong else 'OK':5} {finding.about}: {finding.wrong or finding.seen}")
        wrong = wrong or bool(finding.wrong)
    if wrong:
        raise typer.Exit(1)


@app.command("slack-manifest")
def slack_manifest(
    http: Annotated[str, typer.Option(help="For signed HTTP: the public address, as in https://baton.example")] = "",
) -> None:
    """Print the Slack app's manifest: api.slack.com/apps, Create New App, From a manifest."""
    import json

    from adapters.setting_up.slack_manifest import manifest

    if http and not http.startswith("https://"):
        typer.echo("baton: --http is the address Slack reaches Baton at; it begins with https://", err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(manifest(http), indent=2, ensure_ascii=False))


@app.command("discord-invite")
def discord_invite(
    application: Annotated[str, typer.Option("--id", help="The application's id, if DISCORD_TOKEN is not set")] = "",
) -> None:
    """Print the address that invites Baton to a Discord server, with the permissions it needs and why."""
    from adapters.setting_up.discord_invite import (
        PERMISSIONS,
        NoApplication,
        application_of,
        checked,
        invite,
    )

    with _one_line():
        token = read_config().discord_token
    try:
        known = checked(application) if application else application_of(token.get_secret_value() if token else "")
    except NoApplication:
        typer.echo("baton: set DISCORD_TOKEN, or give --id: General Information, Application ID, digits only", err=True)
        raise typer.Exit(2) from None
    typer.echo(invite(known))
    for name, (_, why) in PERMISSIONS.items():
        typer.echo(f"  {name}: to {why}", err=True)


@app.command("export")
def export_team(file: File) -> None:
    """Write everything the team has to FILE as readable JSON, also while Baton runs."""
    with _one_line():
        from adapters.backups import home
        from adapters.exports import write_export

        rows = write_export(home(_config()), file, datetime.now(UTC))
        typer.echo(f"{rows} rows exported to {file}.")


@app.command("import")
def import_team(file: File, force: Force = False) -> None:
    """Read an export into an empty BATON_DATA; nothing is written unless all of it is right."""
    with _one_line():
        from adapters.backup_files import lacking
        from adapters.backups import home, place
        from adapters.exports import read_export

        config, tables = _config(), read_export(file)
        folder = home(config, tables)
        rows = place(tables, file, folder, datetime.now(UTC), force=force)
        _say_lacking(lacking(tables, folder), file)
        typer.echo(f"{rows} rows imported into {folder}. Start Baton with: baton run")


@app.command()
def backup(file: File) -> None:
    """Copy the data to FILE, also while Baton runs; `restore` puts it back, and stock TinyDB opens it."""
    with _one_line():
        from adapters.backups import back_up, home

        rows = back_up(home(_config()), file)
        typer.echo(f"{rows} rows copied to {file}.")


@app.command()
def restore(file: File, force: Force = False) -> None:
    """Put a backup into an empty BATON_DATA, or with --force in the place of what is there."""
    with _one_line():
        from adapters.backup_files import lacking
        from adapters.backups import home, place, read_backup

        config, tables = _config(), read_backup(file)
        folder = home(config, tables)
        rows = place(tables, file, folder, datetime.now(UTC), force=force)
        _say_lacking(lacking(tables, folder), file)
        typer.echo(f"{rows} rows restored to {folder}. Start Baton with: baton run")


def _say_lacking(count: int, file: Path) -> None:
    if count:
        mend = f"Put {file.name}.files beside {file.name} and do this again with --force."
        typer.echo(f"Attached files that are missing: {count}. {mend}", err=True)


def main() -> None:
    app(prog_name="baton")


class _Terminal:
    def say(self, words: str) -> None:
        typer.echo(words)

    def ask(self, question: str, *, hidden: bool = False) -> str:
        answer: str = typer.prompt(question, default="", show_default=False, hide_input=hidden)
        return answer


def _config(*, sample: bool = True) -> Config:
    config = read_config()
    logs.set_up(config.log, config.hidden)
    must_be_supported(config, sample=sample)
    return config


def _say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except WrongConfig as wrong:
        typer.echo(f"baton: {wrong}", err=True)
        raise typer.Exit(2) from None
    except (Problem, StoreClosed) as problem:
        typer.echo(f"baton: {problem}", err=True)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    main()
