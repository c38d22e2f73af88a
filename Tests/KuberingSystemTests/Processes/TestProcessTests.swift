// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What starts programs for the other tests.
@Suite struct TestProcessTests {
    /// What was never started has the number 0, and a signal to that would end this test with everything around it.
    @Test func aMissingProgramHarmsNobody() throws {
        do {
            _ = try TestProcess(["/nowhere/program"], environment: [:])
            Issue.record("it was started")
        } catch {
            #expect(error.description == #"cannot run ["/nowhere/program"]: no such file or directory"#)
        }
    }
}
