// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Gives an entry another key.
    func renaming(_ path: YAMLPath, _ name: String) throws(YAMLError) -> [[Splice]] {
        let place = try find(path)
        guard let mapping = place.container, case .key(let old)? = path.last else {
            throw YAMLError(.wrongKind, "only an entry of a mapping has a name that can change")
        }
        if old == name { return [[]] }
        if YAMLNode(tree, mapping)[name] != nil {
            throw tree.error(
                .keyExists, "there is an entry \(OutsideText.quoted(name)) already", at: place.key ?? place.node)
        }
        var splices: [Splice] = []
        // Repeated ones too: else the one before would show.
        for (key, _) in entries(of: mapping, named: old) {
            try requireUnused(key..<Int(tree.nodes[key].next))
            let style = tree.nodes[key].style
            let isQuoted = style == .singleQuoted || style == .doubleQuoted
            let isJSON = isInFlow(place) && flowText(inside: place.around).isJSON
            let text = ScalarText.text(
                name, style: isQuoted ? style : .plain, in: isJSON ? .json : isInFlow(place) ? .flow : .block)
            splices.append(Splice(tree.outerRange(of: key), text))
        }
        return [splices]
    }
}
