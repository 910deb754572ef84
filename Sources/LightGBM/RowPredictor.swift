import CLightGBM

/// Predicts one row at a time, as fast as the library can, on one thread; bit for bit as the batch does.
///
/// Made once and used for many rows. Threads may share one, but then wait for each other: better one for each.
@safe public struct RowPredictor: ~Copyable, @unchecked Sendable {
    // @unchecked because: the handle never changes, and the library locks it for each row.
    private let handle: FastConfigHandle
    private let booster: Booster
    private let featureCount: Int
    private let valueCount: Int

    /// What is predicted.
    public let kind: PredictionKind

    /// Prepares the prediction of single rows; waits for a round of a training that runs elsewhere in the process.
    ///
    /// - Throws: `predictionFailed`.
    public init(_ booster: Booster, kind: PredictionKind) throws(LightGBMError) {
        let valueCount = try booster.valuesPerRow(kind)
        let columns = Int32(booster.featureNames.count)
        var made: FastConfigHandle?
        try ThreadGate.setting(1) { () throws(LightGBMError) in
            unsafe made = try LightGBMLibrary.made(.predictionFailed) { out in
                unsafe LGBM_BoosterPredictForMatSingleRowFastInit(
                    booster.handle, kind.code, 0, -1, float32, columns, "num_threads=1 verbosity=-1", &out
                )
            }
        }
        guard let made = unsafe made else {
            throw LightGBMError(code: .predictionFailed, message: "LightGBM prepared nothing.")
        }
        unsafe handle = made
        self.booster = booster
        self.kind = kind
        self.valueCount = valueCount
        featureCount = booster.featureNames.count
    }

    deinit {
        unsafe LGBM_FastConfigFree(handle)
    }

    /// Predicts a row's one value.
    ///
    /// - Parameter row: The features' values in the order of `featureNames`; NaN is missing.
    /// - Throws: `invalidArgument` when the row's length is wrong or the model predicts several values; `predictionFailed`.
    public borrowing func predict(_ row: [Float]) throws(LightGBMError) -> Double {
        guard valueCount == 1 else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "This predictor gives \(valueCount) values for a row: ask for them in an array."
            )
        }
        var value = 0.0
        try unsafe predict(row, into: &value)
        return value
    }

    /// Predicts all values of a row, contributions for one.
    ///
    /// - Parameters:
    ///   - row: The features' values in the order of `featureNames`; NaN is missing.
    ///   - values: Becomes one value for each feature and the expected value, for contributions. An array of that length is used as
    ///     it is, without a new one.
    /// - Throws: `invalidArgument` when the row's length is wrong; `predictionFailed`.
    public borrowing func predict(_ row: [Float], into values: inout [Double]) throws(LightGBMError) {
        if values.count != valueCount { values = [Double](repeating: 0, count: valueCount) }
        try unsafe values.withUnsafeMutableBufferPointer { (buffer) throws(LightGBMError) in
            guard let start = buffer.baseAddress else { return }
            try unsafe predict(row, into: start)
        }
    }

    private borrowing func predict(_ row: [Float], into values: UnsafeMutablePointer<Double>) throws(LightGBMError) {
        // The library does not check it, and would read past the row's end.
        guard row.count == featureCount else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "The model needs \(featureCount) values for a row, but \(row.count) were given."
            )
        }
        var count: Int64 = 0
        guard unsafe LGBM_BoosterPredictForMatSingleRowFast(handle, row, &count, values) == 0 else {
            throw LightGBMError(code: .predictionFailed, message: unsafe String(cString: LGBM_GetLastError()))
        }
    }
}
