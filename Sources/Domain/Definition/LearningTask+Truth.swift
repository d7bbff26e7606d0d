extension LearningTask {
    /// The label as the task understands it; nil where it is missing or not of the task.
    package func truth(of value: FieldValue) -> Truth? {
        switch (self, value) {
        case (.regression, .number(let number)) where number.isFinite:
            return .number(number)
        case (.classification(let classes), .category(let text)), (.classification(let classes), .malformed(let text)):
            return classes.firstIndex(of: text).map { .category($0) }
        case (.classification(let classes), .flag(let flag)):
            return (classes.firstIndex(of: "\(flag)") ?? classes.firstIndex(of: flag ? "1" : "0")).map { .category($0) }
        case (.classification(let classes), .number(let number)):
            let whole = number.magnitude < 1e15 && number == number.rounded() ? "\(Int64(number))" : "\(number)"
            return classes.firstIndex(of: whole).map { .category($0) }
        case (.regression, _), (.classification, _):
            return nil
        }
    }
}
