// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// The commands that shells and kubectl run all day, without the argument parser, which takes longer than they do.
///
/// Only the plainest forms are known here, and they mean exactly what the parser would make of them; everything else is
/// left to it.
enum ShortWay {
    /// Runs the command line if it is one of the plain forms.
    ///
    /// - Returns: Whether it was.
    static func run(_ arguments: [String], _ world: World) throws -> Bool {
        switch (arguments.first, arguments.count) {
        case ("current", 1):
            try Current.perform(nil, KubeconfigLocation(explicit: nil, world), world)
        case ("use", 2) where isPlain(arguments[1]):
            var world = world
            world.command = arguments[0]
            let location = KubeconfigLocation(explicit: nil, world)
            try Use.perform(
                .matching(arguments[1]), namespace: nil, location, isDryRun: false, isAgreed: false, world)
        case ("prompt", _):
            guard let (format, target, isColored) = promptOptions(arguments.dropFirst()) else { return false }
            try Prompt.perform(
                format, for: target, isColored: isColored, KubeconfigLocation(explicit: nil, world), world)
        case ("credential", 3) where arguments[1] == "get" && isPlain(arguments[2]):
            try CredentialGet.perform(arguments[2], world)
        case (CommandLineCompletion.request, _):
            guard let answer = FirstNameCompletion.answer(to: arguments.dropFirst()) else { return false }
            world.output.write(answer)
        default: return false
        }
        return true
    }

    /// `--color`, and `--format F` and `--shell S`, each at most once and in two words; nil for anything else.
    private static func promptOptions(
        _ words: ArraySlice<String>
    ) -> (format: String?, target: PromptTarget?, isColored: Bool)? {
        var (format, target, isColored): (String?, PromptTarget?, Bool) = (nil, nil, false)
        var rest = words
        while let option = rest.popFirst() {
            if option == "--color" {
                isColored = true
                continue
            }
            guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else { return nil }
            if option == "--format", format == nil {
                format = value
            } else if option == "--shell", target == nil, let shell = PromptTarget(rawValue: value) {
                target = shell
            } else {
                return nil
            }
        }
        return (format, target, isColored)
    }

    /// Whether the word is neither an option nor `-`.
    private static func isPlain(_ word: String) -> Bool {
        !word.isEmpty && !word.hasPrefix("-")
    }
}
