// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The environment variables of a process, in their order.
///
/// They are few and looked for one by one: making the type of a dictionary takes Swift longer than all of that.
public struct Environment: Sendable, Hashable {
    /// A name and its value.
    public struct Variable: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String

        /// Takes both as they are.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All variables; of several with one name the first counts, as in getenv(3).
    public private(set) var variables: [Variable]

    /// Takes the variables as they are.
    public init(_ variables: [Variable]) {
        self.variables = variables
    }

    /// The value of the variable with this name; nil when there is none, and to remove it.
    public subscript(_ name: String) -> String? {
        get { variables.first { $0.name.isExactly(name) }?.value }
        set {
            let place = variables.firstIndex { $0.name.isExactly(name) } ?? variables.endIndex
            variables.removeAll { $0.name.isExactly(name) }
            if let newValue { variables.insert(Variable(name: name, value: newValue), at: place) }
        }
    }

    /// The value of the variable with this name, or else another one.
    public subscript(_ name: String, default value: String) -> String { self[name] ?? value }

    /// The same with other variables, which take the place of those with their names.
    public func merging(_ others: Environment) -> Environment {
        var merged = self
        for other in others.variables { merged[other.name] = other.value }
        return merged
    }
}

extension Environment: ExpressibleByDictionaryLiteral {
    /// The variables in the order in which they are written.
    public init(dictionaryLiteral variables: (String, String)...) {
        self.init(variables.map { Variable(name: $0.0, value: $0.1) })
    }
}
