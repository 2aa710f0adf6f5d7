package dev.xwatch.hotspot;

import dev.xwatch.fuzz.Inputs;
import dev.xwatch.sys.Memory;
import dev.xwatch.sys.MemoryAccessException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/**
 * Memory that was given back and is somebody else's now: this JVM's as it was when it was first looked at, in which words
 * have other values, pointers to other places among them; or nothing but such words, wherever one looks.
 */
final class Garbage implements Memory {
    private static final int PAGE = PageCache.PAGE;

    /** A walk through memory that goes on and on is to be seen as one. */
    private static final int MOST_READS = 3_000_000;

    private static final long[] WORDS = {
        0,
        1,
        2,
        7,
        8,
        -1,
        0x0101_0101_0101_0101L,
        0x0201_0201_0201_0201L,
        0xff,
        0xffff,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    /** What is sound of it. */
    private final Memory sound;

    private final long seed;
    private final List<Long> pointers;

    /** Of 256 words, how many are another; all of them where nothing is sound. */
    private final int changed;

    private final boolean isMappedAll;
    private final LongPredicate lasting;
    private int reads;

    private Garbage(Memory sound, List<Long> pointers, LongPredicate lasting, RandomGenerator random) {
        this.sound = sound;
        this.pointers = pointers;
        this.lasting = lasting;
        seed = random.nextLong();
        changed = switch (random.nextInt(4)) {
            case 0 -> 256;
            case 1 -> 64;
            case 2 -> 8;
            default -> 1;
        };
        isMappedAll = random.nextBoolean();
    }

    /** @param pointers to what a reader may come to think is there */
    static Inputs<Memory> of(Memory memory, List<Long> pointers) {
        return of(memory, pointers, address -> false);
    }

    /** @param lasting tells what is never given back */
    static Inputs<Memory> of(Memory memory, List<Long> pointers, LongPredicate lasting) {
        Memory sound = new PageCache(memory);
        return new Inputs<>() {
            @Override
            public List<Memory> samples() {
                return List.of(sound);
            }

            @Override
            public Memory next(RandomGenerator random) {
                return new Garbage(sound, pointers, lasting, random);
            }

            @Override
            public String show(Memory input) {
                return input.toString();
            }
        };
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        if (++reads > MOST_READS) {
            throw new AssertionError("it reads and reads");
        }
        int done = 0;
        while (done < length) {
            long at = address + done;
            int inPage = (int) (at & (PAGE - 1));
            int count = Math.min(PAGE - inPage, length - done);
            readInPage(at - inPage, inPage, into, offset + done, count);
            done += count;
        }
    }

    private void readInPage(long page, int inPage, byte[] into, int offset, int count) {
        try {
            if (changed < 256 || lasting.test(page + inPage)) {
                sound.read(page + inPage, into, offset, count);
            }
        } catch (MemoryAccessException e) {
            if (!isMappedAll) {
                throw e;
            }
        }
        if (!isMappedAll && (mixed(page) & 15) == 0 && !lasting.test(page + inPage)) {
            throw new MemoryAccessException(page, PAGE, "not mapped");
        }
        for (int at = inPage & -Long.BYTES; at < inPage + count; at += Long.BYTES) {
            long mixed = mixed(page + at);
            if ((mixed & 255) < changed && !lasting.test(page + at)) {
                put(word(mixed >>> 8), at - inPage, into, offset, count);
            }
        }
    }

    /** The bytes of a word that are within what is read. */
    private static void put(long word, int at, byte[] into, int offset, int count) {
        for (int i = Math.max(0, -at); i < Long.BYTES && at + i < count; i++) {
            into[offset + at + i] = (byte) (word >> (Byte.SIZE * i));
        }
    }

    private long word(long choice) {
        int which = (int) ((choice >>> 8) & 0xffff);
        return switch ((int) (choice & 7)) {
            case 0, 1 -> WORDS[which % WORDS.length];
            case 2, 3 -> pointers.get(which % pointers.size());
            case 4 -> pointers.get(which % pointers.size()) + ((choice >>> 24) & 0xff) - 0x80;
            case 5 -> 1L << (which & 63);
            case 6 -> (choice >>> 24) & 0xffff;
            default -> choice * 0x9e3779b97f4a7c15L;
        };
    }

    private long mixed(long address) {
        // The finalizer of MurmurHash3.
        long mixed = seed ^ (address * 0x9e3779b97f4a7c15L);
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    @Override
    public String toString() {
        return "memory " + seed + ", " + changed + " of 256 words changed" + (isMappedAll ? ", mapped everywhere" : "")
                + ", pointers " + Arrays.toString(pointers.stream().limit(5).toArray());
    }
}
