package dev.xwatch.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Bytes: samples with flipped bits, other numbers, pieces that are gone, doubled or another sample's, and noise. */
public final class Bytes implements Inputs<byte[]> {
    private static final int MOST_CHANGES = 6;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        127,
        128,
        255,
        256,
        0x7fff,
        0x8000,
        0xffff,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 100,
        Long.MIN_VALUE
    };

    private final List<byte[]> samples;

    private Bytes(List<byte[]> samples) {
        this.samples = samples;
    }

    /** Like these. */
    public static Bytes like(byte[]... samples) {
        return new Bytes(List.of(samples));
    }

    @Override
    public List<byte[]> samples() {
        return samples;
    }

    @Override
    public byte[] next(RandomGenerator random) {
        if (random.nextInt(64) == 0) {
            byte[] noise = new byte[random.nextInt(512)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = pick(random).clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, RandomGenerator random) {
        if (bytes.length == 0) {
            return pick(random).clone();
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + random.nextInt(64)));
        switch (random.nextInt(10)) {
            case 0, 1 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[from] = (byte) random.nextInt();
            case 3, 4, 5 -> putNumber(bytes, from, random);
            case 6 -> {
                return Arrays.copyOf(bytes, from);
            }
            case 7 -> {
                return joined(bytes, from, bytes, to);
            }
            case 8 -> {
                return joined(bytes, to, bytes, from);
            }
            default -> {
                byte[] other = pick(random);
                return joined(bytes, from, other, Math.min(from, other.length));
            }
        }
        return bytes;
    }

    private static void putNumber(byte[] bytes, int at, RandomGenerator random) {
        int width = 1 << random.nextInt(4);
        int start = at & -width;
        long number = switch (random.nextInt(3)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextInt(bytes.length + 1);
            default -> -random.nextInt(bytes.length + 1);
        };
        boolean isBigEndian = random.nextInt(4) == 0;
        for (int i = 0; i < width && start + width <= bytes.length; i++) {
            bytes[start + (isBigEndian ? width - 1 - i : i)] = (byte) (number >> (Byte.SIZE * i));
        }
    }

    /** The first {@code end} bytes of one, then those of the other from {@code start}. */
    private static byte[] joined(byte[] one, int end, byte[] other, int start) {
        byte[] joined = Arrays.copyOf(one, end + other.length - start);
        System.arraycopy(other, start, joined, end, other.length - start);
        return joined;
    }

    private byte[] pick(RandomGenerator random) {
        return samples.get(random.nextInt(samples.size()));
    }

    @Override
    public String show(byte[] input) {
        return input.length + " bytes " + HexFormat.of().formatHex(input);
    }
}
