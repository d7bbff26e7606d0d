// What Swift cannot reach by itself: SHA-256, and child processes with the kernel's own figures.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// 32 bytes of SHA-256 over `count` bytes into `digest`; 0 when done.
int flywheel_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

// A child process with pipes to its standard input and from its standard output.
typedef struct {
    pid_t pid;
    int input;
    int output;
} flywheel_child;

// Starts `arguments[0]`, looked for on the PATH, in a process group of its own with low priority; 0 when started, else
// errno.
// Its standard error goes to the null device, all other descriptors are closed. Writing to `input` does not block.
int flywheel_spawn(char *const arguments[], char *const environment[], flywheel_child *child);

// Starts `arguments[0]`, looked for on the PATH, in a process group of its own. `descriptors` are its standard input, output
// and error, the null device where -1; all others are closed, no signal is blocked or ignored. NULL as `environment` is
// this process' own. 0 when started, else errno.
int flywheel_start(char *const arguments[], char *const environment[], const int descriptors[3], pid_t *pid);

// Starts `arguments[0]`, looked for on the PATH, in `directory`, in a process group of its own with low priority; the kernel
// kills it when the calling thread ends. Its standard error is read from `errors`; no end of the three pipes blocks. 0 when
// started, else errno.
int flywheel_spawn_bound(char *const arguments[], char *const environment[], const char *directory,
                         flywheel_child *child, int *errors);

// A file in memory that no child inherits, for what a child says; -1 where there is none.
int flywheel_memory_file(void);

// Starts `arguments[0]` on a terminal of its own of this size; 0 when started, else errno. What it draws is read from
// `terminal`, keys are written there.
int flywheel_spawn_on_terminal(char *const arguments[], char *const environment[], int columns, int rows, pid_t *pid,
                               int *terminal);

// How a child ended, and what it used.
typedef struct {
    // Exit code, or minus the signal that ended it.
    int status;
    double cpu_seconds;
} flywheel_exit;

// Waits up to `milliseconds` for the child's end, then kills its process group and waits on. The child stays unreaped, so
// that its number names nobody else.
void flywheel_await_end(pid_t pid, int milliseconds);

// Waits for the child's end, which stays unreaped.
void flywheel_await(pid_t pid);

// Reaps a child; 0 when done, else errno.
int flywheel_reap(pid_t pid, flywheel_exit *result);

// Kills a child that has not been reaped, and whatever it started in its process group.
void flywheel_kill(pid_t pid);

// Lets a write of the calling thread to a pipe without a reader fail instead of ending the process.
void flywheel_survive_broken_pipes(void);

// The calling thread answers somebody who waits: it asks the scheduler for short turns (0.2 ms), so that it need not wait for
// the end of another's. A kernel before 6.12 knows no such wish, and nothing changes there.
void flywheel_take_short_turns(void);

// The cores that this process may run on, at least 1.
int flywheel_usable_cores(void);

// In a worker: asks to be killed when its parent dies. Gives 0 where the parent is already gone.
int flywheel_die_with_parent(pid_t parent);
