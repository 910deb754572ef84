/// In which block of clients a parent's rows lie.
struct KeyBlocks {
    private var index = IDIndex()
    private var blocks: [UInt16] = []

    func find(_ id: Int64) -> Int? {
        let place = index.find(id)
        return place < 0 ? nil : Int(blocks[Int(place)])
    }

    /// Notes a parent's block; the one noted before, if it was another.
    mutating func note(_ id: Int64, _ block: Int) -> Int? {
        let place = Int(index.insert(id))
        if place == blocks.count {
            blocks.append(UInt16(block))
            return nil
        }
        return Int(blocks[place]) == block ? nil : Int(blocks[place])
    }
}
