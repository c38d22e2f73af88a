// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The completion scripts: they ask kubering for the words that can come next, and quote them for their shell.
///
/// Names come from files that others may have written. No script lets its shell expand one, as `compgen -W` would.
enum CompletionScript {
    private static let head = """
        # SPDX-License-Identifier: Apache-2.0
        # SPDX-FileCopyrightText: The kubering authors
        # Made from the command definitions by "make docs".


        """

    static let bash =
        head + #"""
            # Splits the line up to the cursor at blanks and takes quotes off, without expanding anything. COMP_WORDS would not
            # do: readline splits names at colons and at signs too. Sets words, raw (the last word as typed) and quote (the one it
            # is still in).
            __kubering_split() {
                local line=${COMP_LINE:0:COMP_POINT} word='' character next started='' index
                words=() raw='' quote=''
                for ((index = 0; index < ${#line}; index++)); do
                    character=${line:index:1}
                    if [[ -z $quote && $character == [[:blank:]] ]]; then
                        [[ -n $started ]] && words+=("$word")
                        word='' raw='' started=''
                        continue
                    fi
                    started=1 raw+=$character
                    if [[ $character == "$quote" ]]; then
                        quote=''
                    elif [[ -z $quote && ($character == \' || $character == \") ]]; then
                        quote=$character
                    elif [[ $character == \\ && $quote != \' && index -lt $((${#line} - 1)) ]]; then
                        next=${line:index+1:1}
                        if [[ -n $quote && $next != [\\\"\$\`] ]]; then word+=$character; else
                            word+=$next raw+=$next
                            ((index++))
                        fi
                    else
                        word+=$character
                    fi
                done
                words+=("$word")
            }

            # Takes quotes off one piece of a word, the way __kubering_split does.
            __kubering_unquoted() {
                local COMP_LINE=$1 COMP_POINT=${#1} raw quote
                local -a words
                __kubering_split
                REPLY=${words[*]}
            }

            # Completes the command line behind the dashes: so many words of it stand before the one at the cursor.
            __kubering_command() {
                local index=1 word
                if [[ $1 == 0 ]]; then
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -c -- "$2")
                elif [[ $(type -t _command_offset) == function ]]; then
                    # bash-completion's; its words are those of readline, which splits names at colons too.
                    while [[ ${COMP_WORDS[index]} != -- && ${COMP_WORDS[index]} != --command ]]; do ((index++)); done
                    _command_offset $((index + 1))
                else
                    compopt -o filenames
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
                fi
            }

            _kubering() {
                local IFS=$' \t\n' raw quote kind word done_part
                local -a words found=()
                __kubering_split
                COMPREPLY=()
                {
                    IFS= read -r kind
                    while IFS=$'\t' read -r word _; do found+=("$word"); done
                } < <(command "$1" ---complete "${words[@]:1}" 2>/dev/null)
                if [[ $kind == 'command '* ]]; then
                    __kubering_command "${kind#* }" "$2"
                    return
                fi
                if [[ $kind == files && ${#found[@]} == 0 ]]; then
                    compopt -o filenames
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
                    return
                elif [[ $kind == files ]]; then
                    # Readline does not take the meaning from a dollar sign in what is no file: beside names, files are
                    # quoted like these.
                    while IFS= read -r word; do
                        [[ -d $word ]] && word+=/ && compopt -o nospace
                        found+=("$word")
                    done < <(compgen -f -- "$2")
                fi
                # Readline replaces only what follows its last word break, $2: what stands before it is not repeated.
                __kubering_unquoted "${raw%"$2"}"
                done_part=$REPLY
                for word in "${found[@]}"; do
                    word=${word#"$done_part"}
                    case $quote in
                    \') word=${word//\'/\'\\\'\'} ;;
                    \")
                        word=${word//\\/\\\\} word=${word//\"/\\\"}
                        word=${word//\$/\\\$} word=${word//\`/\\\`}
                        ;;
                    *) printf -v word %q "$word" ;;
                    esac
                    COMPREPLY+=("$word")
                done
            }

            complete -F _kubering kubering

            # Where these two are links to kubering; another one's kubectx has a completion of its own.
            __kubering_links() {
                local name own
                own=$(type -P kubering)
                for name in kubectx kubens; do
                    if [[ $(type -P "$name") -ef $own ]]; then complete -F _kubering "$name"; fi
                done
            }
            __kubering_links
            unset -f __kubering_links

            """#

    static let zsh =
        // The pattern is for links to kubering, and only for those that nothing else completes.
        "#compdef kubering -P (kubectx|kubens)\n" + head + #"""
            _kubering() {
                local kind line
                local -a lines words_found meanings typed
                # (Q) takes the quotes off and expands nothing; the word under the cursor counts up to the cursor.
                typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
                lines=("${(@f)$(_call_program words command ${(q)words[1]} ---complete "${(@q)typed}" 2>/dev/null)}")
                kind=$lines[1]
                if [[ $kind == 'command '* ]]; then
                    [[ $PREFIX == --*=* ]] && compset -P '*='
                    words=("${(@)words[CURRENT-${kind#* },-1]}")
                    ((CURRENT = ${kind#* } + 1))
                    _normal
                    return
                fi
                for line in "${(@)lines[2,-1]}"; do
                    [[ -n $line ]] || continue
                    words_found+=("${line%%$'\t'*}")
                    meanings+=("${line%%$'\t'*}${${line#*$'\t'}:+  -- ${line#*$'\t'}}")
                done
                compadd -l -d meanings -a words_found
                if [[ $kind == files ]]; then
                    [[ $PREFIX == --*=* ]] && compset -P '*='
                    _files
                fi
            }

            if [[ $funcstack[1] == _kubering ]]; then
                _kubering "$@"
            else
                compdef _kubering kubering
                # Where these two are links to kubering; another one's kubectx has a completion of its own.
                () {
                    local name
                    for name in kubectx kubens; do
                        if [[ $commands[$name] -ef $commands[kubering] ]]; then compdef _kubering $name; fi
                    done
                }
            fi

            """#

    static let fish =
        head + #"""
            function __kubering_complete
                set -l words (commandline -opc)
                set -l program $words[1]
                set -e words[1]
                set -l current (commandline -ct)
                # A quote that is still open, and the backslashes of a word outside of quotes.
                set -l plain (string replace -r '^[\'"]' '' -- $current)
                test "$plain" = "$current"; and set plain (string unescape -- $current)
                set -l lines (command $program ---complete $words "$plain" 2>/dev/null)
                set -l kind (string split -- ' ' $lines[1])
                string join -- \n $lines[2..]
                # In --option=value the value alone is looked up.
                set -l option (string match -r -- '^--[^=]*=' $current)
                set -l line (string replace -- "$option" '' $current)
                switch "$kind[1]"
                    case files
                        string replace -r -- '^' "$option" (__fish_complete_path "$line")
                    case command
                        # The command line of another program, from its name on.
                        test $kind[2] -gt 0; and set line (string escape -- $words[(math -- -$kind[2])..]) $line
                        string replace -r -- '^' "$option" (complete -C "$line")
                end
            end

            complete -c kubering -f -a '(__kubering_complete)'

            # Where these two are links to kubering; another one's kubectx has a completion of its own.
            function __kubering_links
                set -l own (path resolve (command -s kubering))
                for name in kubectx kubens
                    set -l path (path resolve (command -s $name))
                    if test -n "$path" -a "$path" = "$own"
                        complete -c $name -f -a '(__kubering_complete)'
                    end
                end
            end
            __kubering_links
            functions -e __kubering_links

            """#
}
