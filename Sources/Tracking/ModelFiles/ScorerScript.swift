/// The Python file that goes with a model: what MLflow loads to serve it.
enum ScorerScript {
    static let module = "limpide_scorer"

    /// Needs numpy, pandas and lightgbm; reads two files of the model's folder, runs nothing of them.
    static let text = """
        \"""Scores clients with the trees of this folder; loaded by MLflow as a python_function.\"""

        import json
        import os

        import lightgbm
        import numpy
        import pandas


        class Scorer:
            \"""Gives the raw score of each row; for a binary model, log-odds.\"""

            def __init__(self, folder):
                with open(os.path.join(folder, "columns.json"), encoding="utf-8") as file:
                    self.columns = json.load(file)
                self.offset = 0.0
                place = os.path.join(folder, "offset.json")
                if os.path.exists(place):
                    with open(place, encoding="utf-8") as file:
                        self.offset = json.load(file)
                self.booster = lightgbm.Booster(model_file=os.path.join(folder, "model.lgb"))

            def predict(self, frame, params=None):
                if not isinstance(frame, pandas.DataFrame):
                    frame = pandas.DataFrame(frame, columns=[column["name"] for column in self.columns])
                # 32 bits, as in training; a column that is not there is missing.
                matrix = numpy.full((len(frame), len(self.columns)), numpy.nan, dtype=numpy.float32)
                for position, column in enumerate(self.columns):
                    if column["name"] not in frame:
                        continue
                    values = frame[column["name"]]
                    levels = column.get("levels")
                    if levels is None:
                        matrix[:, position] = pandas.to_numeric(values).to_numpy(dtype=numpy.float64, na_value=numpy.nan)
                    else:
                        codes = pandas.Index(levels, dtype=object).get_indexer(values.astype(object))
                        matrix[:, position] = numpy.where(codes < 0, numpy.nan, codes)
                return self.booster.predict(matrix, raw_score=True) + self.offset


        def _load_pyfunc(path):
            return Scorer(path)

        """
}
