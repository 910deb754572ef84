import CLightGBM
import Glibc

/// Rows to train on or to watch, binned: the columns given are not kept.
@safe public final class Dataset: @unchecked Sendable {
    // @unchecked because: the handle never changes, and the library only reads a data set once it is made.
    let handle: DatasetHandle
    let parameterText: String
    /// The columns' names.
    public let names: [String]
    /// How many rows there are.
    public let rowCount: Int

    /// Bins columns into a data set.
    ///
    /// - Parameters:
    ///   - columns: One array for each feature, all of the same length; NaN is missing. Read in place, and free afterwards.
    ///   - names: The features' names, all different, without spaces and the characters `" , : [ ] { }`.
    ///   - categorical: Which columns hold categories, as codes 0, 1, 2 … ; NaN or a negative code is missing.
    ///   - labels: What to learn, one for each row: 0 or 1 for a binary objective.
    ///   - weights: Each row's weight, 0 or more; nil for 1.
    ///   - reference: The data set trained on, when this one is to validate: its bins are used.
    ///   - parameters: Those that concern binning, such as `max_bin`; others are checked and wait for the training.
    /// - Throws: `invalidArgument` for lengths, names, labels or weights that do not fit; `invalidParameter`; `trainingFailed`.
    /// - Complexity: Nothing is copied, but binning samples `bin_construct_sample_cnt` rows (200,000): 12 bytes for each of their
    ///   values while it runs, then about one byte for each value.
    public init(
        columns: [[Float]],
        names: [String],
        categorical: [Int] = [],
        labels: [Float],
        weights: [Float]? = nil,
        reference: Dataset? = nil,
        parameters: Parameters
    ) throws(LightGBMError) {
        let rows = try commonLength(of: columns)
        try Self.check(names, of: columns)
        try Self.check(labels, weights, rows: rows)
        guard categorical.allSatisfy(columns.indices.contains), Set(categorical).count == categorical.count else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "The categorical columns are numbers from 0 to \(columns.count - 1), each given once."
            )
        }
        if let reference, reference.names != names {
            throw LightGBMError(
                code: .invalidArgument,
                message: "A data set to validate needs the same columns, in the same order, as the one trained on."
            )
        }
        let list = categorical.sorted().map(String.init).joined(separator: ",")
        let own = list.isEmpty ? [] : [Parameters.Entry(name: "categorical_feature", value: .text(list))]
        let text = try parameters.text(adding: own)
        var made: DatasetHandle?
        try ThreadGate.setting(parameters.threads) { () throws(LightGBMError) in
            try unsafe withArrowStream(of: columns, rows: rows) { (stream) throws(LightGBMError) in
                unsafe made = try LightGBMLibrary.made(.trainingFailed) { out in
                    unsafe LGBM_DatasetCreateFromArrowStream(stream, text, reference?.handle, &out)
                }
            }
        }
        guard let made = unsafe made else {
            throw LightGBMError(code: .trainingFailed, message: "LightGBM made no data set.")
        }
        unsafe handle = made
        parameterText = text
        self.names = names
        rowCount = rows
        try setNames()
        try set("label", labels)
        if let weights { try set("weight", weights) }
    }

    deinit {
        unsafe LGBM_DatasetFree(handle)
    }

    private func setNames() throws(LightGBMError) {
        var starts: [UnsafePointer<CChar>?] = unsafe names.map { unsafe UnsafePointer(strdup($0)) }
        defer { unsafe starts.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
        try LightGBMLibrary.check(.invalidArgument) {
            unsafe starts.withUnsafeMutableBufferPointer {
                unsafe LGBM_DatasetSetFeatureNames(handle, $0.baseAddress, Int32(names.count))
            }
        }
    }

    private func set(_ field: String, _ values: [Float]) throws(LightGBMError) {
        try LightGBMLibrary.check(.invalidArgument) {
            unsafe values.withUnsafeBufferPointer {
                unsafe LGBM_DatasetSetField(handle, field, $0.baseAddress, Int32($0.count), float32)
            }
        }
    }

    private static func check(_ names: [String], of columns: [[Float]]) throws(LightGBMError) {
        guard names.count == columns.count else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "There are \(columns.count) columns, but \(names.count) names."
            )
        }
        var seen: Set<String> = []
        for name in names {
            // The text model separates names by spaces, and goes into JSON as it is.
            if name.isEmpty || name.utf8.contains(where: { $0 <= 32 || refused.contains($0) }) {
                throw LightGBMError(
                    code: .invalidArgument,
                    message: "The column name \"\(name)\" is empty, or holds a space or one of \" , : [ ] { }."
                )
            }
            if !seen.insert(name).inserted {
                throw LightGBMError(code: .invalidArgument, message: "The column name \"\(name)\" is given twice.")
            }
        }
    }

    private static let refused = Set("\",:[]{}".utf8)

    private static func check(_ labels: [Float], _ weights: [Float]?, rows: Int) throws(LightGBMError) {
        guard labels.count == rows, weights?.count ?? rows == rows else {
            throw LightGBMError(
                code: .invalidArgument,
                message: "The columns have \(rows) rows, but there are \(labels.count) labels"
                    + (weights.map { " and \($0.count) weights." } ?? ".")
            )
        }
        guard labels.allSatisfy(\.isFinite) else {
            throw LightGBMError(code: .invalidArgument, message: "A label is not a number: every row needs one.")
        }
        guard weights?.allSatisfy({ $0.isFinite && $0 >= 0 }) ?? true else {
            throw LightGBMError(code: .invalidArgument, message: "A weight is negative or not a number.")
        }
    }
}

/// The number of rows of columns that all have the same, at least one.
func commonLength(of columns: [[Float]]) throws(LightGBMError) -> Int {
    guard let rows = columns.first?.count, rows > 0, rows <= Int(Int32.max) else {
        throw LightGBMError(code: .invalidArgument, message: "There must be at least one column and one row.")
    }
    guard let odd = columns.firstIndex(where: { $0.count != rows }) else { return rows }
    throw LightGBMError(
        code: .invalidArgument,
        message: "Column 0 has \(rows) rows, but column \(odd) has \(columns[odd].count)."
    )
}
