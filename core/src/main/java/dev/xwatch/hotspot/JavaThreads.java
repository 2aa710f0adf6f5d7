package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** From Java's threads to the kernel's, through {@code JavaThread} and {@code OSThread}. Thread-safe. */
public final class JavaThreads {
    private final Memory memory;
    private final JdkInternals internals;
    private final int osthread;
    private final int threadId;

    JavaThreads(VmStructs vm, Memory memory, JdkInternals internals) throws HotSpotUnavailableException {
        this.memory = memory;
        this.internals = internals;
        this.osthread = vm.offset("Thread::_osthread", "JavaThread::_osthread");
        this.threadId = vm.offset("OSThread::_thread_id");
    }

    /** The live platform threads by their ids in {@code /proc/self/task}. */
    public Map<Integer, Thread> byNativeId() {
        Map<Integer, Thread> threads = new HashMap<>();
        for (Thread thread : internals.threads()) {
            nativeId(thread).ifPresent(id -> threads.put(id, thread));
        }
        return threads;
    }

    /** A thread's id in {@code /proc/self/task}; empty if it is not started, has ended or is virtual. */
    public OptionalInt nativeId(Thread thread) {
        long javaThread = internals.eetop(thread);
        if (javaThread == 0) {
            return OptionalInt.empty();
        }
        try {
            long osThread = memory.u64(javaThread + osthread);
            int id = memory.i32(osThread + threadId);
            // While it has not changed the JavaThread was not given back, and what was read is its own.
            return id > 0 && internals.eetop(thread) == javaThread ? OptionalInt.of(id) : OptionalInt.empty();
        } catch (MemoryAccessException e) {
            return OptionalInt.empty();
        }
    }
}
