package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers whole pages, so that many small reads close to each other cost one system call a page. A page is mapped as
 * a whole or not at all: reading more than was asked for cannot fail where the small read would not. Shows memory as it
 * was when a page was first touched, until {@link #clear()}. For one thread.
 */
public final class PageCache implements Memory {
    static final int PAGE = 4096;

    /** 64 MiB. When it is full it begins anew: a walk that goes astray does not end here. */
    private static final int MOST_PAGES = 1 << 14;

    private final Memory memory;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private long lastStart;
    private byte[] last = new byte[0];

    PageCache(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
        int done = 0;
        while (done < length) {
            long at = address + done;
            int inPage = (int) (at & (PAGE - 1));
            int count = Math.min(PAGE - inPage, length - done);
            byte[] page = page(at - inPage);
            System.arraycopy(page, inPage, into, offset + done, count);
            done += count;
        }
    }

    @Override
    public long u64(long address) {
        int inPage = (int) (address & (PAGE - 1));
        return inPage <= PAGE - Long.BYTES
                ? LittleEndian.i64(page(address - inPage), inPage)
                : Memory.super.u64(address);
    }

    /** In place, without the copies that the inherited method makes. */
    @Override
    public String cString(long address) {
        int start = (int) (address & (PAGE - 1));
        byte[] page = page(address - start);
        for (int end = start; end < PAGE; end++) {
            if (page[end] == 0) {
                return new String(page, start, end - start, StandardCharsets.ISO_8859_1);
            }
        }
        return Memory.super.cString(address);
    }

    private byte[] page(long start) {
        if (start != lastStart || last.length == 0) {
            byte[] known = pages.get(start);
            if (known == null) {
                known = memory.bytes(start, PAGE);
                if (pages.size() == MOST_PAGES) {
                    pages.clear();
                }
                pages.put(start, known);
            }
            last = known;
            lastStart = start;
        }
        return last;
    }

    /** Forgets what was read: the next reads show memory as it is then. */
    public void clear() {
        last = new byte[0];
        pages.clear();
    }
}
