import Learning

extension LearnerSuite {
    /// What is written goes on exactly where it was, and what was damaged is refused.
    func saving() throws -> [String] {
        var found: [String] = []
        found += try continuation(of: make(LearnerStream.layout), "a new learner")
        let learner = try trained(short)
        found += try continuation(of: learner, "a learner")
        found += try SavedBytesSuite.violations(Learner.self, SavedState.encode(learner))
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
}
