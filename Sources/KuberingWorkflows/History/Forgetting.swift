// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What became of the history's knowledge of secrets that rest elsewhere now.
public struct Forgetting: Sendable {
    /// How many changes held one, and were forgotten.
    public let count: Int
    /// Why the history may still hold one; nil when it does not.
    public let problem: String?

    /// Nothing was to be forgotten.
    static let nothing = Forgetting(count: 0, problem: nil)

    private init(count: Int, problem: String?) {
        self.count = count
        self.problem = problem
    }

    /// Forgets.
    ///
    /// - Parameter forget: Forgets, and returns how many changes.
    init(_ forget: () throws -> Int) {
        do {
            self.init(count: try forget(), problem: nil)
        } catch {
            self.init(count: 0, problem: "\(error)")
        }
    }

    /// Forgets the credentials that were moved.
    init(of moves: [UserMove], in history: History) {
        self.init {
            try history.forget(
                containing: moves.compactMap(\.credential.secret.token), keys: moves.compactMap(\.credential.secret.key)
            )
        }
    }
}
