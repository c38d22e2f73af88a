// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import Testing

/// What decides about colour.
@Suite struct ColorPreferenceTests {
    @Test(
        arguments: [
            ([:], .onTerminals),
            (["NO_COLOR": ""], .onTerminals),
            (["NO_COLOR": "0"], .never),
            (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], .never),
            (["CLICOLOR_FORCE": "1"], .everywhere),
            (["CLICOLOR_FORCE": "1", "CLICOLOR": "0", "TERM": "dumb"], .everywhere),
            (["CLICOLOR_FORCE": "0"], .onTerminals),
            (["CLICOLOR_FORCE": ""], .onTerminals),
            (["CLICOLOR": "1"], .onTerminals),
            (["CLICOLOR": "0"], .never),
            (["TERM": "dumb"], .never),
        ] as [(Environment, ColorPreference)])
    func theEnvironmentDecides(_ environment: Environment, _ expected: ColorPreference) {
        #expect(ColorPreference(environment) == expected)
    }

    @Test func aPipeIsColouredOnlyWhenForced() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(TextOutput(descriptor: ends[1], environment: [:]).usesColor == false)
        #expect(TextOutput(descriptor: ends[1], environment: ["CLICOLOR_FORCE": "1"]).usesColor)
        #expect(
            TextOutput(descriptor: ends[1], environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]).usesColor == false)
    }

    @Test(
        arguments: [([:], 80), (["COLUMNS": "40"], 40), (["COLUMNS": "0"], 80), (["COLUMNS": "wide"], 80)]
            as [(Environment, Int)])
    func withoutATerminalColumnsSayHowWideLinesAre(_ environment: Environment, _ expected: Int) throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(TextOutput(descriptor: ends[1], environment: environment).columns == expected)
    }
}
