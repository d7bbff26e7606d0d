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

// Starts `arguments[0]` in a process group of its own with low priority; 0 when started, else errno.
// Its standard error goes to the null device, all other descriptors are closed.
int flywheel_spawn(char *const arguments[], char *const environment[], flywheel_child *child);

// How a child ended, and what it used.
typedef struct {
    // Exit code, or minus the signal that ended it.
    int status;
    double cpu_seconds;
} flywheel_exit;

// Waits for the child's end; 0 when reaped, else errno.
int flywheel_wait(pid_t pid, flywheel_exit *result);

// In a worker: asks to be killed when its parent dies. Gives 0 where the parent is already gone.
int flywheel_die_with_parent(pid_t parent);
