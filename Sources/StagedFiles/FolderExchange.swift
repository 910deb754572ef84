import Foundation

/// Puts one folder in the place of another, leaving the other at the first's path.
///
/// One system call where the file system can exchange names; otherwise two renames, the older folder first set aside.
/// - Returns: 0, or the error number.
func exchangeFolders(_ staged: String, _ final: String) -> Int32 {
    typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    // The C library declares it only under _GNU_SOURCE, which Swift's overlay does not set.
    if let symbol = dlsym(nil, "renameat2") {
        let exchange: UInt32 = 2
        if unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, staged, AT_FDCWD, final, exchange) == 0 { return 0 }
        guard errno == EINVAL || errno == ENOSYS else { return errno }
    }
    let aside = staged + ".old"
    guard rename(final, aside) == 0 else { return errno }
    guard rename(staged, final) == 0 else {
        let code = errno
        _ = rename(aside, final)
        return code
    }
    return rename(aside, staged) == 0 ? 0 : errno
}
