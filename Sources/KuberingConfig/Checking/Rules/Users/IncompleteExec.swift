// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

enum IncompleteExec: ConfigRule {
    static let id = "incomplete-exec"
    static let severity = Finding.Severity.error
    static let summary =
        "A plugin without command or apiVersion, or with a variable that has no name. kubectl refuses it."
    static let remedy = "Add what is missing."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "exec").flatMap { user -> [Finding] in
            var found = ["command", "apiVersion"].filter { user.text("exec", $0).isEmpty }.map {
                finding(at: user, "exec", $0, message: "the plugin of \(user.title) has no \($0)")
            }
            let variables = user.field("exec", "env").map { Array($0.elements) } ?? []
            for variable in variables where FieldReader(variable).string("name").isEmpty {
                found.append(
                    finding(
                        Finding.Place(file: user.path, position: variable.position, entry: user.place),
                        message: "a variable of the plugin of \(user.title) has no name"))
            }
            return found
        }
    }
}
