import Learning

extension LearnerSuite {
    /// What is written goes on exactly where it was, and what was damaged is refused.
    func saving() throws -> [String] {
        var found: [String] = []
        found += try continuation(of: make(LearnerStream.layout), "a new learner")
        let learner = try trained(short)
        found += try continuation(of: learner, "a learner")
        found += try damage(SavedState.encode(learner))
        let bytes = try SavedState.encode(trained(options.rows)).count
        if bytes > options.encodedBytes {
            found.append("after \(options.rows) examples it takes \(bytes) bytes, more than \(options.encodedBytes)")
        }
        return found
    }

    private func continuation(of learner: Learner, _ name: String) throws -> [String] {
        var found: [String] = []
        let bytes = try SavedState.encode(learner)
        var read = try SavedState.decode(Learner.self, from: bytes)
        if read != learner { found.append("\(name) read back is another") }
        if try SavedState.encode(read) != bytes { found.append("\(name) read back has other bytes") }
        var original = learner
        for example in examples.dropFirst(short).prefix(100) {
            if try answer(read, example.features) != answer(original, example.features) {
                return found + ["\(name) read back answers otherwise"]
            }
            try read.learn(example.features, target: example.target, weight: 1)
            try original.learn(example.features, target: example.target, weight: 1)
        }
        if read != original { found.append("\(name) read back does not go on as the one that was written") }
        return found
    }

    private func damage(_ bytes: [UInt8]) throws -> [String] {
        guard let line = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return ["its bytes have no first line"] }
        let length = bytes.count - line - 1
        var found = refusal(of: bytes.dropLast(), .truncated(expected: length, found: length - 1))
        found += refusal(of: Array(bytes.prefix(line + 1)), .truncated(expected: length, found: 0))
        found += refusal(of: Array(bytes.prefix(line)), .notAState)
        for step in 1...4 {
            var flipped = bytes
            flipped[line + length * step / 4] ^= 1 << step
            found += refusal(of: flipped, .damaged)
        }
        for place in 0...line where flipIsTaken(bytes, at: place) {
            found.append("it reads bytes whose first line has a flipped bit in byte \(place)")
        }
        let version = Learner.savedVersion
        var words = String(decoding: bytes[..<line], as: UTF8.self).split(separator: " ").map(String.init)
        words[2] = "\(version + 1)"
        let other = Array(words.joined(separator: " ").utf8) + bytes[line...]
        let error = SavedStateError.otherVersion(name: Learner.savedName, expected: version, found: version + 1)
        found += refusal(of: other, error)
        return found
    }

    private func flipIsTaken(_ bytes: [UInt8], at place: Int) -> Bool {
        (0..<8).contains { bit in
            var flipped = bytes
            flipped[place] ^= 1 << bit
            do throws(SavedStateError) {
                _ = try SavedState.decode(Learner.self, from: flipped)
                return true
            } catch {
                return false
            }
        }
    }

    private func refusal(of bytes: [UInt8], _ expected: SavedStateError) -> [String] {
        do throws(SavedStateError) {
            _ = try SavedState.decode(Learner.self, from: bytes)
            return ["it reads bytes although \(expected)"]
        } catch {
            return error == expected ? [] : ["bytes are refused with “\(error)” and not “\(expected)”"]
        }
    }
}
