/*
 * The least that a hit can cost: a function with an execution breakpoint that only counts, or with "sampling" writes a record
 * of each hit into a ring, which is read after them. Calls it in bursts, as dev.xwatch.it.app.Bursts does its method: at each
 * line on stdin one, and tells how long its calls took, in the thread's CPU time and by the clock, and how many hits were
 * reported so far.
 */
#define _GNU_SOURCE
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define RING_SIZE (1UL << 18)
#define PAGE_SIZE 4096UL

static volatile long sum;

__attribute__((noinline, aligned(64))) static void target(long x) { sum += x; }

static long now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* Records of hits since the call before. Sizes are multiples of eight: no header wraps around. */
static long drain(struct perf_event_mmap_page *ring) {
    const char *data = (const char *)ring + PAGE_SIZE;
    unsigned long head = __atomic_load_n(&ring->data_head, __ATOMIC_ACQUIRE);
    unsigned long tail = ring->data_tail;
    long samples = 0;
    while (tail < head) {
        const struct perf_event_header *header = (const void *)(data + tail % RING_SIZE);
        samples += header->type == PERF_RECORD_SAMPLE;
        tail += header->size;
    }
    __atomic_store_n(&ring->data_tail, tail, __ATOMIC_RELEASE);
    return samples;
}

int main(int argc, char **argv) {
    int calls = atoi(argv[1]);
    int sampling = argc > 2 && strcmp(argv[2], "sampling") == 0;
    struct perf_event_attr attr = {
        .size = sizeof attr,
        .type = PERF_TYPE_BREAKPOINT,
        .bp_type = HW_BREAKPOINT_X,
        .bp_addr = (unsigned long)target,
        .bp_len = sizeof(long),
        .exclude_kernel = 1,
        .exclude_hv = 1,
    };
    if (sampling) {
        attr.sample_period = 1;
        attr.sample_type = PERF_SAMPLE_IP | PERF_SAMPLE_TID | PERF_SAMPLE_TIME;
        attr.watermark = 1;
        attr.wakeup_watermark = RING_SIZE / 2;
    }
    int fd = syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0) {
        perror("perf_event_open");
        return 1;
    }
    struct perf_event_mmap_page *ring = NULL;
    if (sampling) {
        ring = mmap(NULL, PAGE_SIZE + RING_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (ring == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
    }
    printf("ready\n");
    fflush(stdout);
    long made = 0;
    long reported = 0;
    while (getchar() != EOF) {
        long cpu_begin = now(CLOCK_THREAD_CPUTIME_ID);
        long begin = now(CLOCK_MONOTONIC);
        for (int i = 0; i < calls; i++) target(i);
        long nanos = now(CLOCK_MONOTONIC) - begin;
        long cpu_nanos = now(CLOCK_THREAD_CPUTIME_ID) - cpu_begin;
        made += calls;
        if (sampling) reported += drain(ring);
        long count = 0;
        if (read(fd, &count, sizeof count) != sizeof count || count != made) {
            fprintf(stderr, "%ld calls, %ld counted\n", made, count);
            return 1;
        }
        printf("nanos=%ld %ld %ld\n", cpu_nanos, nanos, sampling ? reported : count);
        fflush(stdout);
    }
    return 0;
}
