import CLightGBM

extension Booster {
    /// Predicts many rows.
    ///
    /// - Parameters:
    ///   - columns: The features' columns in the order of `featureNames`, all of the same length; NaN is missing.
    ///   - kind: What to predict.
    ///   - threads: Threads to use, 1 or more.
    /// - Returns: One value for each row; for contributions, row after row, one for each feature and the expected value.
    /// - Throws: `invalidArgument` for a wrong number of columns, lengths that differ, or no thread; `predictionFailed`.
    /// - Complexity: About 25 µs for a row and 500 trees on one core; contributions about 3 ms. Copies no column.
    public func predict(
        columns: [[Float]],
        kind: PredictionKind,
        threads: Int
    ) throws(LightGBMError) -> [Double] {
        guard columns.count == featureNames.count, threads >= 1 else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "The model needs \(featureNames.count) columns and at least one thread; "
                    + "\(columns.count) columns and \(threads) threads were given."
            )
        }
        if columns.allSatisfy(\.isEmpty) { return [] }
        let rows = try commonLength(of: columns)
        var values = [Double](repeating: 0, count: try rows * valuesPerRow(kind))
        var count: Int64 = 0
        try ThreadGate.setting(threads) { () throws(LightGBMError) in
            try unsafe withArrowStream(of: columns, rows: rows) { (stream) throws(LightGBMError) in
                try LightGBMLibrary.check(.predictionFailed) {
                    unsafe values.withUnsafeMutableBufferPointer {
                        unsafe LGBM_BoosterPredictForArrowStream(
                            handle, stream, kind.code, 0, -1, "num_threads=\(threads) verbosity=-1", &count,
                            $0.baseAddress
                        )
                    }
                }
            }
        }
        return values
    }

    /// How many values a row's prediction has: 1, or one for each feature and one more; times the classes, when there are several.
    func valuesPerRow(_ kind: PredictionKind) throws(LightGBMError) -> Int {
        var count: Int64 = 0
        try LightGBMLibrary.check(.predictionFailed) {
            unsafe LGBM_BoosterCalcNumPredict(handle, 1, kind.code, 0, -1, &count)
        }
        return Int(count)
    }
}
