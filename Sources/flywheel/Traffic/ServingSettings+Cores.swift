import CPlatform
import Serving

extension ServingSettings {
    /// With a thread for each core that this process may run on; one that is bound to some of the machine's has these only.
    var onAllCores: ServingSettings {
        var settings = self
        settings.threads = Int(flywheel_usable_cores())
        return settings
    }
}
