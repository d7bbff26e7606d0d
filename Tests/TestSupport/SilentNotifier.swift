package import Domain

/// Tells nobody.
package struct SilentNotifier: Notifier {
    package init() {}

    package func notify(_ alert: AlertRecord, of pipeline: PipelineName, command: [String]) async -> String? { nil }
}
