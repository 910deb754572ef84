/// What becomes of rows of text that cannot be read.
///
/// A row that can be read but makes no sense (no client, the same client twice, an outcome that is neither 0 nor 1) stops the run
/// in either case, and so do a file that ends in the middle of its compression and words in a Parquet column of numbers.
public enum BadRows: Hashable, Sendable {
    /// The first one stops the run, named by file, line and column.
    case stop
    /// They are left out, listed in ``FeatureManifest/FileName/rejects`` and counted in ``FeatureManifest/rejected``.
    case skip
}
