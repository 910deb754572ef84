import CLightGBM
import Synchronization

/// Lets one call at a time change or use LightGBM's number of threads.
///
/// LightGBM keeps that number in one variable of the process. A batch prediction sizes its buffers by it and reads it again: another
/// call that asked for more threads in between could make it write outside them. And a training goes on with whatever number the
/// last call asked for. So the calls that bin, grow trees or predict in batches take turns; a training gives way between two rounds.
enum ThreadGate {
    private static let current = Mutex(0)

    /// Runs a call whose parameters set the number of threads.
    static func setting(_ threads: Int, _ call: () throws(LightGBMError) -> Void) throws(LightGBMError) {
        try current.withLock { (current: inout Int) throws(LightGBMError) in
            current = threads
            try call()
        }
    }

    /// Runs a call that uses the number of threads that happens to be set.
    static func alone(_ call: () throws(LightGBMError) -> Void) throws(LightGBMError) {
        try current.withLock { (_: inout Int) throws(LightGBMError) in try call() }
    }

    /// Runs a call on a booster, which goes by the number of threads that was set last: set again, if another call changed it.
    static func keeping(
        _ threads: Int,
        of booster: BoosterHandle,
        columns: Int,
        _ call: () throws(LightGBMError) -> Void
    ) throws(LightGBMError) {
        try current.withLock { (current: inout Int) throws(LightGBMError) in
            if current != threads {
                // No function sets it alone; preparing to predict one row does, and changes nothing else.
                let prepared = try unsafe LightGBMLibrary.made(.trainingFailed) { handle in
                    unsafe LGBM_BoosterPredictForMatSingleRowFastInit(
                        booster, PredictionKind.logOdds.code, 0, -1, float32, Int32(columns),
                        "num_threads=\(threads) verbosity=-1", &handle
                    )
                }
                unsafe LGBM_FastConfigFree(prepared)
                current = threads
            }
            try call()
        }
    }
}

/// LightGBM's number for values of 32 bits.
let float32: Int32 = 0
