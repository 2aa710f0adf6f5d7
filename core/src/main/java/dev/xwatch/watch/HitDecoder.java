package dev.xwatch.watch;

import dev.xwatch.perf.MalformedRecordException;
import dev.xwatch.perf.PerfRecord;
import dev.xwatch.perf.RecordDecoder;
import dev.xwatch.perf.UserRegisters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes rounds of records, puts them in the order of their times, says of each which watch it belongs to, and hands it
 * on. A record that is younger than its round's horizon waits: one of another CPU may still come before it.
 */
final class HitDecoder implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HitDecoder.class);
    private static final int IDLE_MILLIS = 1000;

    private final Pipeline pipeline;
    private final SlotPool slots;
    private final ThreadDirectory threads;
    private final CodePlaces places;
    private final Supplier<Calls> openCalls;
    private final EventSink sink;
    private final Runnable settleRegions;
    private final Survival survival = new Survival(LOG, "hits could not be decoded, and are tried again");
    private final List<PerfRecord.Timed> waiting = new ArrayList<>();
    /** So many of those have been handed on. */
    private int handedOn;

    private @Nullable Calls calls;

    private volatile boolean stopping;

    /**
     * @param openCalls asked on the decoding thread: the thread that waits for a start has not to load what only hits need
     * @param settleRegions sees to it that what was mapped before any hit that was read is known
     */
    HitDecoder(
            Pipeline pipeline,
            SlotPool slots,
            ThreadDirectory threads,
            CodePlaces places,
            Supplier<Calls> openCalls,
            EventSink sink,
            Runnable settleRegions) {
        this.pipeline = pipeline;
        this.slots = slots;
        this.threads = threads;
        this.places = places;
        this.openCalls = openCalls;
        this.sink = sink;
        this.settleRegions = settleRegions;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try {
                    next();
                } catch (Error e) {
                    survival.after(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        Calls opened = calls;
        if (opened == null) {
            opened = openCalls.get();
            calls = opened;
        }
        Round round = pipeline.pollFull(IDLE_MILLIS);
        if (round != null) {
            decode(round, opened);
        }
    }

    private void decode(Round round, Calls calls) {
        round.records().flip();
        boolean over = false;
        while (!over && !stopping) {
            try {
                readRecords(round.records());
                settleRegions.run();
                handOn(round.horizonNanos(), calls);
                over = true;
            } catch (RuntimeException e) {
                // One bad round must not end the reading of all others.
                LOG.error("a round of hits could not be decoded", e);
                over = true;
            } catch (Error e) {
                // The application's heap is full: from where that stopped it, until there is room again.
                survival.after(e);
            }
        }
        long ticket = round.ticket();
        pipeline.putFree(round);
        pipeline.decoded(ticket);
    }

    private void readRecords(ByteBuffer records) {
        while (records.hasRemaining()) {
            int begin = records.position();
            try {
                PerfRecord record = RecordDecoder.decode(records, this::registers);
                if (record instanceof PerfRecord.Timed timed) {
                    waiting.add(timed);
                    if (timed instanceof PerfRecord.Fork start) {
                        threads.foresee(start);
                        slots.births().tell(start);
                    }
                } else if (record instanceof PerfRecord.Lost lost) {
                    lost(lost);
                } else {
                    LOG.warn("unexpected record {}", record);
                }
            } catch (MalformedRecordException e) {
                LOG.warn("malformed record: {}", e.getMessage());
            } catch (Error e) {
                records.position(begin);
                throw e;
            }
        }
    }

    private @Nullable UserRegisters registers(long id) {
        return slots.slotOf(id)
                .map(slot -> slot.events().sampling().registers())
                .orElse(null);
    }

    private void lost(PerfRecord.Lost lost) {
        LOG.debug("{} records found no room in the ring", lost.count());
        slots.slotOf(lost.id())
                .flatMap(Slot::latest)
                .ifPresent(last -> last.counters().addLostRecords(lost.count()));
    }

    private void handOn(long horizonNanos, Calls calls) {
        forgetHandedOn();
        waiting.sort(Comparator.comparingLong(PerfRecord.Timed::timeNanos));
        calls.newRound();
        while (handedOn < waiting.size() && waiting.get(handedOn).timeNanos() < horizonNanos) {
            PerfRecord.Timed record = waiting.get(handedOn);
            if (record instanceof PerfRecord.Sample sample) {
                handOnOrDiscard(sample, calls);
            } else {
                threads.tell(record);
            }
            handedOn++;
        }
        forgetHandedOn();
    }

    private void forgetHandedOn() {
        waiting.subList(0, handedOn).clear();
        handedOn = 0;
    }

    /** One bad record must not keep all others waiting. */
    private void handOnOrDiscard(PerfRecord.Sample sample, Calls calls) {
        try {
            handOn(sample, calls);
        } catch (RuntimeException e) {
            LOG.error("a hit is discarded", e);
            slots.slotOf(sample.id())
                    .flatMap(Slot::latest)
                    .ifPresent(last -> last.counters().addDiscarded());
        }
    }

    private void handOn(PerfRecord.Sample sample, Calls calls) {
        Optional<Slot> slot = slots.slotOf(sample.id());
        if (slot.isPresent() && slot.get().events().isRepeated(sample)) {
            return;
        }
        Optional<Assignment> explained = slot.flatMap(s -> s.explain(sample.ip(), sample.timeNanos()));
        if (explained.isEmpty()) {
            slot.flatMap(Slot::latest).ifPresent(last -> last.counters().addDiscarded());
            return;
        }
        Assignment assignment = explained.get();
        if (!assignment.isOfThisCode(sample.timeNanos(), places::isThere)
                || !assignment.counters().hasRoom()) {
            assignment.counters().addDiscarded();
            return;
        }
        ThreadDirectory.Entry thread = threads.find(sample.tid(), sample.timeNanos());
        if (!assignment.counters().options().threads().matches(thread.name())) {
            assignment.counters().addDiscarded();
            return;
        }
        CodePlaces.CodePlace place = place(assignment, sample);
        Calls.Call call = calls.of(assignment, sample, thread.isCarrier());
        sink.hit(new Hit(
                sample.timeNanos(),
                assignment.counters().watch(),
                assignment.counters().kind(),
                place.name(),
                sample.ip(),
                thread.thread(),
                thread.name(),
                sample.tid(),
                call.virtualThreadId(),
                sample.cpu(),
                place.compileId(),
                place.tier(),
                call.caller(),
                call.stack(),
                call.frames(),
                call.arguments()));
        assignment.counters().addRecorded(place.tier());
    }

    private CodePlaces.CodePlace place(Assignment assignment, PerfRecord.Sample sample) {
        // Data breakpoints trap after the instruction: the one that did it ends where the next one begins.
        return assignment.counters().kind() == WatchKind.DATA
                ? places.at(sample.ip() - 1)
                : new CodePlaces.CodePlace(
                        assignment.method(),
                        assignment.place().compileId(),
                        assignment.place().tier());
    }
}
