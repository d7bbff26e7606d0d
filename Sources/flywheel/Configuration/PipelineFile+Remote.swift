import Domain
import Yams

extension PipelineFile {
    /// Reads who serves and who is to be tried, where that may be another server.
    func readServers(of definition: inout PipelineDefinition, _ top: SettingReader.Section) {
        if top.node("champion")?.mapping != nil {
            top.reader.ask("champion")
            definition.remoteChampion = remote("champion", definition, top)
        } else {
            definition.champion = top.word("champion", ChampionPlace.here)
            for key in SettingTable.children(of: "champion") { top.reader.ask("champion.\(key)") }
        }
        if top.node("candidate") != nil {
            definition.remoteCandidate = remote("candidate", definition, top)
        } else {
            for key in SettingTable.children(of: "candidate") { top.reader.ask("candidate.\(key)") }
        }
        guard let candidate = definition.remoteCandidate else { return }
        if definition.champion == .external {
            top.report(
                "candidate", found: "given where the champion is external",
                remedy: "nothing is promoted there; remove it, or let the champion be asked, too: champion: {url: ...}")
        }
        if definition.remoteChampion.map(candidate.isSameModel) ?? false {
            top.report(
                "candidate", found: "the same model as the champion", remedy: "name another url, model or version")
        }
    }

    private func remote(
        _ key: String, _ definition: PipelineDefinition, _ top: SettingReader.Section
    ) -> RemoteModel? {
        let section = group(key, top)
        let address = address(section)
        let model = section.value("model", definition.name.rawValue, "a model's name without a slash or a space", word)
        let version = section.value("version", String?.none, "a version without a slash or a space") { word($0) }
        let timeout = section.value("timeout", RemoteModel.standardTimeout, "a time from 1ms to 1m") { node in
            node.string.flatMap { TimeSpan($0) }.flatMap { RemoteModel.timeouts.contains($0) ? $0 : nil }
        }
        let file = section.value("token_file", String?.none, "a path") { node in
            node.string.flatMap { $0.isEmpty ? nil : $0.hasPrefix("/") ? $0 : "\(workspace)/\($0)" }
        }
        if let file, case .failure(let problem) = RemoteToken.read(file) {
            section.report("token_file", found: problem.found, remedy: problem.remedy)
        }
        guard let address else { return nil }
        return RemoteModel(
            host: address.host, port: address.port, path: address.path, name: model, version: version,
            timeout: timeout, tokenFile: file)
    }

    private func address(_ section: SettingReader.Section) -> RemoteAddress? {
        section.reader.ask(section.full("url"))
        let remedy = "give the server without /v2, such as http://10.0.0.5:8080"
        guard let node = section.node("url") else {
            if section.node?.mapping != nil { section.report("url", found: "missing", remedy: remedy) }
            return nil
        }
        do throws(RemoteAddress.Problem) {
            return try RemoteAddress(node.string ?? "")
        } catch {
            let isSecure = error == .isSecure
            section.report(
                "url", found: section.reader.describe(node),
                remedy: isSecure ? "TLS is not spoken; name a proxy that ends it, by http://" : remedy)
            return nil
        }
    }

    /// What may stand in a path as it is.
    private func word(_ node: Node) -> String? {
        guard let text = node.string, !text.isEmpty, text.utf8.count <= 200 else { return nil }
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return plain && text != "." && text != ".." ? text : nil
    }
}
