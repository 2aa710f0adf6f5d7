package dev.xwatch.watch;

/** Thrown where a {@link Refusal} ends the request that caused it. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    public RefusedException(String what, String why, String fix) {
        this(new Refusal(what, why, fix));
    }

    public Refusal refusal() {
        return refusal;
    }
}
