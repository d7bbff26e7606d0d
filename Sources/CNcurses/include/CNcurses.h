// The terminal through ncurses, on plain values: ncurses' own header has globals and macros that Swift cannot hold.
#pragma once
#include <stdint.h>

// One cell of a row. A wide character is followed by a cell with `width` 0, which is skipped.
typedef struct {
    // At most four code points (a letter with its marks), 0-terminated.
    uint32_t text[5];
    uint8_t width;
    // Bold 1, dim 2, underline 4, reverse 8.
    uint8_t attributes;
    // Colour numbers of the terminal; -1 is its default.
    int32_t foreground;
    int32_t background;
} fw_cell;

enum { FW_KEY_NONE = 0, FW_KEY_CODE = 1, FW_KEY_CHARACTER = 2, FW_KEY_MOUSE = 3, FW_KEY_RESIZE = 4,
       FW_KEY_WAKE = 5, FW_KEY_HANGUP = 6, FW_KEY_TERMINATE = 7, FW_KEY_CONTINUE = 8 };

typedef struct {
    int kind;
    // Code point, or a name below.
    int value;
    int x;
    int y;
} fw_event;

enum { FW_UP = 1, FW_DOWN, FW_LEFT, FW_RIGHT, FW_HOME, FW_END, FW_PAGE_UP, FW_PAGE_DOWN, FW_BACKSPACE, FW_DELETE,
       FW_BACK_TAB, FW_ENTER, FW_FUNCTION = 100 };

// Opens the controlling terminal as `type` (0: as TERM says); 0 when done. Signals that end the program put the
// terminal back first.
int fw_open(const char *type, int mouse);
void fw_close(void);
// Stops the process until it is continued, with the terminal as it was before.
void fw_suspend(void);
int fw_colors(void);
int fw_rows(void);
int fw_columns(void);
// Puts cells at a place of the next frame.
void fw_put(int y, int x, const fw_cell *cells, int count);
// Draws everything anew at the next frame.
void fw_clear(void);
// Sends what changed as one write between the marks of a synchronised update; gives the bytes written.
long fw_flush(void);
// How often write(2) was called on the terminal so far.
long fw_writes(void);
// Sends a prepared control sequence as it is.
void fw_send(const char *bytes, int count);
// Waits at most so many milliseconds (-1: for ever) for something to happen.
fw_event fw_wait(int milliseconds);
// Ends a wait, from any thread.
void fw_wake(void);
// Calls setlocale and gives 1 where the locale's characters are UTF-8.
int fw_locale_is_utf8(void);
