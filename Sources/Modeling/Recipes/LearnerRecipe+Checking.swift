public import Learning
import Spelling

extension LearnerRecipe {
    /// Refuses what no learner could be trained by.
    ///
    /// - Throws: ``ModelingError`` with code `invalidSetting`: an unknown parameter with the nearest name, a value out of range,
    ///   a blend without members or a blend of blends.
    public func check() throws(ModelingError) {
        func refuse(_ sentence: String) throws(ModelingError) -> Never {
            throw ModelingError(.invalidSetting, sentence)
        }
        let known = learner.parameters
        for name in parameters.keys.sorted() {
            guard let parameter = known.first(where: { $0.name == name }), let value = parameters[name] else {
                let near = suggestion(for: name, among: known.map(\.name))
                try refuse(
                    known.isEmpty
                        ? "the learner \(learner.rawValue) has no parameters: take \(name) out."
                        : "the learner \(learner.rawValue) has no parameter \(name)\(near.isEmpty ? "." : near)")
            }
            guard parameter.range.contains(value), !parameter.isInteger || value == value.rounded() else {
                try refuse(
                    "\(name) of \(learner.rawValue) must be \(parameter.isInteger ? "a whole number " : "")from \(parameter.text(parameter.range.lowerBound)) to \(parameter.text(parameter.range.upperBound))."
                )
            }
        }
        guard (1...100).contains(bags) else { try refuse("the models averaged (bags) must be from 1 to 100.") }
        guard bags == 1 || learner.isTrees else {
            try refuse("only trees differ by their seed: \(learner.rawValue) takes one bag.")
        }
        guard learner == .blend || members.isEmpty else { try refuse("only a blend has members.") }
        if learner == .blend {
            guard members.count > 1, !members.contains(where: { $0.learner == .blend }) else {
                try refuse("a blend is made of two learners or more, none of them a blend.")
            }
            guard imbalance == .none else {
                try refuse("class imbalance is treated in a blend's members, not in itself.")
            }
            for member in members { try member.check() }
        }
    }

    /// The value of one of the learner's parameters, the standard one when the recipe does not say; 0 for an unknown name.
    func value(_ name: String) -> Double {
        parameters[name] ?? learner.parameters.first { $0.name == name }?.standard ?? 0
    }

    /// The value of a whole number.
    func integer(_ name: String) -> Int { Int(value(name)) }

    /// Every parameter as text, standard ones too, for records.
    public var settings: [String: String] {
        var texts: [String: String] = [:]
        for parameter in learner.parameters { texts[parameter.name] = parameter.text(value(parameter.name)) }
        if learner.isTrees { texts["bags"] = String(bags) }
        if learner != .majority, learner != .blend { texts["imbalance"] = imbalance.name }
        for member in members {
            for (name, text) in member.settings { texts["\(member.name).\(name)"] = text }
        }
        return texts
    }
}

extension Resampling {
    /// What the treatment is called in records, as `undersampling 0.5`.
    public var name: String {
        switch self {
        case .none: "none"
        case .classWeights(let ratio): "class weights \(ratio)"
        case .undersampling(let ratio): "undersampling \(ratio)"
        case .oversampling(let ratio): "oversampling \(ratio)"
        case .smote(let ratio, let neighbours): "SMOTE \(ratio), \(neighbours) neighbours"
        }
    }
}
