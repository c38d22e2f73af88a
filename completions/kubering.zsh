#compdef kubering -P (kubectx|kubens)
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors
# Made from the command definitions by "make docs".

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
