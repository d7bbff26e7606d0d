extension ParameterSpace {
    /// Places of parameters that apply together: the same parent and the same choices of it.
    ///
    /// Parents stand in an earlier group than their children.
    var groups: [[Int]] {
        var groups: [[Int]] = []
        for place in parameters.indices {
            let same = groups.firstIndex { group in
                parents[group[0]] == parents[place] && admits[group[0]] == admits[place]
            }
            if let same { groups[same].append(place) } else { groups.append([place]) }
        }
        return groups
    }
}
