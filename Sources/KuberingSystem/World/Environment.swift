// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The environment variables of a process, in their order.
///
/// They are few and looked for one by one: making the type of a dictionary takes Swift longer than all of that.
public struct Environment: Sendable {
    /// A name and its value.
    public struct Variable: Sendable {
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

    /// All variables, each name once.
    public private(set) var variables: [Variable] = []

    /// Takes variables; of several with one name the first, as in getenv(3).
    public init(_ variables: [Variable]) {
        self.variables.reserveCapacity(variables.count)
        for variable in variables where self[variable.name] == nil { self.variables.append(variable) }
    }

    /// The value of the variable with this name; nil when there is none, and nil set removes it.
    public subscript(_ name: String) -> String? {
        get { index(of: name).map { variables[$0].value } }
        set {
            let variable = newValue.map { Variable(name: name, value: $0) }
            switch (index(of: name), variable) {
            case (let index?, let variable?): variables[index] = variable
            case (let index?, nil): variables.remove(at: index)
            case (nil, let variable?): variables.append(variable)
            case (nil, nil): break
            }
        }
    }

    /// The value of the variable with this name, or else another one.
    public subscript(_ name: String, default value: String) -> String { self[name] ?? value }

    /// A path in the home folder; without `HOME` it is a relative one, for kubectl too.
    public func pathInHome(_ path: String) -> String {
        let home = self["HOME", default: ""]
        return home.isEmpty ? path : LexicalPath.cleaned(home + "/" + path)
    }

    /// The same with other variables, which take the place of those with their names.
    public func merging(_ others: Environment) -> Environment {
        var merged = self
        for other in others.variables { merged[other.name] = other.value }
        return merged
    }

    private func index(of name: String) -> Int? { variables.firstIndex { $0.name.isExactly(name) } }
}

extension Environment: ExpressibleByDictionaryLiteral {
    /// The variables in the order in which they are written.
    public init(dictionaryLiteral variables: (String, String)...) {
        self.init(variables.map { Variable(name: $0.0, value: $0.1) })
    }
}
