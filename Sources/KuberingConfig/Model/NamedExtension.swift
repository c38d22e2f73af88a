// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A named extension: any JSON value that some tool keeps beside an entry.
///
/// Kubernetes type: `NamedExtension`.
public struct NamedExtension: Sendable, Hashable {
    /// Its name, unique in its list.
    public let name: String
    /// Its value; `null` when absent.
    public let value: JSONValue

    /// Pairs a name with its value.
    public init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}
