package dev.xwatch.jfr.chunk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** The constants of one type in a chunk. Each is written once, with the next checkpoint. */
final class ConstantPool<K> {
    private final LongSupplier newNumbers;
    private final BiConsumer<Encoder, K> encoding;
    private final Map<K, Long> numbers = new HashMap<>();
    private final Encoder encoded = new Encoder();
    private final Encoder pending = new Encoder();
    private int pendingCount;

    /**
     * @param newNumbers never 0: that is null
     * @param encoding adds a constant's fields; may ask other pools for numbers, but not this one
     */
    ConstantPool(LongSupplier newNumbers, BiConsumer<Encoder, K> encoding) {
        this.newNumbers = newNumbers;
        this.encoding = encoding;
    }

    /** The number of a constant, which is made one if it is none yet. */
    long number(K constant) {
        Long known = numbers.get(constant);
        if (known != null) {
            return known;
        }
        long number = newNumbers.getAsLong();
        encoded.clear();
        encoding.accept(encoded, constant);
        pending.putLong(number);
        pending.putAll(encoded);
        pendingCount++;
        numbers.put(constant, number);
        return number;
    }

    int size() {
        return numbers.size();
    }

    boolean hasPending() {
        return pendingCount > 0;
    }

    /** Adds to a checkpoint what came since the last one. */
    void drainTo(Encoder checkpoint, long type) {
        checkpoint.putLong(type);
        checkpoint.putInt(pendingCount);
        checkpoint.putAll(pending);
        pending.clear();
        pendingCount = 0;
    }
}
