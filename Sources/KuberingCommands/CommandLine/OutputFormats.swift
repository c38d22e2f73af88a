// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingYAML

/// How a list of things with names is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, yaml, name
}

/// How what has no names is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, yaml
}

/// How what is a document anyway is printed.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
    case yaml, json
}

extension World {
    /// Prints a document of ours, its fields in their order.
    func print(_ document: JSONValue, as format: DocumentFormat) {
        switch format {
        case .yaml: output.write(document.yamlText(sortedKeys: false))
        case .json: output.writeLine(document.jsonText(indent: 2))
        }
    }
}
