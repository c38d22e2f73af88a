// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@Suite("Environment variables")
struct EnvironmentTests {
    private func text(_ environment: Environment) -> [[UInt8]] {
        environment.variables.map { Array("\($0.name)=\($0.value)".utf8) }
    }

    @Test("have each name once, byte by byte; the first of several counts")
    func names() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        let environment = Environment(
            [("B", "1"), ("A", "2"), ("B", "3"), (composed, "4"), (decomposed, "5"), ("", "6")].map {
                Environment.Variable(name: $0, value: $1)
            })
        let expected = ["B=1", "A=2", "\(composed)=4", "\(decomposed)=5", "=6"]
        #expect(text(environment) == expected.map { Array($0.utf8) })
        #expect(environment["B"] == "1" && environment[decomposed] == "5" && environment["C"] == nil)
        #expect(environment["B", default: "x"] == "1" && environment["C", default: "x"] == "x")
    }

    @Test("keep their places when they are set")
    func setting() {
        var environment: Environment = ["A": "1", "B": "2", "C": "3"]
        environment["B"] = "4"
        environment["D"] = "5"
        environment["A"] = nil
        environment["E"] = nil
        #expect(text(environment) == ["B=4", "C=3", "D=5"].map { Array($0.utf8) })
        let merged = environment.merging(["C": "6", "F": ""])
        #expect(text(merged) == ["B=4", "C=6", "D=5", "F="].map { Array($0.utf8) })
    }

    @Test(
        "lead to files in the home folder", arguments: [("/h", "/h/.kube/x"), ("/h/", "/h/.kube/x"), ("", ".kube/x")])
    func home(home: String, path: String) {
        let environment: Environment = ["HOME": home]
        #expect(environment.pathInHome(".kube/x") == path)
    }
}
