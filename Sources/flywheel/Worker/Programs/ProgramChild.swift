import CPlatform
import Dispatch
import Domain
import Foundation
import Glibc
import Learning
import Synchronization

/// The process of a user's own learner, with a thread that waits for its end and that it does not outlive.
///
/// A program that ends by itself, a worker that is killed, an engine that dies: in each case nothing stays behind.
final class ProgramChild: Sendable {
    /// What the waiting thread and its owner share.
    private final class Life: Sendable {
        struct State {
            var failed: Int32 = 0
            var child = flywheel_child()
            var errors: Int32 = -1
            /// Exit code, or minus the signal that ended it; nil while it runs.
            var status: Int32?
        }

        let state = Mutex(State())
        let handle = ChildHandle()
        let started = DispatchSemaphore(value: 0)
        let reaped = DispatchSemaphore(value: 0)

        /// Starts the program and waits for its end: the kernel ends it with the thread that started it.
        func run(_ program: LearnerProgram, in directory: String) {
            let pid = state.withLock { state in
                state.failed = Self.spawn(program, directory, &state.child, &state.errors)
                return state.failed == 0 ? state.child.pid : nil
            }
            if let pid { handle.started(pid) }
            started.signal()
            if let pid {
                flywheel_await(pid)
                handle.ended()
                var end = flywheel_exit()
                let failed = flywheel_reap(pid, &end)
                state.withLock { $0.status = failed == 0 ? end.status : -1 }
            }
            reaped.signal()
        }

        private static func spawn(
            _ program: LearnerProgram, _ directory: String, _ child: inout flywheel_child, _ errors: inout Int32
        ) -> Int32 {
            var environment = ProcessInfo.processInfo.environment
            // The same training gives the same model, leaves other cores alone, and nothing it says stays in a buffer.
            for (name, value) in [("OMP_NUM_THREADS", "1"), ("PYTHONHASHSEED", "0"), ("PYTHONUNBUFFERED", "1")]
            where environment[name] == nil {
                environment[name] = value
            }
            var arguments: [UnsafeMutablePointer<CChar>?] = program.command.map { strdup($0) } + [nil]
            var variables: [UnsafeMutablePointer<CChar>?] =
                environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
            defer { for pointer in arguments + variables { free(pointer) } }
            return flywheel_spawn_bound(&arguments, &variables, directory, &child, &errors)
        }
    }

    let input: Int32
    let output: Int32
    let errors: Int32
    let pid: pid_t
    private let life: Life

    /// - Parameters:
    ///   - program: Paths in its command are those of `directory`.
    ///   - directory: The workspace.
    /// - Throws: ``TrialError`` where it cannot be started.
    init(_ program: LearnerProgram, directory: String) throws(TrialError) {
        let life = Life()
        let thread = Thread { life.run(program, in: directory) }
        thread.stackSize = 1 << 19
        thread.start()
        life.started.wait()
        let state = life.state.withLock { $0 }
        guard state.failed == 0 else {
            throw TrialError(
                .invalid,
                "the program \(program.name) cannot be started: \(program.command.joined(separator: " ")): "
                    + String(cString: strerror(state.failed)))
        }
        (input, output, errors, pid) = (state.child.input, state.child.output, state.errors, state.child.pid)
        self.life = life
    }

    /// How it ended, waiting for that a little: exit code, or minus the signal; nil where it goes on.
    func status(withinMilliseconds milliseconds: Int) -> Int32? {
        if life.reaped.wait(timeout: .now() + .milliseconds(milliseconds)) == .success { life.reaped.signal() }
        return life.state.withLock { $0.status }
    }

    /// Bytes that it holds in memory; 0 where it is gone.
    var residentBytes: Int64 { ResidentMemory.bytes(of: pid) }

    func kill() { life.handle.kill() }

    deinit {
        life.handle.kill()
        life.reaped.wait()
        for descriptor in [input, output, errors] { close(descriptor) }
    }
}
