# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors
# Made from the command definitions by "make docs".

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
