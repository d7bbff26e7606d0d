import Testing

@testable import Serving

struct ServingSettingsTests {
    @Test func listensNowhereUnlessTold() {
        let settings = ServingSettings()

        #expect(settings.host == nil)
        #expect(settings.socket == nil)
    }
}
