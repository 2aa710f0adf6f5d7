package dev.xwatch.watch;

import dev.xwatch.procfs.Tasks;
import dev.xwatch.sys.Linux;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The native ids of xwatch's own threads, which are never watched: a watch on what they run would hit itself for ever. */
final class OwnThreads {
    private final Set<Integer> tids = ConcurrentHashMap.newKeySet();

    void addCurrent() {
        tids.add(Linux.gettid());
    }

    /** The ids of all other threads of the process. */
    int[] others() throws IOException {
        return Arrays.stream(Tasks.own()).filter(tid -> !tids.contains(tid)).toArray();
    }
}
