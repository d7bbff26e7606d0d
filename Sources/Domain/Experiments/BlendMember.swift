/// One model of a blend: whose recipe it has, and how much its answer counts.
package struct BlendMember: Hashable, Codable, Sendable {
    /// The run whose recipe it has.
    package var run: Int
    package var specification: TrialSpecification
    /// Its part of all members' votes; 0 leaves it out, nil is still to be chosen.
    package var votes: Int?

    package init(run: Int, specification: TrialSpecification, votes: Int? = nil) {
        self.run = run
        self.specification = specification
        self.votes = votes
    }
}

extension TrialSpecification {
    /// The recipe of a blend whose members are chosen among these by its run.
    ///
    /// - Parameters:
    ///   - members: The models to choose from, the best first; their votes count for nothing here.
    ///   - seed: Of what a blend itself draws: the order of labels that are shuffled.
    /// - Returns: A recipe with votes still to be chosen.
    package static func blend(of members: [BlendMember], seed: UInt64) -> TrialSpecification {
        var blend = TrialSpecification(
            learner: .blend, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 0,
            hyperparameters: [], seed: seed)
        blend.members = members
        blend.forgetVotes()
        return blend
    }

    /// Of a blend those whose answers count, or may; empty of any other recipe.
    package var chosenMembers: [BlendMember] { (members ?? []).filter { $0.votes != 0 } }

    /// Gives each member its votes; window, features and updates are then those of the members that have some.
    ///
    /// - Parameter votes: One a member; missing ones are 0.
    package mutating func choose(_ votes: [Int]) {
        for index in (members ?? []).indices {
            members?[index].votes = votes.indices.contains(index) ? votes[index] : 0
        }
        takeOverFromMembers()
    }

    /// Makes every member one that is still to be chosen.
    package mutating func forgetVotes() {
        for index in (members ?? []).indices { members?[index].votes = nil }
        takeOverFromMembers()
    }

    /// By how much each member's window is longer here than in its own run: a refit learns the validation rows, too.
    package var extraRows: Int {
        max(0, window - (chosenMembers.map(\.specification.window).max() ?? window))
    }

    private mutating func takeOverFromMembers() {
        let recipes = chosenMembers.map(\.specification)
        window = recipes.map(\.window).max() ?? 0
        updates = recipes.contains { $0.updates == .live } ? .live : .frozen
        features = FeatureRecipe(
            calendar: recipes.first?.features.calendar ?? [], usesLags: recipes.contains(where: \.features.usesLags),
            families: FeatureRecipe.Family.allCases.filter { family in
                recipes.contains { $0.features.families.contains(family) }
            })
    }
}
