"""The whole catalog at full scale: how time and memory grow, what a small memory costs, the SQL engine beside it."""

import json
import os
import shutil
from dataclasses import dataclass

from bench import measure, results

FULL = 356_255
TENTH, THIRD = 35_626, 106_877
SECONDS, BYTES = 120, 6e9


@dataclass
class Case:
    name: str
    clients: int
    arguments: list[str]


def main() -> None:
    parser = results.options("limpide features with the whole catalog, up to full scale.", repeats=2)
    parser.add_argument("--full", type=int, default=FULL, help="clients at full scale; the others are shares of it")
    parser.add_argument("--memory", default="1GB", help="the small limit to try")
    options = results.parse(parser)
    program = results.Program("features-full")
    whole = options.full
    tenth, third = (TENTH, THIRD) if whole == FULL else (round(whole * 0.1), round(whole * 0.3))
    cases = [
        Case("10 %", tenth, []),
        Case("30 %", third, []),
        Case("100 %", whole, []),
        Case(f"100 %, `--memory {options.memory}`", whole, ["--memory", options.memory]),
        Case("10 %, `--engine sql`", tenth, ["--engine", "sql"]),
    ]
    samples = {case.name: measured(case, program, options) for case in cases}
    shown = {name: each[-1] for name, each in samples.items()}
    full = json.loads(shown["100 %"].output)
    text = "\n\n".join([
        results.facts(program, [], [sample.load for each in samples.values() for sample in each]),
        f"The whole catalog: {full['features']:,} features. Rows at 100 %: "
        f"{results.rows_read(full['tables'], program.generate(whole))}. Medians over undisturbed runs (extremes in "
        f"brackets); a run counts as disturbed when other programs took more than {measure.FOREIGN_LIMIT:.0%} of the "
        "machine's cores meanwhile. \"To table\" is from the first byte of CSV to the feature table in its place; the "
        "wall time also holds the start and the report of every feature.",
        results.table(
            ["", "clients", "to table, s", "wall, s", "CPU, s", "peak memory, MB", "to table, s per 100,000 clients",
             "CPU, s per 100,000 clients", "undisturbed runs"],
            [row(case, samples[case.name]) for case in cases],
        ),
        *verdicts(samples, options.memory),
    ])  # fmt: skip
    results.publish("features-full", text, options.update)


def measured(case: Case, program: results.Program, options) -> list[measure.Sample]:
    data = program.generate(case.clients)
    workspace = os.path.join(results.WORK, "features-full")
    measure.say(case.name)

    def features() -> measure.Sample:
        return measure.run([
            program.binary, "features", "--data", data, "--workspace", workspace, "--catalog", program.catalog,
            "--threads", str(options.threads), "--json", *case.arguments,
        ])  # fmt: skip

    found = measure.interleaved({case.name: features}, options.repeats, tell)[case.name]
    shutil.rmtree(workspace, ignore_errors=True)
    return found


def to_table(sample: measure.Sample) -> float:
    return json.loads(sample.output)["seconds"]


def tell(sample: measure.Sample) -> str:
    return f"{to_table(sample):.2f} s to the table, {measure.tell_run(sample)}"


def row(case: Case, samples: list[measure.Sample]) -> list[str]:
    share = 100_000 / case.clients
    return [
        case.name, f"{case.clients:,}", results.spread(samples, to_table), results.spread(samples, lambda s: s.wall),
        results.spread(samples, lambda s: s.cpu), results.spread(samples, lambda s: s.rss, results.megabytes),
        results.spread(samples, lambda s: share * to_table(s)), results.spread(samples, lambda s: share * s.cpu),
        results.rounds(samples),
    ]  # fmt: skip


def verdicts(samples: dict[str, list[measure.Sample]], memory: str) -> list[str]:
    """What the figures say, in sentences."""

    def middle(name: str, read) -> float:
        return measure.median(samples[name], read)

    small = f"100 %, `--memory {memory}`"
    seconds, size = middle("100 %", to_table), middle("100 %", lambda s: s.rss)
    cost = {name: middle(name, lambda s: s.cpu) for name in samples}
    clients = {name: json.loads(each[-1].output)["clients"] for name, each in samples.items()}
    growth = (cost["100 %"] / clients["100 %"]) / (cost["10 %"] / clients["10 %"])
    sql = cost["10 %, `--engine sql`"] / cost["10 %"]
    return [
        f"Target at 100 %: {SECONDS} s to the table and {BYTES / 1e9:.0f} GB. Time {results.met(seconds <= SECONDS)} "
        f"({seconds:.0f} s), memory {results.met(size <= BYTES)} ({size / 1e9:.2f} GB).",
        f"Growth: a client costs {growth:.2f} times as much CPU at 100 % as at 10 %; 1 is linear.",
        f"With `--memory {memory}` it finishes, spilling to disk what does not fit: "
        f"{middle(small, to_table) / seconds:.2f} times the time to the table, {cost[small] / cost['100 %']:.2f} times "
        f"the CPU, {middle(small, lambda s: s.rss) / size:.2f} times the peak memory.",
        f"The SQL engine takes {sql:.1f} times the CPU at 10 %.",
    ]


main()
