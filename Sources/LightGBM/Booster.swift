import CLightGBM

/// A trained model: trees that predict.
@safe public final class Booster: @unchecked Sendable {
    // @unchecked because: the handle never changes, and the library locks the model itself.
    let handle: BoosterHandle

    /// How many rounds of trees the model has.
    public let roundCount: Int
    /// The features' names, in the order of the columns to predict from.
    public let featureNames: [String]

    /// Reads a model from its text.
    ///
    /// The text's form is checked whole, and what its numbers point to; that they are the right ones, only a digest can tell.
    ///
    /// - Throws: `corruptModel`, `libraryMissing`.
    public init(text: String) throws(LightGBMError) {
        try LightGBMLibrary.load()
        try ModelText.check(text)
        var rounds: Int32 = 0
        var made: BoosterHandle?
        try ThreadGate.alone { () throws(LightGBMError) in
            unsafe made = try LightGBMLibrary.made(.corruptModel) { out in
                unsafe LGBM_BoosterLoadModelFromString(text, &rounds, &out)
            }
        }
        guard let made = unsafe made else {
            throw LightGBMError(code: .corruptModel, message: "LightGBM read no model.")
        }
        unsafe handle = made
        roundCount = Int(rounds)
        do throws(LightGBMError) {
            featureNames = try unsafe Self.featureNames(of: made)
        } catch {
            unsafe LGBM_BoosterFree(made)
            throw error
        }
    }

    deinit {
        unsafe LGBM_BoosterFree(handle)
    }

    /// The model as text, which `init(text:)` reads back; predictions are the same to the last bit.
    ///
    /// - Parameter rounds: How many rounds, from the first; nil for all.
    /// - Throws: `invalidArgument` for less than one or more than `roundCount`.
    public func text(rounds: Int? = nil) throws(LightGBMError) -> String {
        if let rounds, rounds < 1 || rounds > roundCount {
            throw LightGBMError(
                code: .invalidArgument,
                message: "The model has \(roundCount) rounds: a text of \(rounds) cannot be made."
            )
        }
        return try unsafe Self.text(of: handle, rounds: rounds)
    }

    /// How a feature's importance is counted.
    public enum Importance: Hashable, Sendable {
        /// By the loss that its splits save, in sum.
        case gain
        /// By the number of its splits.
        case split
    }

    /// The importance of each feature, in the order of `featureNames`; 0 or more.
    public func importance(_ kind: Importance) throws(LightGBMError) -> [Double] {
        var values = [Double](repeating: 0, count: featureNames.count)
        try LightGBMLibrary.check(.invalidArgument) {
            unsafe values.withUnsafeMutableBufferPointer {
                unsafe LGBM_BoosterFeatureImportance(handle, -1, kind == .gain ? 1 : 0, $0.baseAddress)
            }
        }
        return values
    }

    static func text(of handle: BoosterHandle, rounds: Int?) throws(LightGBMError) -> String {
        try unsafe LightGBMLibrary.text(.trainingFailed) { capacity, needed, buffer in
            unsafe LGBM_BoosterSaveModelToString(handle, 0, Int32(rounds ?? -1), 1, capacity, &needed, buffer)
        }
    }

    private static func featureNames(of handle: BoosterHandle) throws(LightGBMError) -> [String] {
        var count: Int32 = 0
        try LightGBMLibrary.check(.corruptModel) { unsafe LGBM_BoosterGetNumFeature(handle, &count) }
        return try unsafe LightGBMLibrary.names(count: Int(count)) { count, found, capacity, needed, buffers in
            unsafe LGBM_BoosterGetFeatureNames(handle, count, &found, capacity, &needed, buffers)
        }
    }
}
