// A disk that hangs, for a program that loads this first (LD_PRELOAD): no fsync or fdatasync returns while the file exists
// that HANGING_DISK names.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void hang(void) {
    const char *file = getenv("HANGING_DISK");
    while (file && access(file, F_OK) == 0) usleep(1000);
}

int fsync(int descriptor) {
    hang();
    return (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
    hang();
    return (int)syscall(SYS_fdatasync, descriptor);
}
