import CLightGBM
import Glibc
import NativeLibraries

/// LightGBM's shared library, loaded once at the first use.
enum LightGBMLibrary {
    private static let failure: String? = {
        // Read once, when the OpenMP library comes in: threads that wait must not keep the cores busy (62 s became 9 s beside other
        // work). What the person chose stays.
        unsafe setenv("OMP_WAIT_POLICY", "passive", 0)
        // A few microseconds are waited all the same: small trees ask for the threads again and again, and waking one costs more.
        unsafe setenv("GOMP_SPINCOUNT", "300", 0)
        return unsafe loadFirst(candidatePaths(for: "lib_lightgbm.so", variable: "LIMPIDE_LIGHTGBM")) {
            path, reason, capacity in
            unsafe lightgbm_load(nil, path, reason, capacity)
        }
    }()

    static func load() throws(LightGBMError) {
        if let failure {
            throw LightGBMError(
                code: .libraryMissing,
                message:
                    "LightGBM's library was not found: run `make setup`, or name it in LIMPIDE_LIGHTGBM (\(failure))."
            )
        }
    }

    /// Every name of a parameter that the library knows, aliases included.
    static let parameterNames: Set<String> = {
        let json = unsafe try? text { capacity, needed, buffer in
            unsafe LGBM_DumpParamAliases(capacity, &needed, buffer)
        }
        // A JSON object of arrays of names: what stands between quotes is a name.
        return Set(
            (json ?? "").split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap {
                $0.offset % 2 == 1 ? String($0.element) : nil
            })
    }()

    /// Calls a function that returns 0 or fails; its reason, kept by the library for each thread, is read at once.
    static func check(_ code: LightGBMError.Code, _ call: () -> Int32) throws(LightGBMError) {
        // Silent, thread by thread: `verbosity=-1` reaches only the calls that take parameters.
        unsafe LGBM_RegisterLogCallback { _ in }
        guard call() == 0 else {
            let reason = unsafe String(cString: LGBM_GetLastError())
            throw LightGBMError(code: code, message: reason.isEmpty ? "LightGBM gave no reason." : reason)
        }
    }

    /// Calls a function that makes a handle.
    static func made<Handle>(
        _ code: LightGBMError.Code,
        _ call: (inout Handle?) -> Int32
    ) throws(LightGBMError) -> Handle {
        var handle: Handle?
        try check(code) { call(&handle) }
        guard let handle else { throw LightGBMError(code: code, message: "LightGBM gave nothing back, and no reason.") }
        return handle
    }

    /// Calls a function that writes a text into a buffer, a second time when the first buffer was too small.
    static func text(
        _ code: LightGBMError.Code = .invalidArgument,
        _ call: (_ capacity: Int64, _ needed: inout Int64, _ buffer: UnsafeMutablePointer<CChar>?) -> Int32
    ) throws(LightGBMError) -> String {
        try load()
        var buffer = [CChar](repeating: 0, count: 1 << 20)
        while true {
            var needed: Int64 = 0
            let capacity = Int64(buffer.count)
            try check(code) {
                unsafe buffer.withUnsafeMutableBufferPointer { unsafe call(capacity, &needed, $0.baseAddress) }
            }
            if needed <= capacity {
                return String(
                    decoding: buffer.prefix(Int(max(needed - 1, 0))).map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
            buffer = [CChar](repeating: 0, count: Int(needed))
        }
    }

    /// Calls a function that writes several names.
    static func names(
        count: Int,
        _ call: (
            _ count: Int32, _ found: inout Int32, _ capacity: Int, _ needed: inout Int,
            _ buffers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        ) -> Int32
    ) throws(LightGBMError) -> [String] {
        var capacity = 256
        while true {
            let storage = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(count, 1) * capacity)
            unsafe storage.initialize(repeating: 0)
            defer { unsafe storage.deallocate() }
            var starts: [UnsafeMutablePointer<CChar>?] = unsafe (0..<count).map { index in
                unsafe storage.baseAddress.map { unsafe $0 + index * capacity }
            }
            var found: Int32 = 0
            var needed = 0
            try check(.invalidArgument) {
                unsafe starts.withUnsafeMutableBufferPointer {
                    unsafe call(Int32(count), &found, capacity, &needed, $0.baseAddress)
                }
            }
            if needed <= capacity {
                return unsafe starts.prefix(Int(found)).compactMap { unsafe $0.map { unsafe String(cString: $0) } }
            }
            capacity = needed
        }
    }
}
