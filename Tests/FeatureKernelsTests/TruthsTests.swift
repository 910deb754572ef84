import Testing

@testable import FeatureKernels

@Suite("Truths of the known and the unknown")
struct TruthsTests {
    private static let all: [UInt8] = [Truths.no, Truths.yes, Truths.unknown]

    /// The truth value as SQL has it.
    private func logic(_ truth: UInt8) -> Bool? { truth == Truths.unknown ? nil : truth == Truths.yes }

    private func code(_ truth: Bool?) -> UInt8 { truth.map { $0 ? Truths.yes : Truths.no } ?? Truths.unknown }

    @Test("AND and OR follow SQL's tables, in either order", arguments: all, all)
    func tables(a: UInt8, b: UInt8) {
        let left = logic(a), right = logic(b)
        let and: Bool? = left == false || right == false ? false : left == nil || right == nil ? nil : true
        let or: Bool? = left == true || right == true ? true : left == nil || right == nil ? nil : false
        #expect(Truths([a]).and(Truths([b])).values == [code(and)])
        #expect(Truths([a]).or(Truths([b])).values == [code(or)])
    }

    @Test("NOT turns the known and leaves the unknown", arguments: all)
    func negated(a: UInt8) {
        #expect(Truths([a]).negated.values == [code(logic(a).map { !$0 })])
        #expect(Truths([a]).negated.negated.values == [a])
    }

    @Test("what AND and OR give is turned by NOT as de Morgan says", arguments: all, all)
    func deMorgan(a: UInt8, b: UInt8) {
        let left = Truths([a]), right = Truths([b])
        #expect(left.and(right).negated.values == left.negated.or(right.negated).values)
        #expect(left.or(right).negated.values == left.negated.and(right.negated).values)
    }
}
