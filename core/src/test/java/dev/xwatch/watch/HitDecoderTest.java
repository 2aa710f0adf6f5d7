package dev.xwatch.watch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.perf.Kernel;
import dev.xwatch.perf.PerfFeatures;
import dev.xwatch.perf.Sampling;
import dev.xwatch.sys.CodePage;
import dev.xwatch.sys.SyscallException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HitDecoderTest {
    /** Above all that the kernel gives. */
    private static final int TID = 1 << 30;

    // PERF_RECORD_COMM of linux/perf_event.h: the header, u32 pid and tid, the name, then what sample_id_all adds
    private static final int PERF_RECORD_COMM = 3;
    private static final short COMM_BYTES = 8 + 8 + 16 + 32;
    private static final int NAME_AT = 16;
    private static final int SAMPLE_ID_AT = 32;

    private static final int CALLS = 100;
    private static final long TIME = 1_000;
    private static final long HORIZON = 2_000;
    private static final int MILLIS = 10_000;

    private final ThreadDirectory threads = new ThreadDirectory(Map::of);

    private static void addComm(ByteBuffer records, String name) {
        int begin = records.position();
        records.putInt(PERF_RECORD_COMM)
                .putShort((short) 0)
                .putShort(COMM_BYTES)
                .putInt(1)
                .putInt(TID);
        records.position(begin + NAME_AT).put(name.getBytes(US_ASCII));
        records.position(begin + SAMPLE_ID_AT)
                .putInt(1)
                .putInt(TID)
                .putLong(TIME)
                .putLong(0)
                .putLong(0);
    }

    /** Decodes a round with a thread's name, which fails so often before it does not. */
    private void decode(Throwable failure, int times) throws SyscallException, InterruptedException {
        AtomicInteger left = new AtomicInteger(times);
        try (Pipeline pipeline = new Pipeline()) {
            SlotPool slots = new SlotPool(
                    List.of(),
                    new PerfFeatures(true),
                    new OwnThreads(),
                    new SamplingNeeds(List.of(), () -> Sampling.EARLY));
            HitDecoder decoder = new HitDecoder(
                    pipeline,
                    slots,
                    threads,
                    new CodePlaces(Optional.empty()),
                    () -> new Calls(Optional.empty(), address -> ""),
                    new NoSink(),
                    () -> {
                        if (left.getAndDecrement() > 0) {
                            sneak(failure);
                        }
                    });
            Thread thread = new Thread(decoder);
            thread.start();
            long ticket = pipeline.requestFlush();
            Round round = Objects.requireNonNull(pipeline.pollRoom(0));
            round.begin(HORIZON, ticket);
            addComm(round.records(), "early");
            pipeline.putFull(round);
            assertThat(pipeline.awaitDecoded(ticket, MILLIS)).isTrue();
            decoder.stop();
            thread.join();
        }
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void aFullHeapOnlyDelaysWhatIsRead() throws Exception {
        decode(new OutOfMemoryError("as if"), 3);
        assertThat(threads.find(TID, HORIZON).name()).isEqualTo("early");
    }

    @Test
    void aHitThatCannotBeHandedOnIsDiscardedAndKeepsNoOtherWaiting() throws Exception {
        Kernel.requireBreakpoints();
        AtomicInteger hits = new AtomicInteger();
        EventSink sink = new NoSink() {
            @Override
            public void hit(Hit hit) {
                if (hits.incrementAndGet() == 2) {
                    throw new IllegalStateException("as if");
                }
            }
        };
        try (CodePage code = CodePage.map();
                Callers callers = new Callers(code, 1);
                ReadingRig rig = new ReadingRig(sink)) {
            rig.arm(code.address(0));
            callers.callEach(CALLS);
            rig.flush();
            assertThat(rig.counters.discarded()).isOne();
            // The kernel itself writes a record twice now and then.
            assertThat(rig.counters.recorded()).isBetween(CALLS - 1L, (long) CALLS);
        }
    }

    @Test
    void anythingElseEndsTheRoundAndNotTheReading() throws Exception {
        decode(new IllegalStateException("as if"), 1);
        assertThat(threads.find(TID, HORIZON).name()).isEmpty();
    }
}
