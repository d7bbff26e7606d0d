#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int flywheel_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]) {
    return SHA256(bytes, count, digest) ? 0 : -1;
}

static void set_signals_afresh(posix_spawnattr_t *attributes) {
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(attributes, &none);
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigdefault(attributes, &all);
}

int flywheel_spawn(char *const arguments[], char *const environment[], flywheel_child *child) {
    int down[2];
    int up[2];
    if (pipe2(down, O_CLOEXEC) != 0) return errno;
    if (pipe2(up, O_CLOEXEC) != 0) {
        int failed = errno;
        close(down[0]);
        close(down[1]);
        return failed;
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, down[0], 0);
    posix_spawn_file_actions_adddup2(&actions, up[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    set_signals_afresh(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawnp(&child->pid, arguments[0], &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(down[0]);
    close(up[1]);
    if (failed) {
        close(down[1]);
        close(up[0]);
        return failed;
    }
    setpriority(PRIO_PROCESS, (id_t)child->pid, 10);
    fcntl(down[1], F_SETFL, O_NONBLOCK);
    child->input = down[1];
    child->output = up[0];
    return 0;
}

int flywheel_start(char *const arguments[], char *const environment[], const int descriptors[3], pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    for (int place = 0; place < 3; place++) {
        if (descriptors[place] < 0) {
            posix_spawn_file_actions_addopen(&actions, place, "/dev/null", O_RDWR, 0);
        } else {
            posix_spawn_file_actions_adddup2(&actions, descriptors[place], place);
        }
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    set_signals_afresh(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed =
        posix_spawnp(pid, arguments[0], &actions, &attributes, arguments, environment ? environment : environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

// In the child, between fork and exec: nothing here takes a lock or allocates.
static void become(char *const arguments[], char *const environment[], const char *directory, pid_t parent,
                   const int descriptors[3], int report) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    setpriority(PRIO_PROCESS, 0, 10);
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int failed = chdir(directory);
    for (int place = 0; place < 3 && !failed; place++) failed = dup2(descriptors[place], place) < 0;
    // Whatever else is open is not the program's.
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (!failed) execvpe(arguments[0], arguments, environment);
    failed = errno;
    ssize_t written = write(report, &failed, sizeof failed);
    _exit(written == sizeof failed ? 126 : 127);
}

int flywheel_spawn_bound(char *const arguments[], char *const environment[], const char *directory,
                         flywheel_child *child, int *errors) {
    int pipes[4][2];
    for (int place = 0; place < 4; place++) {
        if (pipe2(pipes[place], O_CLOEXEC) == 0) continue;
        int failed = errno;
        while (place-- > 0) {
            close(pipes[place][0]);
            close(pipes[place][1]);
        }
        return failed;
    }
    const int descriptors[3] = {pipes[0][0], pipes[1][1], pipes[2][1]};
    pid_t parent = getpid();
    child->pid = fork();
    if (child->pid == 0) become(arguments, environment, directory, parent, descriptors, pipes[3][1]);
    int failed = child->pid < 0 ? errno : 0;
    for (int place = 0; place < 3; place++) close(descriptors[place]);
    close(pipes[3][1]);
    if (!failed) {
        ssize_t count;
        do count = read(pipes[3][0], &failed, sizeof failed);
        while (count < 0 && errno == EINTR);
        if (count == sizeof failed) {
            while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
            }
        } else {
            failed = 0;
        }
    }
    close(pipes[3][0]);
    if (failed) {
        close(pipes[0][1]);
        close(pipes[1][0]);
        close(pipes[2][0]);
        return failed;
    }
    child->input = pipes[0][1];
    child->output = pipes[1][0];
    *errors = pipes[2][0];
    fcntl(child->input, F_SETFL, O_NONBLOCK);
    fcntl(child->output, F_SETFL, O_NONBLOCK);
    fcntl(*errors, F_SETFL, O_NONBLOCK);
    return 0;
}

int flywheel_memory_file(void) {
    return memfd_create("flywheel", MFD_CLOEXEC);
}

int flywheel_spawn_on_terminal(char *const arguments[], char *const environment[], int columns, int rows, pid_t *pid,
                               int *terminal) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    *pid = forkpty(terminal, NULL, NULL, &size);
    if (*pid < 0) return errno;
    if (*pid == 0) {
        execve(arguments[0], arguments, environment);
        _exit(127);
    }
    return 0;
}

void flywheel_await_end(pid_t pid, int milliseconds) {
    for (;;) {
        siginfo_t info;
        info.si_pid = 0;
        int waited = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT | WNOHANG);
        if (waited < 0 && errno != EINTR) return;
        if (waited == 0 && info.si_pid == pid) return;
        if (milliseconds-- <= 0) break;
        struct timespec pause = {0, 1000000};
        nanosleep(&pause, NULL);
    }
    flywheel_kill(pid);
    siginfo_t info;
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
}

void flywheel_await(pid_t pid) {
    siginfo_t info;
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
}

int flywheel_reap(pid_t pid, flywheel_exit *result) {
    int status;
    struct rusage usage;
    while (wait4(pid, &status, 0, &usage) < 0) {
        if (errno != EINTR) return errno;
    }
    result->status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    result->cpu_seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
                          1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    return 0;
}

void flywheel_kill(pid_t pid) {
    // What a process frees at its end takes its own share of the processor; where this user may not raise it, it stays.
    setpriority(PRIO_PGRP, (id_t)pid, 0);
    kill(-pid, SIGKILL);
}

void flywheel_survive_broken_pipes(void) {
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, NULL);
}

int flywheel_die_with_parent(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return getppid() == parent;
}

void flywheel_take_short_turns(void) {
    // The C library has neither the structure nor the call.
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } wish = {.size = sizeof wish, .policy = SCHED_OTHER, .nice = getpriority(PRIO_PROCESS, 0), .runtime = 200000};
    syscall(SYS_sched_setattr, 0, &wish, 0);
}

int flywheel_usable_cores(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}
