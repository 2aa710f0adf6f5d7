package dev.xwatch.sys;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a process with breakpoints alive where the hypervisor loses the cause of a hit.
 *
 * <p>KVM may resume a guest with an outdated DR6 after the CPU has raised the debug exception and before the guest's kernel
 * has asked DR6 for its cause (mended in Linux 6.14: "Load the guest's DR6 outside of the innermost .vcpu_run() loop, as the
 * guest's value may be stale if a VM-Exit is handled in the fastpath"). Linux in the guest then finds no cause, takes the
 * exception for an {@code int1} instruction, and sends a SIGTRAP ({@code exc_debug_user} in
 * {@code arch/x86/kernel/traps.c}), of which a process dies that does not handle it. Seen once in some hundred thousand to a
 * million hits.
 *
 * <p>The handler returns. An instruction with an execution breakpoint was not executed yet, so it hits again and is counted;
 * the hit of a data breakpoint, which comes after the access, is missed. All other SIGTRAPs end the process as if there
 * were no handler. Thread-safe.
 */
public final class TrapGuard implements AutoCloseable {
    private static final int SIGTRAP = 5;
    private static final long SIG_DFL = 0;
    private static final int SA_SIGINFO_RESTART_ONSTACK = 0x4 | 0x10000000 | 0x08000000;

    /** {@code struct sigaction} of glibc and musl on x86_64: handler, 128 bytes of mask, flags, restorer. */
    private static final int SIGACTION_BYTES = 152;

    private static final int SA_FLAGS_OFFSET = 136;

    private static final int PAGE = 4096;
    private static final int PROT_READ_EXEC = 1 | 4;

    /**
     * The handler, for {@code sigaction(2)} with {@code SA_SIGINFO}: rdi is the signal, rsi the {@code siginfo_t}, rdx the
     * {@code ucontext_t}. Its data lie a page behind it: how many it caught, the time stamp of the last one, how many
     * came one right after the other, and a {@code struct kernel_sigaction} that is all zero, which is SIG_DFL.
     *
     * <p>If 64 of them come within about a millisecond each, the cause is lost always, not now and then: lest the thread
     * be caught for ever, EFLAGS.RF lets the instruction pass, uncounted. It lets no {@code int1} pass, to which KVM on AMD
     * returns again and again (elsewhere the next instruction is returned to); that ends the process, as without a handler.
     */
    private static final String HANDLER = "8b4608" // mov eax, [rsi + 8], si_code
            + "83f801" // cmp eax, TRAP_BRKPT: no cause
            + "7405" // je mistaken
            + "83f804" // cmp eax, TRAP_HWBKPT: the cause is a register that nobody uses
            + "755a" // jne other
            + "4989d0" // mistaken: mov r8, rdx
            + "f048ff05e80f0000" // lock inc [caught]
            + "0f31" // rdtsc
            + "48c1e220" // shl rdx, 32
            + "4809d0" // or rax, rdx
            + "4889c1" // mov rcx, rax
            + "48870ddd0f0000" // xchg rcx, [last]
            + "4829c8" // sub rax, rcx
            + "48c1e816" // shr rax, 22
            + "752a" // jnz apart
            + "f048ff05d40f0000" // lock inc [inARow]
            + "48833dcc0f000040" // cmp [inARow], 64
            + "7220" // jb done
            + "498b80a8000000" // mov rax, [r8 + uc_mcontext.gregs[REG_RIP]]
            + "8038f1" // cmp byte [rax], int1
            + "7415" // je other
            + "418188b000000000000100" // or dword [r8 + uc_mcontext.gregs[REG_EFL]], X86_EFLAGS_RF
            + "c3" // ret
            + "488325aa0f000000" // apart: and [inARow], 0
            + "c3" // done: ret
            + "b80d000000" // other: mov eax, SYS_rt_sigaction
            + "bf05000000" // mov edi, SIGTRAP
            + "488d35a00f0000" // lea rsi, [default]
            + "31d2" // xor edx, edx
            + "41ba08000000" // mov r10d, sizeof(sigset_t) of the kernel
            + "0f05" // syscall
            + "b827000000" // mov eax, SYS_getpid
            + "0f05" // syscall
            + "4189c1" // mov r9d, eax
            + "b8ba000000" // mov eax, SYS_gettid
            + "0f05" // syscall
            + "89c6" // mov esi, eax
            + "4489cf" // mov edi, r9d
            + "ba05000000" // mov edx, SIGTRAP
            + "b8ea000000" // mov eax, SYS_tgkill: delivered when the handler returns
            + "0f05" // syscall
            + "c3"; // ret

    /** A thread that a signal has sent into the handler just now has left it by then. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final CallContext SIGACTION_CALL = CallContext.getCallContext(
            Type.SINT32, new Type[] {Type.SINT32, Type.POINTER, Type.POINTER}, CallingConvention.DEFAULT, true);

    private static volatile long installedAt;

    private final Mapping mapping;

    private TrapGuard(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * Handles SIGTRAP from now on.
     *
     * @return empty if somebody else does already
     * @throws SyscallException {@code EACCES} where a security module forbids to make memory executable
     */
    public static Optional<TrapGuard> install() throws SyscallException {
        if (handler() != SIG_DFL) {
            return Optional.empty();
        }
        // Between two pages that are not executable: the kernel joins executable neighbours, and these are not ours.
        Mapping mapping = Mapping.anonymous(3 * PAGE);
        TrapGuard guard = new TrapGuard(mapping);
        try {
            mapping.buffer().put(PAGE, HexFormat.of().parseHex(HANDLER));
            Syscalls.call(
                    "mprotect",
                    PAGE + " bytes, PROT_READ|PROT_EXEC",
                    Syscalls.MPROTECT,
                    guard.code(),
                    PAGE,
                    PROT_READ_EXEC);
            installedAt = guard.code();
            setHandler(guard.code(), SA_SIGINFO_RESTART_ONSTACK);
            return Optional.of(guard);
        } catch (SyscallException e) {
            mapping.close();
            throw e;
        }
    }

    /** Whether that is the address of the handler's mapping. */
    public static boolean isAt(long address) {
        return address != 0 && address == installedAt;
    }

    /** The address of the handler. */
    long code() {
        return mapping.address() + PAGE;
    }

    /** How often it has kept the process alive. */
    public long caught() {
        return mapping.buffer().getLong(2 * PAGE);
    }

    /**
     * Gives SIGTRAP back. No breakpoint may be left. If somebody has replaced the handler meanwhile, who may go on to call
     * it, its three pages stay.
     */
    @Override
    public void close() throws SyscallException {
        if (handler() == code()) {
            setHandler(SIG_DFL, 0);
            if (caught() > 0) {
                LockSupport.parkNanos(GRACE_NANOS);
            }
            mapping.close();
            installedAt = 0;
        }
    }

    private static long handler() throws SyscallException {
        ByteBuffer old = ByteBuffer.allocateDirect(SIGACTION_BYTES).order(ByteOrder.nativeOrder());
        sigaction(0, Syscalls.address(old));
        return old.getLong(0);
    }

    private static void setHandler(long handler, int flags) throws SyscallException {
        ByteBuffer action = ByteBuffer.allocateDirect(SIGACTION_BYTES).order(ByteOrder.nativeOrder());
        action.putLong(0, handler).putInt(SA_FLAGS_OFFSET, flags);
        sigaction(Syscalls.address(action), 0);
    }

    /** libc's, which adds what the kernel needs to return from the handler. */
    private static void sigaction(long action, long old) throws SyscallException {
        long function = Library.getDefault().getSymbolAddress("sigaction");
        if ((int) Invoker.getInstance().invokeN3(SIGACTION_CALL, function, SIGTRAP, action, old) != 0) {
            throw new SyscallException("sigaction", "SIGTRAP", Syscalls.lastErrno());
        }
    }
}
