// The native half of dev.xwatch.it.app.CodePages; with -DPROGRAM a program of its own.
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum way { RWX, WX, MEMFD, HUGE };
enum { PAGE = 4096, SECOND = 64, HUGE_BYTES = 8 << 20 };

// mov eax, value; ret
static void write_function(uint8_t *at, int value) {
    at[0] = 0xb8;
    memcpy(at + 1, &value, sizeof value);
    at[5] = 0xc3;
}

static void *map_or_die(void *at, size_t bytes, int prot, int flags, int fd) {
    void *got = mmap(at, bytes, prot, flags | (at ? MAP_FIXED_NOREPLACE : 0), fd, 0);
    if (got == MAP_FAILED) abort();
    return got;
}

long Java_dev_xwatch_it_app_CodePages_map(void *env, void *type, int way, long at, int value) {
    size_t bytes = way == HUGE ? HUGE_BYTES : PAGE;
    int fd = -1;
    uint8_t *page, *writable;
    if (way == MEMFD) {
        fd = memfd_create("tinyjit", 0);
        if (fd < 0 || ftruncate(fd, PAGE)) abort();
        writable = map_or_die(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
        page = map_or_die((void *) at, PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, fd);
        close(fd);
    } else {
        int prot = PROT_READ | PROT_WRITE | (way == WX ? 0 : PROT_EXEC);
        page = writable = map_or_die((void *) at, bytes, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    }
    write_function(writable, value);
    write_function(writable + SECOND, value);
    if (way == MEMFD) munmap(writable, PAGE);
    if (way == WX && mprotect(page, PAGE, PROT_READ | PROT_EXEC)) abort();
    return (long) page;
}

int Java_dev_xwatch_it_app_CodePages_call(void *env, void *type, long function) {
    return ((int (*)(void)) function)();
}

void Java_dev_xwatch_it_app_CodePages_unmap(void *env, void *type, int way, long page) {
    munmap((void *) page, way == HUGE ? HUGE_BYTES : PAGE);
}

#ifdef PROGRAM
// Some hypervisors lose the cause of a hit now and then, which Linux then takes for an int1: it hits again.
static void go_on(int signal) {}

// Maps a page in the way of that number and says where. Each line on stdin is a number of calls, answered when they are made.
int main(int argc, char **argv) {
    long page = Java_dev_xwatch_it_app_CodePages_map(NULL, NULL, argc > 1 ? atoi(argv[1]) : RWX, 0, 1);
    char line[32];
    signal(SIGTRAP, go_on);
    printf("mapped 0x%lx\n", page);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        for (int calls = atoi(line); calls > 0; calls--) Java_dev_xwatch_it_app_CodePages_call(NULL, NULL, page);
        fputs(line, stdout);
        fflush(stdout);
    }
}
#endif
