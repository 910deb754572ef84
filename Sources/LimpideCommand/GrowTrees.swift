import ArgumentParser
import Features
import FeaturesDuckDB
import Foundation
import LightGBM
import Modeling
import StagedFiles

/// The command `limpide grow-trees`: trees with LightGBM's own parameters on a folder of features, for measurements.
///
/// It does what a training does between its table and its predictions, and nothing else, so that another program can do the
/// same work on the same matrix.
struct GrowTrees: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Grow trees on the workspace's features with LightGBM's own parameters, and time it.",
        discussion: "Learns from every labelled application and predicts them all: a measure of speed, not of quality.",
        shouldDisplay: false)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var machine: MachineOptions

    @Option(name: .customLong("set"), help: ArgumentHelp("One of LightGBM's parameters.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(help: ArgumentHelp("Trees.", valueName: "n"))
    var trees = 500

    @Option(help: ArgumentHelp("File for the columns' names and levels, as JSON.", valueName: "file"))
    var columns: String

    @Option(help: ArgumentHelp("File for the predictions: log-odds as doubles, little-endian.", valueName: "file"))
    var out: String

    private struct Output: Encodable {
        let rows: Int
        let columns: Int
        let reading: Double
        let binning: Double
        let growing: Double
        let predicting: Double
        /// The median time of one row alone, as a server scores it, in microseconds.
        let rowMicroseconds: Double
    }

    func run() async throws {
        Interruption.watch()
        var given = Parameters(threads: machine.threads)
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw CommandFailure(code: .usage, message: "--set takes name=value, not \(parameter).")
            }
            given[parts[0]] = .text(parts[1])
        }
        let clock = ContinuousClock()
        var last = clock.now
        func lap() -> Double {
            let now = clock.now
            defer { last = now }
            return (now - last) / .seconds(1)
        }
        let (encoder, matrix, labels) = try encoded()
        let reading = lap()
        let booster: Booster, binning: Double, growing: Double, scores: [Double]
        do {
            let data = try Dataset(
                columns: matrix, names: encoder.columns.indices.map { "f\($0)" }, categorical: encoder.categorical,
                labels: labels, parameters: given)
            binning = lap()
            booster = try Booster.train(on: data, parameters: given, rounds: trees).booster
            growing = lap()
            scores = try booster.predict(columns: matrix, kind: .logOdds, threads: machine.threads)
        } catch let error as LightGBMError {
            throw CommandFailure(code: .usage, message: error.message)
        }
        let predicting = lap()
        let single = try singleRow(booster, matrix)
        try StagedPath.write(JSONOutput.data(encoder), to: columns)
        try StagedPath.write(scores.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }, to: out)
        try JSONOutput.print(
            Output(
                rows: labels.count, columns: matrix.count, reading: reading, binning: binning, growing: growing,
                predicting: predicting, rowMicroseconds: single))
    }

    /// The median time of a row alone, in microseconds, over 2,000 rows spread evenly.
    private func singleRow(_ booster: Booster, _ matrix: [[Float]]) throws -> Double {
        let count = matrix.first?.count ?? 0, size = min(2_000, count)
        let rows = (0..<size).map { place in matrix.map { $0[place * count / size] } }
        let clock = ContinuousClock()
        var times: [Double] = []
        do throws(LightGBMError) {
            let predictor = try RowPredictor(booster, kind: .logOdds)
            for row in rows {
                let start = clock.now
                _ = try predictor.predict(row)
                times.append((clock.now - start) / .microseconds(1))
            }
        } catch {
            throw CommandFailure(code: .software, message: error.message)
        }
        return times.sorted()[times.count / 2]
    }

    /// The labelled applications as a learner sees them; the table itself is let go.
    private func encoded() throws -> (FeatureEncoder, [[Float]], [Float]) {
        let table = try machine.features.load(place.features)
        let rows = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        let encoder = FeatureEncoder(fitting: table, rows: rows)
        return (encoder, encoder.encode(table, rows: rows), rows.map { table.outcomes[$0] == true ? 1 : 0 })
    }
}
