/// A symmetric matrix of second derivatives, factored, that turns slopes into steps.
struct Curvature {
    private let width: Int
    /// The matrix with its ridge, whole.
    private let matrix: [Double]
    /// Cholesky's lower triangle of it, by rows.
    private let factor: [Double]

    /// Factors the lower triangle of a matrix plus a ridge.
    ///
    /// Columns that depend on each other make it singular; then the diagonal is raised little by little.
    init(_ lower: [Double], width: Int, ridge: [Double]) {
        var matrix = lower
        for row in 0..<width {
            matrix[row * width + row] += ridge[row]
            for column in 0..<row { matrix[column * width + row] = matrix[row * width + column] }
        }
        let largest = (0..<width).map { matrix[$0 * width + $0] }.max() ?? 0
        var raise = max(largest, .leastNormalMagnitude) * 1e-9
        while true {
            var raised = matrix
            for row in 0..<width { raised[row * width + row] += raise }
            if let factor = Self.cholesky(raised, width: width, smallest: raise / 2) {
                self.width = width
                self.matrix = raised
                self.factor = factor
                return
            }
            raise *= 10
        }
    }

    /// The step to the minimum of the quadratic with this curvature and a slope.
    func step(gradient: [Double]) -> [Double] {
        var result = gradient.map { -$0 }
        for row in 0..<width {
            var sum = result[row]
            for column in 0..<row { sum -= factor[row * width + column] * result[column] }
            result[row] = sum / factor[row * width + row]
        }
        for row in stride(from: width - 1, through: 0, by: -1) {
            let value = result[row] / factor[row * width + row]
            result[row] = value
            for column in 0..<row { result[column] -= factor[row * width + column] * value }
        }
        return result
    }

    /// The step to the minimum of that quadratic plus `Σ lasso |point + step|`, signs kept if asked; place 0 is free.
    ///
    /// By coordinate descent, with a threshold at each place (Friedman, Hastie and Tibshirani, 2010).
    func constrainedStep(from point: [Double], gradient: [Double], lasso: [Double], isNonNegative: Bool) -> [Double] {
        var step = [Double](repeating: 0, count: width)
        var slope = gradient
        var largestEver = 0.0
        for _ in 0..<10_000 {
            var largest = 0.0
            for place in 0..<width {
                let diagonal = matrix[place * width + place]
                let current = point[place] + step[place]
                let aim = diagonal * current - slope[place]
                var value: Double
                if isNonNegative, place > 0 {
                    value = max(0, aim - lasso[place]) / diagonal
                } else if aim > lasso[place] {
                    value = (aim - lasso[place]) / diagonal
                } else if aim < -lasso[place] {
                    value = (aim + lasso[place]) / diagonal
                } else {
                    value = 0
                }
                if place == 0 { value = aim / diagonal }
                let change = value - current
                guard change != 0 else { continue }
                // So that a coefficient put to 0 is 0 and not nearly so.
                step[place] = value == 0 ? -point[place] : step[place] + change
                for other in 0..<width { slope[other] += change * matrix[place * width + other] }
                largest = max(largest, abs(change) * diagonal.squareRoot())
            }
            largestEver = max(largestEver, largest)
            if largest <= 1e-10 * largestEver { break }
        }
        return step
    }

    private static func cholesky(_ matrix: [Double], width: Int, smallest: Double) -> [Double]? {
        var factor = matrix
        let isDefinite = factor.withUnsafeMutableBufferPointer { factor in
            for row in 0..<width {
                for column in 0...row {
                    var (s0, s1) = (0.0, 0.0)
                    let (a, b) = (row * width, column * width)
                    var k = 0
                    while k + 1 < column {
                        s0 += factor[a + k] * factor[b + k]
                        s1 += factor[a + k + 1] * factor[b + k + 1]
                        k += 2
                    }
                    if k < column { s0 += factor[a + k] * factor[b + k] }
                    let rest = factor[a + column] - (s0 + s1)
                    if row == column {
                        guard rest > smallest else { return false }
                        factor[a + row] = rest.squareRoot()
                    } else {
                        factor[a + column] = rest / factor[b + column]
                    }
                }
            }
            return true
        }
        return isDefinite ? factor : nil
    }
}
