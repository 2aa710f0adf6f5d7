package dev.xwatch.jfr.chunk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Where a chunk lies in a file. */
public record ChunkSpan(long start, ChunkHeader header) {
    /**
     * The chunks that can be read. The last of a recording that was cut off is there up to its last flush, if it had one.
     *
     * @throws IOException if there is not one
     */
    public static List<ChunkSpan> all(FileChannel file) throws IOException {
        List<ChunkSpan> chunks = new ArrayList<>();
        long start = 0;
        while (start + ChunkHeader.BYTES <= file.size() && ChunkHeader.isAt(file, start)) {
            ChunkHeader header = ChunkHeader.read(file, start);
            if (!header.isReadable(file.size() - start)) {
                break;
            }
            chunks.add(new ChunkSpan(start, header));
            start += header.size();
        }
        if (chunks.isEmpty()) {
            throw new IOException("it has no chunk of a JFR recording that can be read");
        }
        return chunks;
    }

    public long end() {
        return start + header.size();
    }

    /** Copies the chunk to the end of another file, there to be read as finished, and at its times of another clock. */
    public void appendTo(FileChannel target, FileChannel source, ChunkClock clock) throws IOException {
        long at = target.size();
        for (long copied = 0; copied < header.size(); ) {
            target.position(at + copied);
            long more = source.transferTo(start + copied, header.size() - copied, target);
            if (more == 0) {
                throw new EOFException("at " + start + ": the chunk was cut off while it was read");
            }
            copied += more;
        }
        header.finished().on(clock).write(target, at);
    }
}
