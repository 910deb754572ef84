import Access
import ArgumentParser
import Catalog
import Drift
import DriftDuckDB
import Features
import Foundation
import Modeling
import Monitoring
import Notifying
import Recording
import Searching
import StagedFiles
import Storage
import Synthesis
import Tracking
import Web

/// How a command ends when it cannot do its work: one clear sentence and an exit code as in sysexits.h.
enum Failure {
    /// Exit codes, named as in sysexits.h.
    enum Code: Int32 {
        case usage = 64, data = 65, noInput = 66, unavailable = 69, software = 70, cannotCreate = 73, inputOutput = 74
        case configuration = 78
    }

    /// Prints the sentence and ends the process; whatever was half-written is removed.
    static func exit(with error: any Error) -> Never {
        StagedPath.discardAll()
        guard let (code, sentence) = explain(error) else { Limpide.exit(withError: error) }
        Terminal.error("limpide: \(sentence)")
        Foundation.exit(code.rawValue)
    }

    /// The code and sentence of an error of ours; nil for the argument parser's own.
    static func explain(_ error: any Error) -> (code: Code, sentence: String)? {
        switch error {
        case let error as CatalogError:
            let count = error.problems.count
            return (.configuration, "the catalog has \(count) problem\(count == 1 ? "" : "s"):\n\(error)")
        case let error as FeatureError:
            let code: Code =
                switch error.code {
                case .missingInput: .noInput
                case .badInput: .data
                case .cannotWrite: .inputOutput
                default: .software
                }
            return (code, error.message)
        case let error as ModelingError:
            let code: Code =
                switch error.code {
                case .unusableData, .corrupt: .data
                case .invalidSetting: .usage
                case .notFound: .noInput
                default: .software
                }
            return (code, error.message)
        case let error as SearchError:
            let code: Code =
                switch error.code {
                case .taken, .busy, .otherSearch, .notFound: .unavailable
                case .damaged: .data
                case .unwritable: .inputOutput
                default: .usage
                }
            return (code, error.message)
        case let error as AccessError:
            let code: Code =
                switch error.code {
                case .malformedHash: .data
                case .failed: .software
                default: .usage
                }
            return (code, error.message)
        case let error as StagedFileError:
            return (error.code == .writeFailed ? .inputOutput : .cannotCreate, error.message)
        case let error as StorageError:
            let code: Code =
                switch error.code {
                case .notFound: .noInput
                case .corrupt, .outdated: .data
                default: .inputOutput
                }
            return (code, error.message)
        case let error as LogError:
            let code: Code =
                switch error.code {
                case .notFound: .noInput
                case .corrupt: .data
                case .key: .configuration
                case .invalid, .conflict, .notAllowed: .usage
                case .unavailable: .unavailable
                default: .inputOutput
                }
            return (code, error.message)
        case let error as DriftError: return (error.code == .invalidSetting ? .usage : .data, error.message)
        case let error as MonitoringError:
            return (error.code == .invalidSetting ? .configuration : .usage, error.message)
        case let error as NotifyingError: return (error.code == .invalid ? .configuration : .unavailable, error.message)
        case let error as DriftFileError:
            let code: Code =
                switch error.code {
                case .notFound: .noInput
                case .unreadable: .data
                default: .software
                }
            return (code, error.message)
        case let error as TrackingError:
            let code: Code =
                switch error.code {
                case .invalid: .usage
                case .notFound: .noInput
                case .damaged: .data
                case .unwritable: .inputOutput
                default: .unavailable
                }
            return (code, error.message)
        case let error as SynthesisError: return (.usage, error.message)
        case let error as WebError: return (.unavailable, error.message)
        case let error as CommandFailure: return (error.code, error.message)
        default:
            // The argument parser explains its own errors; anything else is ours to own up to.
            let parsers = ["CommandError", "ValidationError", "CleanExit", "ExitCode", "ParserError"]
            let type = String(describing: Swift.type(of: error))
            return parsers.contains(type)
                ? nil : (.software, "something went wrong that should not have (\(type)); please report it.")
        }
    }
}

/// A failure that a command finds itself.
struct CommandFailure: Error {
    let code: Failure.Code
    let message: String
}
