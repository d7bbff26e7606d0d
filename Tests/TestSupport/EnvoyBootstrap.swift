/// A bootstrap of Envoy that follows the files of a folder, with stand-ins for model servers.
package struct EnvoyBootstrap {
    let folder: String
    let adminPort: Int
    let port: Int
    /// What answers on which ports.
    let answers: [(text: String, port: Int)]

    package init(folder: String, adminPort: Int, port: Int, answers: [(text: String, port: Int)]) {
        self.folder = folder
        self.adminPort = adminPort
        self.port = port
        self.answers = answers
    }

    /// In YAML.
    package var text: String {
        let stated = answers.map { answer in
            listener(
                answer.text, answer.port,
                "route_config: {virtual_hosts: [{name: all, domains: ['*'], routes: [{match: {prefix: /}, "
                    + "direct_response: {status: 200, body: {inline_string: \(answer.text)}}}]}]}")
        }
        let file = "path_config_source: {path: \(folder)/routes.json}"
        let main = listener(
            "flywheel", port, "rds: {route_config_name: flywheel, config_source: {resource_api_version: V3, \(file)}}")
        return """
            node: {id: flywheel, cluster: flywheel}
            admin: {address: {socket_address: {address: 127.0.0.1, port_value: \(adminPort)}}}
            dynamic_resources:
              cds_config: {resource_api_version: V3, path_config_source: {path: \(folder)/clusters.json}}
            static_resources:
              listeners:
            \((stated + [main]).joined(separator: "\n"))

            """
    }

    private func listener(_ name: String, _ port: Int, _ routes: String) -> String {
        let types = "type.googleapis.com/envoy.extensions.filters"
        return """
                - name: \(name)
                  address: {socket_address: {address: 127.0.0.1, port_value: \(port)}}
                  filter_chains:
                    - filters:
                        - name: envoy.filters.network.http_connection_manager
                          typed_config:
                            "@type": \(types).network.http_connection_manager.v3.HttpConnectionManager
                            stat_prefix: \(name)
                            \(routes)
                            http_filters:
                              - name: envoy.filters.http.router
                                typed_config: {"@type": \(types).http.router.v3.Router}
            """
    }
}
