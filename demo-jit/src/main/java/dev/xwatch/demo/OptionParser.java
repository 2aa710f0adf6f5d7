package dev.xwatch.demo;

import java.time.Duration;
import java.util.OptionalLong;

/** Reads the command line described in {@link Help}. The last of several values for a key counts. */
final class OptionParser {
    private Options.Scenes scenes = Options.Scenes.ALL;
    private OptionalLong rwxAt = OptionalLong.empty();
    private OptionalLong wxAt = OptionalLong.empty();
    private int calls = 20_000;
    private int threads = 4;
    private int pauseMillis = 1_200;
    private int rounds = 1;
    private boolean attended;
    private int exitStatus;
    private boolean help;

    private OptionParser() {}

    static Options parse(String... args) throws UsageException {
        OptionParser parser = new OptionParser();
        for (String arg : args) {
            parser.take(arg);
        }
        return parser.options();
    }

    private void take(String arg) throws UsageException {
        int equals = arg.indexOf('=');
        if (equals < 0) {
            takeSwitch(arg);
        } else {
            takeValue(arg.substring(0, equals), arg.substring(equals + 1));
        }
    }

    private void takeSwitch(String key) throws UsageException {
        switch (key) {
            case "--wait" -> attended = true;
            case "--help" -> help = true;
            default -> throw new UsageException("unknown option, or one without its value: " + key);
        }
    }

    private void takeValue(String key, String value) throws UsageException {
        switch (key) {
            case "--scene" -> scenes = scenes(value);
            case "--rwx-at" -> rwxAt = OptionalLong.of(pageAddress(key, value));
            case "--wx-at" -> wxAt = OptionalLong.of(pageAddress(key, value));
            case "--calls" -> calls = number(key, value, 1, 1_000_000_000);
            case "--threads" -> threads = number(key, value, 1, 10_000);
            case "--pause" -> pauseMillis = number(key, value, 0, 3_600_000);
            case "--rounds" -> rounds = number(key, value, 1, 1_000_000);
            case "--exit-status" -> exitStatus = number(key, value, 0, 255);
            default -> throw new UsageException("unknown option: " + key + "=" + value);
        }
    }

    private Options options() {
        return new Options(
                scenes,
                rwxAt,
                wxAt,
                calls,
                threads,
                Duration.ofMillis(pauseMillis),
                rounds,
                attended,
                exitStatus,
                help);
    }

    private static Options.Scenes scenes(String value) throws UsageException {
        return switch (value) {
            case "tiers" -> Options.Scenes.TIERS;
            case "code" -> Options.Scenes.CODE;
            case "all" -> Options.Scenes.ALL;
            default -> throw new UsageException("--scene is tiers, code or all, not " + value);
        };
    }

    private static long pageAddress(String key, String value) throws UsageException {
        try {
            long address = value.startsWith("0x") ? Long.parseLong(value.substring(2), 16) : -1;
            if (address > 0 && address % CodePage.BYTES == 0) {
                return address;
            }
        } catch (NumberFormatException e) {
            // The same is to be said as about a number out of range.
        }
        throw new UsageException(key + " is 0x and a multiple of " + CodePage.BYTES + " in hexadecimal, not " + value);
    }

    private static int number(String key, String value, int least, int most) throws UsageException {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same is to be said as about a number out of range.
        }
        throw new UsageException(key + " is a number from " + least + " to " + most + ", not " + value);
    }
}
