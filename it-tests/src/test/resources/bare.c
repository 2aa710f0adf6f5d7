/*
 * The least that a hit can cost: a function with an execution breakpoint that only counts. Calls it in bursts, as
 * dev.xwatch.it.app.Bursts does its method: at each line on stdin so many of them, and tells how long all calls
 * took, in the thread's CPU time and by the clock.
 */
#define _GNU_SOURCE
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile long sum;

__attribute__((noinline, aligned(64))) static void target(long x) { sum += x; }

static long now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

int main(int argc, char **argv) {
    int bursts = atoi(argv[1]);
    int calls = atoi(argv[2]);
    struct perf_event_attr attr = {
        .size = sizeof attr,
        .type = PERF_TYPE_BREAKPOINT,
        .bp_type = HW_BREAKPOINT_X,
        .bp_addr = (unsigned long)target,
        .bp_len = sizeof(long),
        .exclude_kernel = 1,
        .exclude_hv = 1,
    };
    int fd = syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0) {
        perror("perf_event_open");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    long made = 0;
    while (getchar() != EOF) {
        long nanos = 0;
        long cpu_nanos = 0;
        for (int burst = 0; burst < bursts; burst++) {
            long cpu_begin = now(CLOCK_THREAD_CPUTIME_ID);
            long begin = now(CLOCK_MONOTONIC);
            for (int i = 0; i < calls; i++) target(i);
            nanos += now(CLOCK_MONOTONIC) - begin;
            cpu_nanos += now(CLOCK_THREAD_CPUTIME_ID) - cpu_begin;
            made += calls;
            usleep(25000);
        }
        long count = 0;
        if (read(fd, &count, sizeof count) != sizeof count || count != made) {
            fprintf(stderr, "%ld calls, %ld counted\n", made, count);
            return 1;
        }
        printf("nanos=%ld %ld\n", cpu_nanos, nanos);
        fflush(stdout);
    }
    return 0;
}
