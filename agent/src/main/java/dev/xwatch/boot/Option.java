package dev.xwatch.boot;

/**
 * One item of the agent's options.
 *
 * @param value empty for a key alone
 */
record Option(String key, String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? key : key + ":" + value;
    }
}
