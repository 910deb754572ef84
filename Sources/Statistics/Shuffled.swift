/// The elements in a random order that depends only on the generator.
///
/// Fisher–Yates, from the last place down. Unlike `Sequence.shuffled(using:)`, the order is fixed by this code and not
/// by the standard library's version.
///
/// - Parameters:
///   - elements: What to shuffle; it is not changed.
///   - generator: Advanced by one draw per element but the first.
/// - Returns: The same elements, every order equally likely.
/// - Complexity: O(n).
public func shuffled<Element>(_ elements: [Element], using generator: inout SeededGenerator) -> [Element] {
    var result = elements
    var last = result.count - 1
    while last > 0 {
        result.swapAt(last, generator.nextIndex(below: last + 1))
        last -= 1
    }
    return result
}
