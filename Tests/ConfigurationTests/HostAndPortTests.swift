import Testing

@testable import flywheel

struct HostAndPortTests {
    @Test(arguments: [
        ("10.0.0.5:7700", "10.0.0.5", 7_700), ("[::1]:0", "::1", 0), ("box:65535", "box", 65_535),
    ])
    func readsAnAddressWithAPort(text: String, host: String, port: Int) {
        let place = HostAndPort(text)

        #expect(place?.host == host && place?.port == port)
    }

    @Test(arguments: ["", "7700", ":7700", "box", "box:", "box:65536", "box:-1", "::1:7700", "[]:1", "a:b:c"])
    func refusesWhatIsNone(text: String) {
        #expect(HostAndPort(text) == nil)
    }

    @Test func takesAPortAloneWhereAnAddressIsKnown() {
        #expect(HostAndPort("7700", host: "127.0.0.1")?.host == "127.0.0.1")
        #expect(HostAndPort("", host: "127.0.0.1") == nil)
    }
}
