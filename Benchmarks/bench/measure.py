"""Runs programs and measures them: wall clock, CPU seconds, peak memory, and what else the machine did meanwhile.

Only the standard library is imported: a child's peak memory starts from its parent's.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

CORES = os.cpu_count() or 1
TICK = os.sysconf("SC_CLK_TCK")
# A measurement is disturbed when other programs took more than this share of the machine's cores.
FOREIGN_LIMIT = 0.05


@dataclass
class Sample:
    wall: float  # seconds
    cpu: float  # seconds, user and system, all threads
    rss: int  # bytes, at the peak
    foreign: float  # share of all cores that other programs and the hypervisor took
    load: float  # load average over one minute, before
    output: str = ""
    messages: str = ""
    clean: bool = True  # whether its round was undisturbed


def busy_seconds() -> float:
    """CPU seconds that the machine has worked since it started, stolen time included."""
    with open("/proc/stat") as file:
        fields = [int(text) for text in file.readline().split()[1:9]]
    user, nice, system, _idle, _wait, irq, soft, steal = fields
    return (user + nice + system + irq + soft + steal) / TICK


def load() -> float:
    return os.getloadavg()[0]


# Seconds left to wait for a quiet machine: past them, figures are taken as they come, and marked.
patience = 900.0


def wait_quiet(most: float = 300) -> None:
    """Waits until other programs leave the cores alone for a second, `most` seconds at the longest."""
    global patience
    begin = time.monotonic()
    told = False
    while True:
        before, start = busy_seconds(), time.monotonic()
        time.sleep(1)
        share = (busy_seconds() - before) / (time.monotonic() - start) / CORES
        waited = time.monotonic() - begin
        if share <= FOREIGN_LIMIT or waited > min(most, patience):
            patience -= max(0, waited - 1.1)
            return
        if not told:
            say(f"  the machine is busy ({share:.0%}, load {load():.2f}): waiting")
            told = True


def text(file) -> str:
    file.seek(0)
    return file.read()


def prepare(command: list[str]) -> str:
    """Runs a program to its end without measuring it, quiet machine or not; returns what it prints."""
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} ended with {ended.returncode}:\n{ended.stderr[-3000:]}")
    return ended.stdout


def run(command: list[str], environment: dict[str, str] | None = None) -> Sample:
    """Runs a program to its end."""
    wait_quiet()
    before_load, busy, start = load(), busy_seconds(), time.perf_counter()
    # Files, because nobody reads pipes before the end, and a full one would hold the program up.
    with tempfile.TemporaryFile("w+") as written, tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=written, stderr=told, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output, messages = text(written), text(told)
    if process.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} ended with {process.returncode}:\n{messages[-3000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    foreign = max(0.0, busy_seconds() - busy - cpu) / (wall * CORES)
    return Sample(wall, cpu, usage.ru_maxrss * 1024, foreign, before_load, output, messages)


def interleaved(tasks: dict, repeats: int, tell, limit: float = FOREIGN_LIMIT) -> dict[str, list]:
    """Runs tasks in turn until `repeats` rounds were undisturbed, twice as many rounds at most; a single one stays single.

    A round in which one task was disturbed counts for none: a quiet run is never set against a noisy one. Each task
    returns something with `foreign`, and gets `clean`; `tell` puts it into words.
    """
    samples: dict[str, list] = {name: [] for name in tasks}
    done = 0
    for _ in range(2 * repeats if repeats > 1 else 1):
        if done == repeats:
            break
        turn = {name: task() for name, task in tasks.items()}
        clean = all(sample.foreign <= limit for sample in turn.values())
        done += clean
        for name, sample in turn.items():
            sample.clean = clean
            samples[name].append(sample)
            mark = "" if sample.foreign <= limit else f"  disturbed: others took {sample.foreign:.0%}"
            say(f"  {name}: {tell(sample)}{mark}")
    return samples


def tell_run(sample: Sample) -> str:
    return f"{sample.wall:.2f} s wall, {sample.cpu:.2f} s CPU, {sample.rss / 1e6:.0f} MB"


def kept(samples: list) -> list:
    """The samples of undisturbed rounds; all of them when there is none."""
    return [sample for sample in samples if sample.clean] or samples


def median(samples: list, figure) -> float:
    return statistics.median(figure(sample) for sample in kept(samples))


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
