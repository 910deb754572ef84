import CLightGBM

extension Booster {
    /// Trains a model.
    ///
    /// Blocks its thread to the end: run it off the cooperative pool.
    ///
    /// With `deterministic` and `force_col_wise` (or `force_row_wise`) true, the same data and parameters give the same model.
    ///
    /// - Parameters:
    ///   - training: The rows to learn from.
    ///   - validation: The rows to watch, made with `training` as reference.
    ///   - parameters: LightGBM's, such as `objective`, `learning_rate`, `metric`. Parameters of the data set may be repeated, not
    ///     changed.
    ///   - rounds: How many rounds at most, 1 or more.
    ///   - earlyStopping: When to stop before, by the first metric; needs `validation`.
    ///   - onRound: Called after each round, on the same thread.
    /// - Throws: `invalidArgument`, `invalidParameter`, `trainingFailed`; what `onRound` throws.
    public static func train(
        on training: Dataset,
        validation: Dataset? = nil,
        parameters: Parameters,
        rounds: Int,
        earlyStopping: EarlyStopping? = nil,
        onRound: (RoundReport) throws -> RoundDecision = { _ in .go }
    ) throws -> TrainedBooster {
        try check(rounds, earlyStopping, validation)
        let run = try TrainingRun(on: training, validation: validation, parameters: parameters)
        if earlyStopping != nil, run.metricNames.isEmpty {
            throw LightGBMError(code: .invalidParameter, message: "Early stopping needs a metric among the parameters.")
        }
        var history: [RoundReport] = []
        var best: (round: Int, value: Double)?
        var end = TrainingEnd.allRounds
        while history.count < rounds {
            if try run.addRound() {
                end = .noMoreSplits
                break
            }
            let round = history.count + 1
            let metrics = try run.metrics()
            if let first = metrics.first, first.isBetter(than: best?.value, by: earlyStopping?.minimumDelta ?? 0) {
                best = (round, first.value)
            }
            let report = RoundReport(
                round: round,
                maximumRounds: rounds,
                metrics: metrics,
                bestRound: best?.round ?? round
            )
            history.append(report)
            if try onRound(report) == .stop {
                end = .asked
                break
            }
            if let earlyStopping, round - (best?.round ?? 0) >= earlyStopping.rounds {
                end = .noBetterRound
                break
            }
        }
        let kept = earlyStopping == nil ? history.count : best?.round ?? history.count
        // Read back from its text: what predicts now is what will be saved, and the training's memory is free.
        let booster = try Booster(text: run.text(rounds: max(kept, 1)))
        return TrainedBooster(booster: booster, bestRound: booster.roundCount, history: history, end: end)
    }

    private static func check(
        _ rounds: Int,
        _ earlyStopping: EarlyStopping?,
        _ validation: Dataset?
    ) throws(LightGBMError) {
        guard rounds >= 1 else {
            throw LightGBMError(code: .invalidArgument, message: "A training needs at least one round, not \(rounds).")
        }
        guard let earlyStopping else { return }
        guard validation != nil else {
            throw LightGBMError(code: .invalidArgument, message: "Early stopping needs a data set to validate on.")
        }
        guard earlyStopping.rounds >= 1, earlyStopping.minimumDelta >= 0 else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "Early stopping needs at least one round, and a least difference of 0 or more."
            )
        }
    }
}

extension RoundReport.Metric {
    fileprivate func isBetter(than best: Double?, by delta: Double) -> Bool {
        guard let best else { return !value.isNaN }
        return isBetterWhenGreater ? value > best + delta : value < best - delta
    }
}

/// A training under way: owns the library's booster and keeps the data sets that it points to.
@safe private final class TrainingRun {
    let metricNames: [String]
    private let handle: BoosterHandle
    private let training: Dataset
    private let validation: Dataset?
    private let threads: Int

    init(on training: Dataset, validation: Dataset?, parameters: Parameters) throws(LightGBMError) {
        let text = try parameters.text()
        try LightGBMLibrary.check(.invalidParameter) {
            unsafe LGBM_DatasetUpdateParamChecking(training.parameterText, text)
        }
        var made: BoosterHandle?
        var names: [String] = []
        try ThreadGate.setting(parameters.threads) { () throws(LightGBMError) in
            let booster = try unsafe LightGBMLibrary.made(.invalidParameter) { out in
                unsafe LGBM_BoosterCreate(training.handle, text, &out)
            }
            do throws(LightGBMError) {
                if let validation {
                    try LightGBMLibrary.check(.invalidArgument) {
                        unsafe LGBM_BoosterAddValidData(booster, validation.handle)
                    }
                }
                names = try unsafe Self.metricNames(of: booster)
            } catch {
                unsafe LGBM_BoosterFree(booster)
                throw error
            }
            unsafe made = booster
        }
        guard let made = unsafe made else {
            throw LightGBMError(code: .trainingFailed, message: "LightGBM made no booster.")
        }
        unsafe handle = made
        metricNames = names
        self.training = training
        self.validation = validation
        threads = parameters.threads
    }

    deinit {
        unsafe LGBM_BoosterFree(handle)
    }

    /// Grows one round of trees; true when nothing more could be split.
    func addRound() throws(LightGBMError) -> Bool {
        var finished: Int32 = 0
        try gated { unsafe LGBM_BoosterUpdateOneIter(handle, &finished) }
        return finished == 1
    }

    /// The metrics on the validation rows.
    func metrics() throws(LightGBMError) -> [RoundReport.Metric] {
        guard validation != nil, !metricNames.isEmpty else { return [] }
        var values = [Double](repeating: 0, count: metricNames.count)
        var count: Int32 = 0
        try gated {
            unsafe values.withUnsafeMutableBufferPointer {
                unsafe LGBM_BoosterGetEval(handle, 1, &count, $0.baseAddress)
            }
        }
        return zip(metricNames, values).map { RoundReport.Metric(name: $0, value: $1) }
    }

    func text(rounds: Int) throws(LightGBMError) -> String {
        try unsafe Booster.text(of: handle, rounds: rounds)
    }

    private func gated(_ call: () -> Int32) throws(LightGBMError) {
        try unsafe ThreadGate.keeping(threads, of: handle, columns: training.names.count) { () throws(LightGBMError) in
            try LightGBMLibrary.check(.trainingFailed, call)
        }
    }

    private static func metricNames(of handle: BoosterHandle) throws(LightGBMError) -> [String] {
        var count: Int32 = 0
        try LightGBMLibrary.check(.trainingFailed) { unsafe LGBM_BoosterGetEvalCounts(handle, &count) }
        return try unsafe LightGBMLibrary.names(count: Int(count)) { count, found, capacity, needed, buffers in
            unsafe LGBM_BoosterGetEvalNames(handle, count, &found, capacity, &needed, buffers)
        }
    }
}
