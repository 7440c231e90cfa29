"""`quizgen rules`: all codes, or one explained."""

import click


@click.command("rules")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """List the rules, and the faults that are always told; with a CODE explain one, with an example."""
    from quizgen.rules.explain import describe_code, rule_table

    click.echo(describe_code(code) if code else rule_table())
