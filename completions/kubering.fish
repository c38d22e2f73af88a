# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors
# Made from the command definitions by "make docs".

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
