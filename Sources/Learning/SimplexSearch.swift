import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The weights, 0 or more and summing to 1, of the mean score with the least log-loss; by Newton steps within the simplex.
struct SimplexSearch {
    private struct Sums {
        var loss = 0.0
        var gradient: [Double]
        var hessian: [Double]
    }

    let scores: [[Double]]
    let labels: [Bool]
    let rowWeights: [Double]?

    func minimum() -> [Double] {
        let learners = scores.count
        var point = [Double](repeating: 1 / Double(learners), count: learners)
        var sums = sums(at: point)
        let total = rowWeights?.reduce(0, +) ?? Double(labels.count)
        for _ in 0..<100 {
            // No weights in the simplex have a loss lower by more than this (Frank and Wolfe, 1956).
            let gap = zip(sums.gradient, point).reduce(0) { $0 + $1.0 * $1.1 } - (sums.gradient.min() ?? 0)
            guard gap > 1e-12 * total else { break }
            let step = step(from: point, sums)
            let fall = zip(sums.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
            guard fall < 0 else { break }
            var size = 1.0
            var isLower = false
            while size > 1e-8, !isLower {
                // Rounding must not leave the simplex.
                var candidate = zip(point, step).map { max(0, $0 + size * $1) }
                let whole = candidate.reduce(0, +)
                candidate = candidate.map { $0 / whole }
                let next = self.sums(at: candidate)
                isLower = next.loss < sums.loss + 1e-4 * size * fall
                if isLower { (point, sums) = (candidate, next) }
                size /= 2
            }
            guard isLower else { break }
        }
        return point
    }

    private func sums(at point: [Double]) -> Sums {
        let learners = scores.count
        let zeros = [Double](repeating: 0, count: learners)
        var sums = Sums(gradient: zeros, hessian: [Double](repeating: 0, count: learners * learners))
        for row in labels.indices {
            var mean = 0.0
            for learner in 0..<learners { mean += point[learner] * scores[learner][row] }
            let weight = rowWeights?[row] ?? 1
            let probability = logistic(mean)
            sums.loss += weight * (log1p(exp(-abs(mean))) + max(0, labels[row] ? -mean : mean))
            let error = weight * (probability - (labels[row] ? 1 : 0))
            let curvature = weight * probability * (1 - probability)
            for left in 0..<learners {
                sums.gradient[left] += error * scores[left][row]
                for right in 0...left {
                    sums.hessian[left * learners + right] += curvature * scores[left][row] * scores[right][row]
                }
            }
        }
        for left in 0..<learners {
            for right in 0..<left { sums.hessian[right * learners + left] = sums.hessian[left * learners + right] }
        }
        return sums
    }

    /// The step to the least of the quadratic within the simplex, moving weight between two learners at a time.
    private func step(from point: [Double], _ sums: Sums) -> [Double] {
        let learners = scores.count
        var step = [Double](repeating: 0, count: learners)
        var slope = sums.gradient
        for _ in 0..<1000 {
            var largest = 0.0
            for left in 0..<learners {
                for right in 0..<left {
                    let (a, b) = (left * learners + left, right * learners + right)
                    let curvature = sums.hessian[a] + sums.hessian[b] - 2 * sums.hessian[left * learners + right]
                    let aim = -(slope[left] - slope[right]) / max(curvature, .leastNormalMagnitude)
                    let (lowest, highest) = (-(point[left] + step[left]), point[right] + step[right])
                    let change = min(max(aim, lowest), highest)
                    guard change != 0, change.isFinite else { continue }
                    step[left] += change
                    step[right] -= change
                    for other in 0..<learners {
                        slope[other] +=
                            change * (sums.hessian[other * learners + left] - sums.hessian[other * learners + right])
                    }
                    largest = max(largest, abs(change))
                }
            }
            if largest < 1e-13 { break }
        }
        return step
    }
}
