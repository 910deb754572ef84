import Statistics

/// The search for the minimum of a logistic regression, in standardised columns.
struct LogisticSearch {
    /// A point, with what is known of the objective there.
    private struct State {
        var point: [Double]
        var sums: LogisticRows.Sums
        var objective: Double
    }

    let rows: LogisticRows
    let settings: LogisticRegression.Settings
    private let ridge: [Double]
    private let lasso: [Double]
    private let totalWeight: Double

    init(rows: LogisticRows, settings: LogisticRegression.Settings) {
        self.rows = rows
        self.settings = settings
        // A coefficient of a column as given is that of the standardised one divided by the deviation.
        ridge = [0] + rows.deviations.map { settings.isStandardised ? settings.l2 : settings.l2 / ($0 * $0) }
        lasso = [0] + rows.deviations.map { settings.isStandardised ? settings.l1 : settings.l1 / $0 }
        totalWeight = rows.weights?.reduce(0, +) ?? Double(rows.labels.count)
    }

    private var isPenalised: Bool { settings.l1 > 0 || settings.l2 > 0 }

    func minimum() -> (point: [Double], convergence: LogisticRegression.Convergence, iterations: Int) {
        let classes = classWeights(rows.labels, weights: rows.weights)
        var start = [Double](repeating: 0, count: rows.width)
        start[0] = logit(classes.bads / (classes.goods + classes.bads))
        var state = evaluated(start, hasHessian: true)
        // The curvature is kept from step to step while steps made with it serve, since it costs the most by far.
        var curvature = Curvature(state.sums.hessian, width: rows.width, ridge: ridge)
        var isFresh = true
        var slope = largestSlope(state)
        for iteration in 0..<settings.maximumIterations {
            if slope <= settings.tolerance { return (state.point, .converged, iteration) }
            if !isPenalised, state.sums.leastMargin > 0 {
                return (state.point, .separable, iteration)
            }
            var next = step(from: state, curvature: curvature)
            if next == nil, !isFresh {
                state = evaluated(state.point, hasHessian: true)
                curvature = Curvature(state.sums.hessian, width: rows.width, ridge: ridge)
                isFresh = true
                next = step(from: state, curvature: curvature)
            }
            guard let next else { return (state.point, .stalled, iteration) }
            state = next
            isFresh = false
            let reached = largestSlope(state)
            if reached > slope / 8, reached > settings.tolerance {
                state = evaluated(state.point, hasHessian: true)
                curvature = Curvature(state.sums.hessian, width: rows.width, ridge: ridge)
                isFresh = true
            }
            slope = reached
        }
        return (state.point, slope <= settings.tolerance ? .converged : .exhausted, settings.maximumIterations)
    }

    private func evaluated(_ point: [Double], hasHessian: Bool) -> State {
        let sums = rows.sums(at: point, hasHessian: hasHessian)
        var objective = sums.loss
        for place in point.indices {
            objective += ridge[place] / 2 * point[place] * point[place] + lasso[place] * abs(point[place])
        }
        return State(point: point, sums: sums, objective: objective)
    }

    /// The slope of the smooth part of the objective at a place.
    private func slope(_ state: State, _ place: Int) -> Double {
        state.sums.gradient[place] + ridge[place] * state.point[place]
    }

    /// How far from a minimum: the largest slope by which any coefficient could still lower the objective.
    private func largestSlope(_ state: State) -> Double {
        var largest = 0.0
        for place in state.point.indices {
            let value = state.point[place]
            let smooth = slope(state, place)
            let violation: Double
            if place > 0, settings.isNonNegative, value == 0 {
                violation = max(0, -smooth - lasso[place])
            } else if lasso[place] > 0, value == 0 {
                violation = max(0, abs(smooth) - lasso[place])
            } else {
                violation = abs(smooth + (value > 0 ? lasso[place] : -lasso[place]))
            }
            largest = max(largest, violation)
        }
        return largest / totalWeight
    }

    /// One step down, halved until it lowers the objective; nil when none does.
    private func step(from state: State, curvature: Curvature) -> State? {
        let gradient = state.point.indices.map { slope(state, $0) }
        let direction: [Double]
        if settings.l1 > 0 || settings.isNonNegative {
            direction = curvature.constrainedStep(
                from: state.point, gradient: gradient, lasso: lasso, isNonNegative: settings.isNonNegative)
        } else {
            direction = curvature.step(gradient: gradient)
        }
        // What the step would win if the objective were straight, the fall that Armijo's rule asks a part of.
        var fall = 0.0
        for place in direction.indices {
            fall += gradient[place] * direction[place]
            fall += lasso[place] * (abs(state.point[place] + direction[place]) - abs(state.point[place]))
        }
        guard fall < 0 else { return nil }
        // Below the rounding of the objective only the slope can tell whether a step helps.
        let rounding = 1e-13 * abs(state.objective)
        let before = largestSlope(state)
        var size = 1.0
        while size > 1e-8 {
            let candidate = evaluated(zip(state.point, direction).map { $0 + size * $1 }, hasHessian: false)
            if candidate.objective < state.objective + 1e-4 * size * fall { return candidate }
            if candidate.objective <= state.objective + rounding, largestSlope(candidate) < before { return candidate }
            size /= 2
        }
        return nil
    }
}
