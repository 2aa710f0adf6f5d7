// The native half of dev.xwatch.it.app.CodePages.
#define _GNU_SOURCE
#include <stdint.h>
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
