// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// What a shell evaluates at its start: the function that lets `kubering use --shell` change the shell itself, and the
/// prompt.
///
/// Evaluating it twice does no harm.
public enum ShellHook {
    /// The variable by which the function says that its shell will evaluate the answer.
    public static let variable = "KUBERING_HOOK"

    /// The variable by which it names the process of its shell.
    public static let processVariable = "KUBERING_HOOK_PROCESS"

    /// The line that an answer to be evaluated begins with, which does nothing; every other answer is printed.
    public static let mark = ": kubering use --shell"

    /// The code.
    ///
    /// - Parameters:
    ///   - shell: For which shell.
    ///   - changesPrompt: Whether the prompt gets a segment; else there is only the variable `KUBERING_PROMPT` to show.
    /// - Returns: Lines for the shell.
    public static func code(for shell: ShellCode, changesPrompt: Bool) -> String {
        switch shell {
        case .bash: bashFunction + bashPrompt + (changesPrompt ? bashPromptString : "")
        case .zsh: zshFunction + zshPrompt + (changesPrompt ? zshPromptString : "")
        case .fish:
            fishFunction + (changesPrompt ? fishPrompt("") + fishPromptFunction : fishPrompt(" --on-event fish_prompt"))
        }
    }

    private static let bashFunction = function("bash")
    private static let zshFunction = function("zsh")

    // `use` can be left out, and options can come before it: all calls with --shell are asked for an answer, but for those of
    // the commands that have another option of that name, or run another program.
    private static func function(_ shell: String) -> String {
        """
        kubering() {
            local word first= is_switch= answer code=0
            for word; do
                case $word in
                --|---complete) break ;;
                --shell) is_switch=1 ;;
                -*) ;;
                *) first=${first:-$word} ;;
                esac
            done
            case $first in exec|env|prompt) is_switch= ;; esac
            if [[ -z $is_switch ]]; then
                command kubering "$@"
                return
            fi
            answer=$(\(variable)=\(shell) \(processVariable)=$$ command kubering "$@") || code=$?
            if [[ $code == 0 && $answer == "\(mark)"* ]]; then
                eval "$answer"
            elif [[ -n $answer ]]; then
                printf '%s\\n' "$answer"
            fi
            return $code
        }

        """
    }

    // PS1 shows a variable: what a name in it holds is never expanded.
    private static let bashPrompt = """
        __kubering_prompt() {
            local status=$?
            KUBERING_PROMPT=$(command kubering prompt --shell bash 2>/dev/null)
            return $status
        }
        case "${PROMPT_COMMAND[*]-}" in
        *__kubering_prompt*) ;;
        *)
            if [[ $(declare -p PROMPT_COMMAND 2>/dev/null) == "declare -a"* ]]; then
                PROMPT_COMMAND=(__kubering_prompt "${PROMPT_COMMAND[@]}")
            else
                PROMPT_COMMAND="__kubering_prompt${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
            fi
            ;;
        esac

        """

    private static let bashPromptString = """
        [[ ${PS1-} == *KUBERING_PROMPT* ]] || PS1='${KUBERING_PROMPT:+($KUBERING_PROMPT) }'${PS1-}

        """

    private static let zshPrompt = """
        __kubering_prompt() {
            KUBERING_PROMPT=$(command kubering prompt --shell zsh 2>/dev/null)
            [[ ! -o prompt_bang ]] || KUBERING_PROMPT=${KUBERING_PROMPT//\\!/!!}
        }
        autoload -Uz add-zsh-hook
        add-zsh-hook precmd __kubering_prompt

        """

    private static let zshPromptString = """
        setopt prompt_subst
        [[ $PROMPT == *KUBERING_PROMPT* ]] || PROMPT='${KUBERING_PROMPT:+($KUBERING_PROMPT) }'$PROMPT

        """

    private static let fishFunction = """
        function kubering
            set -l first
            set -l is_switch
            for word in $argv
                switch $word
                    case -- ---complete
                        break
                    case --shell
                        set is_switch 1
                    case '-*'
                    case '*'
                        set first $first $word
                end
            end
            if test -z "$is_switch"; or contains -- "$first[1]" exec env prompt
                command kubering $argv
                return
            end
            set -l answer (env \(variable)=fish \(processVariable)=$fish_pid kubering $argv)
            set -l code $status
            if test $code = 0; and test "$answer[1]" = '\(mark)'
                string join -- \\n $answer | source
            else if set -q answer[1]
                printf '%s\\n' $answer
            end
            return $code
        end

        """

    private static func fishPrompt(_ event: String) -> String {
        """
        function __kubering_prompt\(event)
            set -g KUBERING_PROMPT (command kubering prompt --shell fish 2>/dev/null)
        end

        """
    }

    private static let fishPromptFunction = """
        function __kubering_status
            return $argv[1]
        end
        if not functions -q __kubering_fish_prompt
            functions -c fish_prompt __kubering_fish_prompt
            function fish_prompt
                set -l last $status
                __kubering_prompt
                test -n "$KUBERING_PROMPT"; and printf '(%s) ' $KUBERING_PROMPT
                __kubering_status $last
                __kubering_fish_prompt
            end
        end

        """
}
