package dev.xwatch.watch;

import dev.xwatch.procfs.Tasks;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The native ids of xwatch's own threads, which are never watched: a watch on what they run would hit itself for ever. */
public final class OwnThreads {
    private final Set<Integer> tids = ConcurrentHashMap.newKeySet();

    /** @return the current thread's id */
    int addCurrent() {
        int tid = Tasks.current();
        tids.add(tid);
        return tid;
    }

    void remove(int tid) {
        tids.remove(tid);
    }

    /** The ids of all other threads of the process. */
    int[] others() throws IOException {
        int[] all = Tasks.own();
        int count = 0;
        for (int tid : all) {
            if (!tids.contains(tid)) {
                all[count++] = tid;
            }
        }
        return Arrays.copyOf(all, count);
    }
}
