// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension CheckRule {
    /// A finding for every problem of a kind that keeps a file from being used.
    static func findings(of kind: FileProblem.Kind, in subject: CheckSubject) -> [Finding] {
        subject.distinctFiles.flatMap { _, file in
            file.problems.filter { $0.kind == kind }.map { problem in
                finding(Finding.Place(file: file.path, position: problem.position), message: problem.message)
            }
        }
    }
}
