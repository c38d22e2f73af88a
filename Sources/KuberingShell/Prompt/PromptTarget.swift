// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Where a prompt is shown: how a value stands there without being taken for something else, and how colours are written.
public enum PromptTarget: String, Sendable, Hashable, CaseIterable {
    /// `PS1` of bash, through a variable or a command that stands in it.
    case bash
    /// `PROMPT` of zsh, likewise, with the option `prompt_subst`.
    case zsh
    /// What `fish_prompt` prints.
    case fish
    /// A status line of tmux, through `#(…)`.
    case tmux

    /// A value from outside, without any character that steers the terminal or that the shell would expand.
    func escaped(_ text: String) -> String {
        let safe = OutsideText.escaped(text)
        switch self {
        // What a variable of PS1 holds is not expanded again.
        case .bash, .fish: return safe
        case .zsh: return safe.replacingByte(UInt8(ascii: "%"), with: "%%")
        case .tmux:
            let doubled = safe.replacingByte(UInt8(ascii: "#"), with: "##")
            // With a style behind it, a last one would be taken for the beginning of that.
            return doubled.hasSuffix("#") ? doubled + " " : doubled
        }
    }

    /// The characters that switch a style on; nil switches all off.
    ///
    /// They take no columns.
    func code(of style: PromptStyle?) -> String {
        if self == .tmux {
            return style.map { "#[\($0 == .bold || $0 == .dim ? $0.rawValue : "fg=" + $0.rawValue)]" } ?? "#[default]"
        }
        let sequence = "\u{1B}[\(style?.number ?? 0)m"
        switch self {
        // What readline leaves out when it counts columns, as it is in the prompt after \[ and \] have been read.
        case .bash: return "\u{1}\(sequence)\u{2}"
        case .zsh: return "%{\(sequence)%}"
        case .fish, .tmux: return sequence
        }
    }
}
