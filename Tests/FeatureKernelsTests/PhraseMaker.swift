import Statistics

/// Makes random expressions of the common SQL over the columns of ``SampleTable``.
struct PhraseMaker {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The kinds of value that an expression gives.
    enum Kind: CaseIterable { case number, word, truth }

    /// An expression at most `depth` operations deep.
    mutating func phrase(_ kind: Kind, depth: Int) -> Phrase {
        switch kind {
        case .number: number(depth)
        case .word: word(depth)
        case .truth: truth(depth)
        }
    }

    private mutating func roll(_ sides: Int) -> Int { generator.nextIndex(below: sides) }
    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }

    private mutating func some(_ kind: Kind, _ depth: Int, _ counts: ClosedRange<Int>) -> [Phrase] {
        (0..<counts.lowerBound + roll(counts.count)).map { _ in phrase(kind, depth: depth) }
    }

    // MARK: Numbers

    private mutating func number(_ depth: Int) -> Phrase {
        guard depth > 0, roll(8) > 0 else { return plainNumber() }
        let inner = depth - 1
        switch roll(16) {
        case 0, 1, 2, 3: return arithmetic(inner)
        case 4: return .binary(number(inner), "/", divisor(inner))
        case 5: return .sign(pick(["-", "-", "+"]), number(inner))
        case 6: return .call(pick(["abs", "floor", "exp", "ABS"]).lowercased(), [number(inner)])
        case 7: return .call("pow", [number(inner), pick([.number("2"), .number("0.5"), number(inner)])])
        case 8:
            // A logarithm and a root must be guarded.
            let inside = number(inner)
            let (name, test) = pick([("ln", ">"), ("sqrt", ">=")])
            return .cases(
                nil, [(.binary(inside, test, .number("0")), .call(name, [inside]))],
                otherwise: roll(2) == 0 ? nil : number(inner))
        case 9: return .call("coalesce", some(.number, inner, 1...3))
        case 10: return .call("nullif", [number(inner), number(inner)])
        case 11: return .call(pick(["greatest", "least"]), some(.number, inner, 1...4))
        case 12: return .cast(roll(3) == 0 ? truth(inner) : number(inner))
        default: return cases(.number, inner)
        }
    }

    private mutating func arithmetic(_ depth: Int) -> Phrase {
        let operation = pick(["+", "-", "*"])
        let left = number(depth), right = number(depth)
        // Products of whole numbers overflow.
        if operation == "*", left.isWhole, right.isWhole {
            return .binary(.column(0, isWhole: false), operation, right)
        }
        return .binary(left, operation, right)
    }

    private mutating func divisor(_ depth: Int) -> Phrase {
        switch roll(3) {
        case 0: pick([.number("30"), .number("365.25"), .number("1e-3")])
        case 1: .call("nullif", [number(depth), .number("0")])
        default: .call("greatest", [number(depth), .number("0.5")])
        }
    }

    private mutating func plainNumber() -> Phrase {
        switch roll(10) {
        case 0: .unknown
        case 1, 2, 3:
            .number(pick(["0", "1", "2", "3", "100", "1000000", "0.5", ".25", "2.5", "1e3", "1e-3", "1E300", "0.1"]))
        default: SampleTable.column(pick(["A", "B", "C", "FLAG", "ID"]))
        }
    }

    // MARK: Words

    private mutating func word(_ depth: Int) -> Phrase {
        guard depth > 0, roll(3) > 0 else {
            return switch roll(8) {
            case 0: .unknown
            case 1, 2: .word(pick(SampleTable.words))
            default: SampleTable.column(pick(["W", "X"]))
            }
        }
        switch roll(8) {
        case 0: return .call("nullif", [word(depth - 1), word(depth - 1)])
        case 1: return .call("coalesce", some(.word, depth - 1, 1...3))
        case 2: return .call(pick(["greatest", "least"]), some(.word, depth - 1, 1...3))
        default: return cases(.word, depth - 1)
        }
    }

    // MARK: Truths

    private mutating func truth(_ depth: Int) -> Phrase {
        guard depth > 0 else {
            return switch roll(6) {
            case 0: .truth(roll(2) == 0)
            case 1: .isUnknown(phrase(pick(Kind.allCases.dropLast()), depth: 0), isNegated: roll(2) == 0)
            default: comparison(0)
            }
        }
        let inner = depth - 1
        switch roll(14) {
        case 0, 1: return .binary(truth(inner), "AND", truth(inner))
        case 2, 3: return .binary(truth(inner), "OR", truth(inner))
        case 4, 5: return .not(roll(4) == 0 ? SampleTable.column("FLAG") : truth(inner))
        case 6: return .isUnknown(phrase(pick(Kind.allCases), depth: inner), isNegated: roll(2) == 0)
        case 7:
            let kind = pick([Kind.number, .word])
            return .among(phrase(kind, depth: inner), some(kind, inner / 2, 1...4), isNegated: roll(2) == 0)
        case 8:
            let kind = pick([Kind.number, .word])
            return .between(
                phrase(kind, depth: inner), phrase(kind, depth: inner / 2), phrase(kind, depth: inner / 2),
                isNegated: roll(2) == 0)
        case 9: return .like(word(inner), pick(SampleTable.patterns), isNegated: roll(2) == 0)
        case 10: return .call("coalesce", some(.truth, inner, 2...2) + [.truth(roll(2) == 0)])
        case 11: return cases(.truth, inner)
        default: return comparison(inner)
        }
    }

    private mutating func comparison(_ depth: Int) -> Phrase {
        let kind = pick([Kind.number, .number, .word])
        let operation = pick(["=", "<>", "<", "<=", ">", ">="])
        return .binary(phrase(kind, depth: depth), operation, phrase(kind, depth: depth))
    }

    // MARK: Cases

    private mutating func cases(_ kind: Kind, _ depth: Int) -> Phrase {
        let subjectKind = pick([Kind.number, .word])
        let subject = roll(3) == 0 ? phrase(subjectKind, depth: depth) : nil
        let branches = (0..<1 + roll(3)).map { _ in
            (
                condition: subject == nil ? truth(depth) : phrase(subjectKind, depth: depth / 2),
                value: phrase(kind, depth: depth)
            )
        }
        return .cases(subject, branches, otherwise: roll(3) == 0 ? nil : phrase(kind, depth: depth))
    }
}
