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
    if test "$lines[1]" = files
        __fish_complete_path $current
    else
        string join -- \n $lines[2..]
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
