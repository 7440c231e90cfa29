"""`quizgen schema`: the JSON Schema of a bank's files."""

import click

from quizgen.cli.terminal import print_json


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a bank’s files: with it an editor completes and explains."""
    import json

    from quizgen.bank.jsonschema import schema

    print_json(json.dumps(schema(), ensure_ascii=False, indent=2))
