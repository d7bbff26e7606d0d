import Testing

@testable import flywheel

struct AvailableMemoryTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    private var memory: AvailableMemory { AvailableMemory(root: workspace.folder.path) }

    @Test func takesTheLeastOfTheMachineAndEachGroup() throws {
        _ = try workspace.folder.write(
            "MemTotal:  9000 kB\nMemAvailable:    8000 kB\n", to: "proc/meminfo")
        #expect(memory.bytes == 8_000 * 1_024)

        _ = try workspace.folder.write("0::/service/engine\n", to: "proc/self/cgroup")
        _ = try workspace.folder.write("max\n", to: "sys/fs/cgroup/service/engine/memory.max")
        _ = try workspace.folder.write("4000000\n", to: "sys/fs/cgroup/service/memory.max")
        _ = try workspace.folder.write("3000000\n", to: "sys/fs/cgroup/service/memory.current")
        _ = try workspace.folder.write(
            "anon 5\ninactive_file 500000\n", to: "sys/fs/cgroup/service/memory.stat")
        #expect(memory.bytes == 1_500_000, "pages of files that nobody uses are free")

        _ = try workspace.folder.write("5000000\n", to: "sys/fs/cgroup/service/memory.current")
        #expect(memory.bytes == 0)
    }

    @Test func saysNothingWhereTheKernelDoesNot() {
        #expect(memory.bytes == nil)
    }

    @Test func saysSomethingOfThisMachine() throws {
        #expect(try #require(AvailableMemory.bytes()) > 0)
    }
}
