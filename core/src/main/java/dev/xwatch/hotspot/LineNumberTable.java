package dev.xwatch.hotspot;

import java.util.Arrays;

/** {@code CompressedLineNumberReadStream} ({@code oops/method.hpp}): which bytecode begins which source line. Immutable. */
final class LineNumberTable {
    static final LineNumberTable NONE = new LineNumberTable(new int[0], new int[0]);

    private static final int END = 0;
    private static final int LARGE_STEP = 0xff;

    private final int[] bcis;
    private final int[] lines;

    private LineNumberTable(int[] bcis, int[] lines) {
        this.bcis = bcis;
        this.lines = lines;
    }

    /** A byte has steps of bytecode index (5 bits) and line (3 bits), or says that both follow as numbers. */
    static LineNumberTable decode(byte[] compressed) {
        int[] bcis = new int[16];
        int[] lines = new int[16];
        int size = 0;
        int bci = 0;
        int line = 0;
        Unsigned5.Reader stream = Unsigned5.ofThisJdk().reader(compressed, 0);
        for (int step = stream.byteValue(); step != END; step = stream.byteValue()) {
            if (step == LARGE_STEP) {
                bci += stream.signedValue();
                line += stream.signedValue();
            } else {
                bci += step >> 3;
                line += step & 7;
            }
            if (size == bcis.length) {
                bcis = Arrays.copyOf(bcis, 2 * size);
                lines = Arrays.copyOf(lines, 2 * size);
            }
            bcis[size] = bci;
            lines[size++] = line;
        }
        return new LineNumberTable(Arrays.copyOf(bcis, size), Arrays.copyOf(lines, size));
    }

    /**
     * As {@code Method::line_number_from_bci}: that of the entry with the greatest index not above, which need not be the
     * last one.
     *
     * @return -1 if there is none
     */
    int line(int bci) {
        int best = -1;
        int bestBci = -1;
        for (int i = 0; i < bcis.length; i++) {
            if (bcis[i] == bci) {
                return lines[i];
            }
            if (bcis[i] < bci && bcis[i] >= bestBci) {
                bestBci = bcis[i];
                best = lines[i];
            }
        }
        return best;
    }
}
