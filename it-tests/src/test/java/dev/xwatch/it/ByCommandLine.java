package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** {@code java -jar xwatch.jar COMMAND PID --json}. */
record ByCommandLine(long pid) implements Operator {
    private ReplyFile run(int status, String command, String... arguments) throws Exception {
        String[] line = new String[arguments.length + 3];
        line[0] = command;
        line[1] = Long.toString(pid);
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        line[line.length - 1] = "--json";
        Xwatch ended = Xwatch.run(line);
        assertThat(ended.status()).as("%s", ended).isEqualTo(status);
        assertThat(ended.err()).isEmpty();
        ReplyFile reply = ReplyFile.of(ended.out());
        assertThat(reply.ok()).isEqualTo(status == 0);
        return reply;
    }

    @Override
    public void watch(String options) throws Exception {
        run(0, "attach", Unlimited.budget(options));
    }

    @Override
    public Optional<String> refusal(String options) throws Exception {
        return run(1, "attach", options).error().map(ReplyFile.Refusal::toString);
    }

    @Override
    public void unwatch(String name) throws Exception {
        run(0, "unwatch", name);
    }

    @Override
    public List<ReplyFile.Watch> list() throws Exception {
        return run(0, "list").watches();
    }

    @Override
    public void stop() throws Exception {
        assertThat(run(0, "stop").watches()).isEmpty();
    }
}
