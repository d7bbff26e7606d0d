import Domain
import Testing

struct RemoteAddressTests {
    @Test(arguments: [
        ("http://10.0.0.5:8080", "10.0.0.5", 8_080, ""), ("http://models", "models", 80, ""),
        ("http://models:9000/", "models", 9_000, ""), ("http://[::1]:8080/team/a/", "::1", 8_080, "/team/a"),
        ("http://[::1]", "::1", 80, ""),
    ])
    func readsWhatAPersonWrites(text: String, host: String, port: Int, path: String) throws {
        let address = try RemoteAddress(text)

        #expect(address.host == host && address.port == port && address.path == path)
    }

    @Test(arguments: [
        "", "models:8080", "http://", "http://:8080", "http://models:0", "http://models:70000", "http://models:x",
        "http://ann:secret@models", "http://models/?a=b", "http://models/#a", "http://::1:8080", "ftp://models",
        "http://models:8080/v2", "http://mod els", "http://models/\u{e9}",
    ])
    func refusesWhatIsNoAddress(text: String) {
        #expect(throws: RemoteAddress.Problem.isNoAddress) { try RemoteAddress(text) }
    }

    @Test func saysThatTLSIsNotSpoken() {
        #expect(throws: RemoteAddress.Problem.isSecure) { try RemoteAddress("https://models:8443") }
    }
}
