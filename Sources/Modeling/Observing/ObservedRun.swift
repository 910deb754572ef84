public import Foundation
import Synchronization

/// A run that an observer hears of: gives its number and spells its events.
public struct ObservedRun: Sendable {
    private static let numbers = Atomic<Int>(0)

    /// Its number within the process, from 1.
    public let number: Int
    /// Who hears of it.
    public let observer: any TrainingObserver

    /// Begins a run.
    public init(_ name: String, parent: ObservedRun? = nil, observer: any TrainingObserver) {
        number = Self.numbers.wrappingAdd(1, ordering: .relaxed).newValue
        self.observer = observer
        observer.observe(.started(run: number, name: name, parent: parent?.number))
    }

    /// Begins a run inside this one.
    public func child(_ name: String) -> ObservedRun { ObservedRun(name, parent: self, observer: observer) }

    /// Tells parameters.
    public func parameters(_ values: [String: String]) { observer.observe(.parameters(run: number, values)) }

    /// Tells words about the run.
    public func tags(_ values: [String: String]) { observer.observe(.tags(run: number, values)) }

    /// Tells figures; a step is a fold, from 1.
    public func metrics(_ values: [String: Double], step: Int? = nil) {
        observer.observe(.metrics(run: number, values, step: step))
    }

    /// Tells the rows learned from.
    public func dataset(_ name: String, digest: String, rows: Int) {
        observer.observe(.dataset(run: number, name: name, digest: digest, rows: rows))
    }

    /// Hands over a file.
    public func artifact(_ name: String, _ content: Data) {
        observer.observe(.artifact(run: number, name: name, content: content))
    }

    /// Tells the bundle that was made.
    public func model(digest: String, folder: String) {
        observer.observe(.model(run: number, digest: digest, folder: folder))
    }

    /// Does the run's work: it is finished when the work returns, failed when it throws.
    public func during<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            let result = try work()
            observer.observe(.finished(run: number))
            return result
        } catch {
            observer.observe(.failed(run: number, reason: (error as? ModelingError)?.message ?? "\(type(of: error))"))
            throw error
        }
    }
}
