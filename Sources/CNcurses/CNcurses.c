#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static SCREEN *screen;
static FILE *out_file;
static FILE *in_file;
static int tty = -1;
static int out_descriptor = -1;
static int frame_memory = -1;
static int wake_pipe[2] = {-1, -1};
static struct termios saved_modes;
static volatile sig_atomic_t is_open;
// Mouse off, colours off, cursor shown, alternate screen left.
static const char restore_sequence[] = "\033[?1000l\033[?1006l\033[?2026l\033[0m\033[?25h\033[?1049l";

// The colours that the terminal has now, as the sequences that set them; empty where that is not known.
static struct { char bytes[32]; size_t length; } ink, ground;

static void restore_terminal(void) {
    if (!is_open) return;
    is_open = 0;
    ssize_t ignored = write(tty, restore_sequence, sizeof restore_sequence - 1);
    (void)ignored;
    tcsetattr(tty, TCSANOW, &saved_modes);
}

static void on_crash(int number) {
    restore_terminal();
    signal(number, SIG_DFL);
    raise(number);
}

static void on_notice(int number) {
    int saved = errno;
    char byte = number == SIGWINCH ? FW_KEY_RESIZE : number == SIGHUP ? FW_KEY_HANGUP
              : number == SIGCONT ? FW_KEY_CONTINUE : FW_KEY_TERMINATE;
    ssize_t ignored = write(wake_pipe[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

static void install_signals(void) {
    static char alternate[65536];
    stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
    sigaltstack(&stack, NULL);
    struct sigaction crash = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    int crashes[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT};
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &crash, NULL);
    struct sigaction notice = {.sa_handler = on_notice, .sa_flags = SA_RESTART};
    int notices[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT};
    for (unsigned i = 0; i < sizeof notices / sizeof *notices; i++) sigaction(notices[i], &notice, NULL);
    signal(SIGPIPE, SIG_IGN);
    // Whoever started the program may have left them blocked.
    sigset_t handled;
    sigemptyset(&handled);
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaddset(&handled, crashes[i]);
    for (unsigned i = 0; i < sizeof notices / sizeof *notices; i++) sigaddset(&handled, notices[i]);
    pthread_sigmask(SIG_UNBLOCK, &handled, NULL);
}

int fw_locale_is_utf8(void) {
    setlocale(LC_ALL, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static int start_screen(const char *type) {
    // Escape sequences arrive whole; 25 ms is enough to tell the key Esc from them, over ssh too.
    set_escdelay(25);
    out_descriptor = dup(tty);
    out_file = fdopen(out_descriptor, "w");
    in_file = fdopen(dup(tty), "r");
    screen = newterm(type, out_file, in_file);
    return screen ? 0 : -1;
}

int fw_open(const char *type, int mouse) {
    tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (tty < 0 || tcgetattr(tty, &saved_modes) != 0) return -1;
    if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    frame_memory = memfd_create("frame", MFD_CLOEXEC);
    if (frame_memory < 0) return -1;
    if (start_screen(type) != 0 && (!type || start_screen(NULL) != 0)) return -1;
    set_term(screen);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    typeahead(-1);
    leaveok(stdscr, TRUE);
    curs_set(0);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    if (mouse) mousemask(BUTTON1_CLICKED | BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    mouseinterval(0);
    install_signals();
    pthread_setname_np(pthread_self(), "screen");
    is_open = 1;
    return 0;
}

void fw_close(void) {
    if (!screen) return;
    endwin();
    restore_terminal();
    delscreen(screen);
    screen = NULL;
}

void fw_suspend(void) {
    endwin();
    ssize_t ignored = write(tty, restore_sequence, sizeof restore_sequence - 1);
    (void)ignored;
    tcsetattr(tty, TCSANOW, &saved_modes);
    ink.length = ground.length = 0;
    kill(0, SIGSTOP);
    // The stop may reach this thread late: nothing is drawn before the continuation has come.
    for (;;) {
        struct pollfd notices = {.fd = wake_pipe[0], .events = POLLIN};
        char byte;
        if (poll(&notices, 1, -1) < 0 || read(wake_pipe[0], &byte, 1) != 1) continue;
        if (byte == FW_KEY_CONTINUE) break;
        if (byte == FW_KEY_HANGUP || byte == FW_KEY_TERMINATE) {
            ssize_t ignored = write(wake_pipe[1], &byte, 1);
            (void)ignored;
            break;
        }
    }
    clearok(curscr, TRUE);
}

int fw_colors(void) { return has_colors() ? COLORS : 0; }
int fw_rows(void) { return LINES; }
int fw_columns(void) { return COLS; }
void fw_clear(void) { clearok(curscr, TRUE); }

// Pairs are made as they are asked for and kept: (foreground, background) to a number from 1.
static int pair_number(int foreground, int background) {
    enum { MOST = 1024 };
    static struct { int foreground, background; } pairs[MOST];
    static int count;
    if (!has_colors()) return 0;
    for (int i = 0; i < count; i++)
        if (pairs[i].foreground == foreground && pairs[i].background == background) return i + 1;
    int limit = COLOR_PAIRS - 1 < MOST ? COLOR_PAIRS - 1 : MOST;
    if (count >= limit) return 0;
    pairs[count].foreground = foreground;
    pairs[count].background = background;
    count++;
    if (init_extended_pair(count, foreground, background) == ERR) return 0;
    return count;
}

void fw_put(int y, int x, const fw_cell *cells, int count) {
    if (y < 0 || y >= LINES) return;
    attr_set(A_NORMAL, 0, NULL);
    for (int i = 0; i < count && x + i < COLS; i++) {
        const fw_cell *cell = &cells[i];
        if (cell->width == 0) continue;
        wchar_t text[6] = {0};
        for (int k = 0; k < 5 && cell->text[k]; k++) text[k] = (wchar_t)cell->text[k];
        attr_t attributes = A_NORMAL;
        if (cell->attributes & 1) attributes |= A_BOLD;
        if (cell->attributes & 2) attributes |= A_DIM;
        if (cell->attributes & 4) attributes |= A_UNDERLINE;
        if (cell->attributes & 8) attributes |= A_REVERSE;
        int pair = pair_number(cell->foreground, cell->background);
        cchar_t character;
        if (setcchar(&character, text, attributes, 0, &pair) == OK) mvadd_wch(y, x + i, &character);
    }
}

static long writes;

static void write_all(const char *bytes, size_t count) {
    while (count > 0) {
        writes++;
        ssize_t written = write(tty, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = tty, .events = POLLOUT};
            poll(&ready, 1, 1000);
            continue;
        }
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

// Takes out the colours that the terminal has already: ncurses sets both with each new pair, and here the ground seldom
// changes. Gives the new length.
static size_t without_known_colours(char *frame, size_t length) {
    size_t kept = 0;
    for (size_t at = 0; at < length;) {
        size_t end = at + 2;
        int is_style = 0;
        if (frame[at] == '\033' && at + 1 < length && frame[at + 1] == '[') {
            while (end < length && ((frame[end] >= '0' && frame[end] <= '9') || frame[end] == ';' || frame[end] == ':')) end++;
            is_style = end < length && frame[end] == 'm';
        }
        size_t count = is_style ? end + 1 - at : 1;
        if (is_style) {
            int is_ink = count > 5 && memcmp(frame + at, "\033[38", 4) == 0;
            int is_ground = count > 5 && memcmp(frame + at, "\033[48", 4) == 0;
            if ((is_ink || is_ground) && count <= sizeof ink.bytes) {
                char *known = is_ink ? ink.bytes : ground.bytes;
                size_t *known_length = is_ink ? &ink.length : &ground.length;
                if (*known_length == count && memcmp(known, frame + at, count) == 0) {
                    at += count;
                    continue;
                }
                memcpy(known, frame + at, count);
                *known_length = count;
            } else {
                ink.length = ground.length = 0;
            }
        }
        memmove(frame + kept, frame + at, count);
        kept += count;
        at += count;
    }
    return kept;
}

long fw_flush(void) {
    static char *frame;
    static size_t capacity;
    static const char begin[] = "\033[?2026h";
    static const char end[] = "\033[?2026l";
    if (ftruncate(frame_memory, 0) != 0) return 0;
    lseek(frame_memory, 0, SEEK_SET);
    dup2(frame_memory, out_descriptor);
    wnoutrefresh(stdscr);
    doupdate();
    fflush(out_file);
    dup2(tty, out_descriptor);
    size_t length = (size_t)lseek(frame_memory, 0, SEEK_END);
    if (length == 0) return 0;
    size_t total = length + sizeof begin + sizeof end - 2;
    if (total > capacity) {
        char *larger = realloc(frame, total);
        if (!larger) return 0;
        frame = larger;
        capacity = total;
    }
    memcpy(frame, begin, sizeof begin - 1);
    if (pread(frame_memory, frame + sizeof begin - 1, length, 0) != (ssize_t)length) return 0;
    length = without_known_colours(frame + sizeof begin - 1, length);
    total = length + sizeof begin + sizeof end - 2;
    memcpy(frame + sizeof begin - 1 + length, end, sizeof end - 1);
    write_all(frame, total);
    return (long)total;
}

long fw_writes(void) { return writes; }

void fw_send(const char *bytes, int count) { write_all(bytes, (size_t)count); }

void fw_wake(void) {
    char byte = FW_KEY_WAKE;
    ssize_t ignored = write(wake_pipe[1], &byte, 1);
    (void)ignored;
}

static fw_event resized(void) {
    struct winsize size;
    if (ioctl(tty, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE);
    return (fw_event){.kind = FW_KEY_RESIZE, .x = COLS, .y = LINES};
}

static fw_event translated(int status, wint_t key) {
    fw_event event = {.kind = FW_KEY_CHARACTER, .value = (int)key};
    if (status != KEY_CODE_YES) return event;
    event.kind = FW_KEY_CODE;
    switch (key) {
    case KEY_UP: event.value = FW_UP; break;
    case KEY_DOWN: event.value = FW_DOWN; break;
    case KEY_LEFT: event.value = FW_LEFT; break;
    case KEY_RIGHT: event.value = FW_RIGHT; break;
    case KEY_HOME: event.value = FW_HOME; break;
    case KEY_END: event.value = FW_END; break;
    case KEY_PPAGE: event.value = FW_PAGE_UP; break;
    case KEY_NPAGE: event.value = FW_PAGE_DOWN; break;
    case KEY_BACKSPACE: event.value = FW_BACKSPACE; break;
    case KEY_DC: event.value = FW_DELETE; break;
    case KEY_BTAB: event.value = FW_BACK_TAB; break;
    case KEY_ENTER: event.value = FW_ENTER; break;
    case KEY_RESIZE: return resized();
    case KEY_MOUSE: {
        MEVENT mouse;
        if (getmouse(&mouse) != OK) return (fw_event){.kind = FW_KEY_NONE};
        event = (fw_event){.kind = FW_KEY_MOUSE, .x = mouse.x, .y = mouse.y};
        event.value = mouse.bstate & BUTTON4_PRESSED ? 1 : mouse.bstate & BUTTON5_PRESSED ? 2 : 0;
        break;
    }
    default:
        if (key > KEY_F0 && key <= KEY_F0 + 12) event.value = FW_FUNCTION + (int)(key - KEY_F0);
        else event.kind = FW_KEY_NONE;
    }
    return event;
}

fw_event fw_wait(int milliseconds) {
    wint_t key;
    int status = get_wch(&key);
    if (status != ERR) return translated(status, key);
    struct pollfd sources[2] = {{.fd = tty, .events = POLLIN}, {.fd = wake_pipe[0], .events = POLLIN}};
    int ready = poll(sources, 2, milliseconds);
    if (ready <= 0) return (fw_event){.kind = FW_KEY_NONE};
    if (sources[1].revents & POLLIN) {
        char byte;
        if (read(wake_pipe[0], &byte, 1) == 1) {
            if (byte == FW_KEY_RESIZE) return resized();
            // Stopped and continued from outside: the shell has had the terminal in between.
            if (byte == FW_KEY_CONTINUE) reset_prog_mode();
            return (fw_event){.kind = byte};
        }
    }
    if (sources[0].revents & (POLLHUP | POLLERR)) return (fw_event){.kind = FW_KEY_HANGUP};
    status = get_wch(&key);
    if (status != ERR) return translated(status, key);
    return (fw_event){.kind = FW_KEY_NONE};
}
