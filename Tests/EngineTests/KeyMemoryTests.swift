import Domain
import Foundation
import Testing

@testable import Engine

struct KeyMemoryTests {
    @Test func knowsAKeyThatComesTwice() {
        var memory = KeyMemory()

        let answers = [1, 2, 1, 3, 2].map { memory.insert([.number($0)]) }

        #expect(answers == [true, true, false, true, false])
    }

    @Test func keepsPartsOfAKeyApart() {
        var memory = KeyMemory()
        let keys: [[FieldValue]] = [
            [.category("ab"), .category("c")], [.category("a"), .category("bc")], [.category("abc")],
            [.category("c"), .category("ab")], [],
        ]

        let answers = keys.map { memory.insert($0) }

        #expect(answers == Array(repeating: true, count: keys.count))
    }

    @Test func forgetsTheOldestOfMoreThanTwentyThousand() {
        var memory = KeyMemory()
        for number in 0..<20_000 { _ = memory.insert([.number(Double(number))]) }

        let newest = memory.insert([.number(20_000)])
        let secondOldest = memory.insert([.number(1)])
        let oldest = memory.insert([.number(0)])

        #expect(newest)
        #expect(!secondOldest, "it is still known")
        #expect(oldest, "it made room")
    }

    /// Of 20,500 keys those from 500 on are known; each new one pushes the oldest out, 499 thus 500 and 0 then 501.
    @Test func remembersAcrossACheckpoint() throws {
        var memory = KeyMemory()
        for number in 0..<20_500 { _ = memory.insert([.number(Double(number))]) }
        var copy = try JSONDecoder().decode(KeyMemory.self, from: JSONEncoder().encode(memory))

        let keys: [[FieldValue]] = [500.0, 20_499, 499, 501, 0, 20_500].map { [.number($0)] }
        let answers = keys.map { memory.insert($0) }
        let answersOfCopy = keys.map { copy.insert($0) }

        #expect(answers == [false, false, true, false, true, true])
        #expect(answersOfCopy == answers)
    }
}
