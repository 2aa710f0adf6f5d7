package dev.xwatch.hotspot;

import dev.xwatch.sys.JdkInternals;
import dev.xwatch.sys.LittleEndian;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits for ever some calls deep, and the topmost piece of its stack. */
final class ParkedThread {
    private static final RunningJvm JVM = RunningJvm.INSTANCE;
    private static final int BYTES = 1024;
    private static final int DEPTH = 5;

    private final long sp;
    private final long fp;
    private final byte[] stack;

    private ParkedThread(long sp, long fp, byte[] stack) {
        this.sp = sp;
        this.fp = fp;
        this.stack = stack;
    }

    static ParkedThread start() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        Thread thread = new Thread(() -> park(DEPTH, there), "parked");
        thread.setDaemon(true);
        thread.start();
        there.await();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        VmStructs vm = JVM.hotspot().vmStructs();
        long anchor = JdkInternals.open(JVM.instrumentation()).eetop(thread) + vm.offset("JavaThread::_anchor");
        // The call out of Java left its return address below.
        long sp = JVM.memory().u64(anchor + vm.offset("JavaFrameAnchor::_last_Java_sp")) - Long.BYTES;
        long fp = JVM.memory().u64(anchor + vm.offset("JavaFrameAnchor::_last_Java_fp"));
        return new ParkedThread(sp, fp, JVM.memory().bytes(sp, BYTES));
    }

    private static void park(int depth, CountDownLatch there) {
        if (depth > 0) {
            park(depth - 1, there);
        }
        there.countDown();
        while (true) {
            LockSupport.park();
        }
    }

    /** The frame pointer, then the stack's bytes. */
    byte[] stack() {
        byte[] all = new byte[Long.BYTES + stack.length];
        for (int i = 0; i < Long.BYTES; i++) {
            all[i] = (byte) (fp >> (Byte.SIZE * i));
        }
        System.arraycopy(stack, 0, all, Long.BYTES, stack.length);
        return all;
    }

    /** @param bytes what {@link #stack} gives, or something else */
    JavaStack walk(StackUnwinder unwinder, byte[] bytes) {
        long framePointer = bytes.length < Long.BYTES ? 0 : LittleEndian.i64(bytes, 0);
        byte[] of = Arrays.copyOfRange(bytes, Math.min(Long.BYTES, bytes.length), bytes.length);
        return unwinder.atEntry(null, sp, framePointer, new CapturedStack(sp, of), new StackUnwinder.Extent(32, true))
                .stack();
    }
}
