import Foundation

/// The checkout that this program was built in: where the demo's data, the peers' scripts and the references' figures
/// lie.
struct Checkout {
    /// The folder of the running program.
    let products: URL
    let demoData: URL
    let peerScripts: URL
    /// The references' figures that tests compare with.
    let golden: URL

    /// - Throws: ``BenchError`` where no folder above the program holds the demo's data.
    init() throws {
        products = URL(filePath: CommandLine.arguments[0]).standardizedFileURL.resolvingSymlinksInPath()
            .deletingLastPathComponent()
        var root = products
        while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "demo-data").path) {
            root.deleteLastPathComponent()
        }
        demoData = root.appending(path: "demo-data")
        peerScripts = root.appending(path: "Tests/Peers")
        golden = root.appending(path: "Tests/LearningTests/Golden")
        guard FileManager.default.fileExists(atPath: demoData.path) else {
            throw BenchError("there is no demo-data above \(products.path); run the program from a checkout's build")
        }
    }
}
