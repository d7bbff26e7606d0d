import CPlatform
import Domain
import Glibc

/// How a trial ended whose worker gave no result.
struct WorkerEnding {
    let end: Conversation.End
    let exit: flywheel_exit
    /// 0, or why the kernel did not tell how the worker ended.
    let lost: Int32
    let assignment: TrialAssignment
    let silenceLimit: Duration

    var outcome: TrialOutcome {
        let (failure, message) = failure
        return .failed(failure, message: message)
    }

    private var failure: (TrialFailure, message: String) {
        switch end.stop {
        case .timeLimit: (.timedOut, "no result within \(assignment.wallSecondsLimit) s")
        case .memoryLimit: (.outOfMemory, "over \(assignment.memoryBytesLimit / 1_048_576) MiB of memory")
        case .silence:
            (
                .stuck,
                "the worker gave no sign of life for \(silenceLimit.components.seconds) s, where it beats each second; "
                    + "it was ended"
            )
        case .badOutput: (.crashed, "the worker wrote a line that is not of the protocol")
        case .brokenTransfer(let problem): (.crashed, "what the remote worker sent cannot be used: \(problem)")
        case .handOverLimit: (.stuck, "the remote worker did not take over its data in time")
        case .otherVersion(let version):
            (.crashed, "the worker speaks protocol \(version), not \(WorkerMessage.version)")
        case nil where lost != 0: (.crashed, "worker lost: \(String(cString: strerror(lost)))")
        case nil where exit.status == -SIGKILL || exit.status == -SIGTERM: (.killed, "signal \(-exit.status)")
        case nil where exit.status < 0: (.crashed, "signal \(-exit.status)")
        case nil: (.crashed, "ended with code \(exit.status) before its result")
        }
    }
}
