import Domain

/// The features of training rows, one after the other: each row's encodings come from labels that were known before it.
///
/// With the table of all rows a row would meet its own label in its features, and a learner would believe it.
struct OrderedFeatures {
    private let features: FittedFeatures
    private let rows: [LabelledEvent]
    private let delay: TimeSpan
    /// What is known so far, and each row's category: one of each an encoded part.
    private var sums: [CategorySums]
    private var places: [[Int?]]
    private var next = 0
    /// Rows before this one have labels that are known.
    private var known = 0

    /// - Parameters:
    ///   - features: Fitted on these rows.
    ///   - rows: The training rows, oldest first.
    ///   - layout: Tells labels by channels.
    ///   - delay: From an event to its label at the earliest.
    init(_ features: FittedFeatures, rows: [LabelledEvent], layout: RowMemoryLayout, delay: TimeSpan) {
        self.features = features
        self.rows = rows
        self.delay = delay
        sums = features.parts.compactMap { part in
            guard case .encoded(_, let table) = part else { return nil }
            return CategorySums(categories: table.texts.count, layout: layout)
        }
        places = sums.map { _ in [] }
    }

    /// Appends the next row's features.
    ///
    /// - Precondition: There is one.
    mutating func append(to buffer: inout [Double]) {
        let event = rows[next].event
        guard !sums.isEmpty else {
            next += 1
            return features.append(event, to: &buffer)
        }
        while known < next, rows[known].event.time + delay <= event.time {
            for index in sums.indices { sums[index].add(rows[known].truth, to: places[index][known]) }
            known += 1
        }
        var index = 0
        for part in features.parts {
            guard case .encoded(let source, let table) = part else {
                features.append(part, of: event, to: &buffer)
                continue
            }
            let text = source.text(of: event)
            let place = text.flatMap { CategoryTable.place(of: $0, in: table.texts) }
            places[index].append(place)
            if text == nil {
                buffer.append(contentsOf: repeatElement(.nan, count: table.width))
            } else {
                buffer.append(table.share(of: place))
                for channel in 0..<table.channels { buffer.append(sums[index].mean(of: place, channel: channel)) }
            }
            index += 1
        }
        next += 1
    }
}
