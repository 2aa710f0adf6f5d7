package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.PerfRecord;
import dev.xwatch.sys.Linux;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadDirectoryTest {
    /** No thread has them: beyond the kernel's greatest. */
    private static final int TID = 5_000_000;

    private static final int OTHER = 5_000_001;

    private final Map<Integer, Thread> java = new HashMap<>();
    private final ThreadDirectory directory = new ThreadDirectory(() -> java);
    private final long now = System.nanoTime();

    private void tell(PerfRecord.Timed record) {
        if (record instanceof PerfRecord.Fork fork) {
            directory.foresee(fork);
        }
        directory.tell(record);
    }

    private static PerfRecord.Fork fork(int tid, long timeNanos) {
        return new PerfRecord.Fork(1, tid, 1, 1, timeNanos);
    }

    private String name(int tid, long timeNanos) {
        ThreadDirectory.Entry found = directory.find(tid, timeNanos);
        assertThat(found.thread()).isNull();
        return found.name();
    }

    @Test
    void aThreadHasTheNameThatItHadWhenItHit() {
        tell(fork(TID, now));
        tell(new PerfRecord.Comm(TID, "first", now + 1));
        assertThat(name(TID, now + 2)).isEqualTo("first");
        tell(new PerfRecord.Comm(TID, "second", now + 3));
        assertThat(name(TID, now + 4)).isEqualTo("second");
    }

    @Test
    void anIdThatIsUsedAgainIsAnotherThreads() {
        tell(new PerfRecord.Comm(TID, "first", now));
        tell(new PerfRecord.Exit(TID, now + 1));
        tell(fork(TID, now + 2));
        assertThat(name(TID, now + 3)).isEmpty();
        tell(new PerfRecord.Comm(TID, "second", now + 4));
        assertThat(name(TID, now + 5)).isEqualTo("second");
    }

    @Test
    void aNameThatIsInheritedIsNotTakenForItsOwn() {
        tell(new PerfRecord.Comm(OTHER, "parent", now));
        tell(new PerfRecord.Fork(1, TID, 1, OTHER, now + 1));

        assertThat(name(TID, now + 2)).isEmpty();
    }

    @Test
    void aStartThatIsToldOfLateTakesNoNameAway() {
        tell(new PerfRecord.Comm(TID, "own", now + 2));
        tell(fork(TID, now + 1));

        assertThat(name(TID, now + 3)).isEqualTo("own");
    }

    @Test
    void aYoungThreadIsAskedForItsNameWhereNoRecordToldIt() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        BlockingQueue<Integer> ids = new ArrayBlockingQueue<>(1);
        long start = System.nanoTime();
        Thread young = new Thread(
                () -> {
                    ids.add(Linux.gettid());
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "young");
        young.start();
        int tid = ids.take();
        long hit = System.nanoTime();
        // Without a record it may be another's id that was used again.
        assertThat(name(tid, start)).isEmpty();
        ThreadDirectory told = new ThreadDirectory(() -> java);
        told.foresee(fork(tid, start));
        told.tell(fork(tid, start));
        assertThat(told.find(tid, hit).name()).isEqualTo("young");
        // Where another's has just been used again, this one may be yet another's by now.
        ThreadDirectory reused = new ThreadDirectory(() -> java);
        reused.tell(new PerfRecord.Exit(OTHER, start - 2));
        reused.tell(fork(OTHER, start - 1));
        reused.foresee(fork(tid, start));
        reused.tell(fork(tid, start));
        assertThat(reused.find(tid, hit).name()).isEmpty();
        end.countDown();
        young.join();
    }

    @Test
    void anotherProcessIsNoThread() {
        tell(new PerfRecord.Comm(TID, "thread", now));
        tell(new PerfRecord.Fork(2, TID, 1, OTHER, now + 1));

        assertThat(name(TID, now + 2)).isEqualTo("thread");
    }

    @Test
    void aHitIsNotOfAThreadThatStartedAfterIt() {
        java.put(Linux.gettid(), Thread.currentThread());
        directory.foresee(fork(Linux.gettid(), now + 1));

        assertThat(name(Linux.gettid(), now)).isEmpty();
        assertThat(directory.find(Linux.gettid(), now + 2).thread()).isSameAs(Thread.currentThread());
        // Its start in /proc tells too.
        assertThat(new ThreadDirectory(() -> java).find(Linux.gettid(), 0).thread())
                .isNull();
    }

    @Test
    void whoHasEndedKeepsItsHitsUntilItsEndIsTold() throws InterruptedException {
        Thread ended = new Thread(() -> {}, "ended");
        ended.start();
        ended.join();
        java.put(TID, ended);
        directory.find(OTHER, now); // has all looked up
        long hit = System.nanoTime();

        assertThat(directory.find(TID, hit).thread()).isSameAs(ended);
        tell(new PerfRecord.Exit(TID, hit + 1));
        assertThat(directory.find(TID, hit + 2).thread()).isNull();
    }
}
