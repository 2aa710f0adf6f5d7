package dev.xwatch.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Chromium without a window, led through chromedriver by the WebDriver protocol (W3C) and its log and CDP extensions. */
final class Browser implements AutoCloseable {
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // the protocol's key of a reference

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final Path profile;
    private final URI base;
    private final String session;

    private Browser(Process driver, int port, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        this.profile = profile;
        base = URI.create("http://127.0.0.1:" + port + "/");
        Awaitility.await().atMost(ChildJvm.LONG).ignoreExceptions().until(() -> send("GET", "status", null) != null);
        Map<String, Object> options = Map.of(
                "args",
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile));
        Map<String, Object> capabilities = Map.of(
                "browserName",
                "chrome",
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"),
                "goog:chromeOptions",
                options);
        Object answer = send("POST", "session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
        session = "session/" + member(answer, "sessionId") + "/";
    }

    /** @param profile an empty directory for the browser's own files */
    static Browser start(Path profile) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder("chromedriver", "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromedriver.log").toFile())
                .start();
        try {
            return new Browser(driver, port, profile);
        } catch (IOException | RuntimeException e) {
            driver.destroyForcibly();
            throw e;
        }
    }

    /** Opens a file, and returns when it is loaded. */
    void open(Path file) throws IOException, InterruptedException {
        send("POST", session + "url", Map.of("url", file.toUri().toString()));
    }

    /** @param scheme {@code light} or {@code dark}, as the user's system would have it */
    void show(int width, int height, String scheme) throws IOException, InterruptedException {
        chromium(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        chromium(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Runs a function's body in the page. */
    @Nullable
    Object script(String body, Object... arguments) throws IOException, InterruptedException {
        return send("POST", session + "execute/sync", Map.of("script", body, "args", List.of(arguments)));
    }

    /** The elements that a CSS selector finds, by their references. */
    List<String> find(String selector) throws IOException, InterruptedException {
        Object found = send("POST", session + "elements", Map.of("using", "css selector", "value", selector));
        List<String> references = new ArrayList<>();
        for (Object element : (List<?>) Objects.requireNonNull(found)) {
            references.add(member(element, ELEMENT));
        }
        return references;
    }

    /** Clicks where a user would. */
    void click(String reference) throws IOException, InterruptedException {
        send("POST", session + "element/" + reference + "/click", Map.of());
    }

    void type(String reference, String text) throws IOException, InterruptedException {
        send("POST", session + "element/" + reference + "/value", Map.of("text", text));
    }

    String text(String reference) throws IOException, InterruptedException {
        return String.valueOf(send("GET", session + "element/" + reference + "/text", null));
    }

    /** The whole page, also what lies below the window. */
    void screenshot(Path file) throws IOException, InterruptedException {
        Object answer = chromium("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(member(answer, "data")));
    }

    /** What is new on the console. */
    List<String> console() throws IOException, InterruptedException {
        return log("browser");
    }

    /** The addresses that a page asked for since the last question. */
    List<String> requests(Path page) throws IOException, InterruptedException {
        List<String> addresses = new ArrayList<>();
        for (String message : log("performance")) {
            Map<?, ?> event = (Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(Json.parse(message))).get("message");
            if ("Network.requestWillBeSent".equals(Objects.requireNonNull(event).get("method"))) {
                Map<?, ?> parameters = (Map<?, ?>) Objects.requireNonNull(event.get("params"));
                // The browser's own start page asks for things too.
                if (page.toUri().toString().equals(parameters.get("documentURL"))) {
                    addresses.add(member(parameters.get("request"), "url"));
                }
            }
        }
        return addresses;
    }

    private List<String> log(String type) throws IOException, InterruptedException {
        Object entries = send("POST", session + "se/log", Map.of("type", type));
        List<String> messages = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(entries)) {
            messages.add(member(entry, "message"));
        }
        return messages;
    }

    private @Nullable Object chromium(String command, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        return send("POST", session + "goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private @Nullable Object send(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ChildJvm.LONG)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body)))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + path + ": " + response.body());
        }
        return ((Map<?, ?>) Objects.requireNonNull(Json.parse(response.body()))).get("value");
    }

    private static String member(@Nullable Object object, String name) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(object)).get(name));
    }

    /** Returns when all of the browser's processes have ended: one that lives on writes into the profile while it is deleted. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroy);
        if (!ended(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
            ended(all);
        }
    }

    /** The driver's descendants, and what has left them, as the crash handler does: it names the profile. */
    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(driver.descendants().toList());
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(profile.toString()))
                .forEach(all::add);
        all.add(driver.toHandle());
        return all;
    }

    private static boolean ended(List<ProcessHandle> all) {
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(20, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
