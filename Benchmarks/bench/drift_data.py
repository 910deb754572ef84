"""Two sets of clients for `limpide drift`: columns as a scoring table has them, a tenth of which moved; made once."""

import os
import shutil

from bench.results import DATA

ROWS_AT_ONCE = 50_000


def column(place: int, rows: int, generator, moved: bool):
    """One column's values: amounts, shares, counts, rare amounts and words, in turn."""
    import numpy as np
    import pyarrow as pa

    shift = 0.4 if moved else 0.0
    kind = place % 7
    if kind == 6:
        words = np.array([f"level {number}" for number in range(3 + place % 11)])
        weights = 1.0 / np.arange(1, len(words) + 1)
        if moved:
            weights = weights[::-1]
        codes = generator.choice(len(words), size=rows, p=weights / weights.sum())
        return pa.DictionaryArray.from_arrays(pa.array(codes, type=pa.int32()), pa.array(words)).cast(pa.string())
    if kind == 0:
        values = np.exp(generator.normal(11 + shift, 0.6, rows))
    elif kind == 1:
        values = generator.beta(2 + shift, 3, rows)
    elif kind == 2:
        values = generator.poisson(3 + 3 * shift, rows)
    elif kind == 3:
        values = generator.normal(shift, 1, rows)
    elif kind == 4:
        values = np.where(generator.random(rows) < 0.8, 0, generator.exponential(1000 * (1 + shift), rows))
    else:
        values = np.round(generator.gamma(2, 1000, rows) * (1 + shift), -1)
    values = values.astype(np.float32)
    missing = (place * 37 % 60) / 100
    values[generator.random(rows) < missing] = np.nan
    return pa.array(values, from_pandas=True)


def made(columns: int, reference: int, current: int) -> tuple[str, str]:
    """The two Parquet files, written when they are not there."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = os.path.join(DATA, f"drift-{columns}-{reference}-{current}")
    files = os.path.join(folder, "reference.parquet"), os.path.join(folder, "current.parquet")
    if os.path.exists(os.path.join(folder, "whole")):
        return files
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for side, (file, rows) in enumerate(zip(files, (reference, current))):
        writer = None
        for start in range(0, rows, ROWS_AT_ONCE):
            count = min(ROWS_AT_ONCE, rows - start)
            arrays = [
                column(place, count, np.random.default_rng([place, side, start]), side == 1 and place % 10 == 0)
                for place in range(columns)
            ]
            table = pa.table(arrays, names=[f"c{place:03}" for place in range(columns)])
            writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
            writer.write_table(table)
        writer.close()
    open(os.path.join(folder, "whole"), "w").close()
    return files


def sampled(files: tuple[str, str], columns: int) -> tuple[str, str]:
    """The same files with every n-th column, so that about so many are left."""
    import pyarrow.parquet as pq

    folder = os.path.join(os.path.dirname(files[0]), f"sample-{columns}")
    small = os.path.join(folder, "reference.parquet"), os.path.join(folder, "current.parquet")
    if os.path.exists(os.path.join(folder, "whole")):
        return small
    os.makedirs(folder, exist_ok=True)
    for file, target in zip(files, small):
        names = pq.read_schema(file).names
        step = max(1, len(names) // columns)
        # One more than the step, so that every kind of column is there.
        chosen = [names[(place * (step + 1)) % len(names)] for place in range(min(columns, len(names)))]
        pq.write_table(pq.read_table(file, columns=list(dict.fromkeys(chosen))), target, compression="zstd")
    open(os.path.join(folder, "whole"), "w").close()
    return small
