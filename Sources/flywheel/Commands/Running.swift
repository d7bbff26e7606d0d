import ArgumentParser

/// How the long-running commands end: 2 for a workspace that is not in order, 1 for everything that failed.
enum Running {
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as ExitCode {
            throw error
        } catch let error as ValidationError {
            throw error
        } catch let problems as ConfigurationProblems {
            StandardError.print(problems.description)
            throw ExitCode(2)
        } catch {
            StandardError.print("flywheel: \(error)")
            throw ExitCode(1)
        }
    }
}
