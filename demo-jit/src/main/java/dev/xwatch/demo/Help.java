package dev.xwatch.demo;

/** What {@code --help} prints: the options, and the format of the output. */
final class Help {
    static final String TEXT = """
            Usage: java -jar demo-jit.jar [OPTION...]
            Compiles, deoptimizes and generates code, and says how often each piece of it was executed.

              --scene=SCENE       tiers, code or all (default)
                                  tiers: dev.xwatch.demo.Pricing::price is compiled by C1 and C2, deoptimized when a
                                  class is loaded, and compiled again; it is never inlined
                                  code: functions generated at run time, each at the start of a page of its own
              --rwx-at=0xADDR     where to map the page of phase rwx, a multiple of 4096 (default: the kernel decides)
              --wx-at=0xADDR      the same for phase wx
              --calls=N           calls per thread and steady phase (default 20000)
              --threads=T         threads that exist from the start; as many are started late (default 4)
              --pause=MILLIS      pause before each phase but warm-up and settle-* (default 1200)
              --rounds=R          how often to play steady-2, rwx and wx (default 1)
              --wait              instead of pausing, say READY and wait for a line on stdin, before each phase but
                                  warm-up and before each mapping; the end of the input lets everything pass
              --exit-status=N     exit with N, 0 to 255, if all went well (default 0)
              --help              print this and exit

            Prints one line per event, words separated by one space. Times are System.nanoTime().
              mapping scene=code name=rwx address=0x7f0000000000 size=4096
                  executable from now on; the first execution comes later, in the phase of that name
              phase scene=S name=N target=T calls=C threads=K begin=T0 end=T1 steady=B
                  a phase is over: C calls of T, by K threads in all, every one between T0 and T1. Steady means
                  that each entered the target's code at one and the same address. The phases of tiers are warm-up,
                  settle-1, steady-1, break, settle-2 and steady-2, those of code rwx and wx; each is also a JFR
                  event, dev.xwatch.demo.Phase. settle-1 and settle-2 see to it that code which a tool had thrown
                  out before them is compiled again
              READY pid=P next=N
                  only with --wait: a line on stdin starts N, a phase or map-rwx or map-wx
              done calls=C exit=E
                  always last: the calls of all phases, the exit status

            Exit status: as asked; 1 if a result was wrong or this machine cannot do it, 2 for a wrong option.
            """;

    private Help() {}
}
