package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A user before a report's page. */
final class ReportVisit {
    private static final String SECTION = "main > section:not([hidden]) ";

    private final Browser browser;
    private final Path page;

    ReportVisit(Browser browser, Path page) throws IOException, InterruptedException {
        this.browser = browser;
        this.page = page;
        browser.show(1280, 900, "light");
        browser.open(page);
    }

    /** From the beginning of the navigation until the page was loaded and had drawn itself. */
    long millisToOpen() throws IOException, InterruptedException {
        Object millis = browser.script(
                "const times = performance.getEntriesByType('navigation')[0]; return Math.round(times.loadEventEnd);");
        return (Long) Objects.requireNonNull(millis);
    }

    /** What the page is about now. */
    String heading() throws IOException, InterruptedException {
        return browser.text(only(SECTION + "h2"));
    }

    /** Clicks the watch whose name begins so. */
    void choose(String name) throws IOException, InterruptedException {
        for (String button : browser.find("nav li button")) {
            if (browser.text(button).startsWith(name)) {
                browser.click(button);
                return;
            }
        }
        throw new AssertionError("no watch " + name);
    }

    /** @return what the page says of it */
    String search(String text) throws IOException, InterruptedException {
        browser.type(only(SECTION + "input[type=search]"), text);
        return browser.text(only(SECTION + "output"));
    }

    List<String> matches() throws IOException, InterruptedException {
        return browser.find(SECTION + ".frame.match").stream().map(this::textOf).toList();
    }

    double widthOf(String frame) throws IOException, InterruptedException {
        Object width = browser.script(
                "return [...document.querySelectorAll(arguments[0])].find(f => f.textContent ==="
                        + " arguments[1]).offsetWidth",
                SECTION + ".frame",
                frame);
        return ((Number) Objects.requireNonNull(width)).doubleValue();
    }

    void clickFrame(String name) throws IOException, InterruptedException {
        for (String frame : browser.find(SECTION + ".frame")) {
            if (browser.text(frame).equals(name)) {
                browser.click(frame);
                return;
            }
        }
        throw new AssertionError("no frame " + name);
    }

    void zoomOut() throws IOException, InterruptedException {
        browser.click(only(SECTION + ".tools button"));
    }

    /** The button goes through dark and light, whatever the system has. */
    void requireThemes() throws IOException, InterruptedException {
        String button = only("#theme");
        Object light = background();
        browser.click(button);
        assertThat(background()).isNotEqualTo(light);
        browser.click(button);
        assertThat(background()).isEqualTo(light);
        browser.click(button);
        browser.show(1280, 900, "dark");
        assertThat(background()).isNotEqualTo(light);
        browser.show(1280, 900, "light");
    }

    private Object background() throws IOException, InterruptedException {
        return Objects.requireNonNull(browser.script("return getComputedStyle(document.body).backgroundColor"));
    }

    /** Nothing on the console, and nothing asked for but the page itself. */
    void requireQuiet() throws IOException, InterruptedException {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests(page))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).isIn(page.toUri().toString(), "data:,"));
    }

    /** On a desk and on a phone, in daylight and at night; nothing sticks out at the side. */
    void screenshots(Path directory, String name) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (int width : List.of(1280, 390)) {
            for (String scheme : List.of("light", "dark")) {
                browser.show(width, 900, scheme);
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .isEqualTo((long) width);
                browser.screenshot(directory.resolve(name + "-" + width + "-" + scheme + ".png"));
            }
        }
    }

    private String only(String selector) throws IOException, InterruptedException {
        List<String> found = browser.find(selector);
        assertThat(found).as(selector).hasSize(1);
        return found.get(0);
    }

    private String textOf(String reference) {
        try {
            return browser.text(reference);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
