import Foundation

/// The text format of Prometheus, version 0.0.4.
struct PrometheusText {
    static let type = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    init(_ metrics: Metrics, model: String, version: String) {
        let state = metrics.snapshot
        head("limpide_info", "gauge", "The version and the model that decides.")
        line("limpide_info", [("version", version), ("model", model)], 1)

        head("limpide_requests_total", "counter", "Requests answered.")
        for (route, histogram) in state.requests.sorted(by: { $0.key < $1.key }) {
            line("limpide_requests_total", labels(route), Double(histogram.total))
        }
        head("limpide_request_seconds", "histogram", "Time to the answer's head.")
        for (route, histogram) in state.requests.sorted(by: { $0.key < $1.key }) {
            self.histogram("limpide_request_seconds", labels(route), histogram, Metrics.latencies)
        }
        head("limpide_decisions_total", "counter", "Scores computed, by where they were asked for and their answer.")
        for (answer, count) in state.decisions.sorted(by: { $0.key < $1.key }) {
            line(
                "limpide_decisions_total", [("source", answer.source.rawValue), ("status", answer.status)],
                Double(count))
        }
        head("limpide_probability", "histogram", "Probabilities of default that were computed.")
        histogram("limpide_probability", [], state.scores, Metrics.probabilities)
        head("limpide_sampled_rows_total", "counter", "Rows whose unknown values were counted.")
        line("limpide_sampled_rows_total", [], Double(state.sampledRows))
        head("limpide_unknown_values_total", "counter", "Unknown values in the sampled rows, by family of features.")
        for (family, count) in zip(metrics.families, state.unknown) {
            line("limpide_unknown_values_total", [("family", family)], Double(count))
        }
        if let kilobytes = Self.residentKilobytes {
            head("process_resident_memory_bytes", "gauge", "Memory of the process.")
            line("process_resident_memory_bytes", [], Double(kilobytes) * 1024)
        }
    }

    private func labels(_ route: Metrics.Route) -> [(String, String)] {
        [("method", route.method), ("route", route.path), ("status", String(route.status))]
    }

    private mutating func head(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let inside = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        let number = value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : value.description
        text += name + (inside.isEmpty ? "" : "{\(inside)}") + " \(number)\n"
    }

    private mutating func histogram(
        _ name: String, _ labels: [(String, String)], _ histogram: Metrics.Histogram, _ bounds: [Double]
    ) {
        var below = 0
        for (count, bound) in zip(histogram.counts, bounds) {
            below += count
            line(name + "_bucket", labels + [("le", bound.description)], Double(below))
        }
        line(name + "_bucket", labels + [("le", "+Inf")], Double(histogram.total))
        line(name + "_sum", labels, histogram.sum)
        line(name + "_count", labels, Double(histogram.total))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// Memory in kilobytes as the system tells it; nil where it does not.
    private static var residentKilobytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        return status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?.split(separator: " ").compactMap {
            Int($0)
        }
        .first
    }
}
