package mqttlab.slides;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with a screen of 1280 x 720, and a server that shows it the decks. */
final class Browser implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final HttpServer site;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path driver, Path profile) {
        this.site = SimpleFileServer.createFileServer(new InetSocketAddress(HERE, 0), Decks.SHOWN.toAbsolutePath(),
                SimpleFileServer.OutputLevel.NONE);
        site.start();
        ChromeOptions options = new ChromeOptions().setBinary(chromium.toFile()).addArguments("--headless=new", "--no-sandbox",
                "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--hide-scrollbars", "--user-data-dir=" + profile);
        this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(), options);
        resize();
    }

    /** Empty where Chromium or its driver is not installed. */
    static Optional<Browser> start(Path profile) {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        return chromium.isPresent() && driver.isPresent()
                ? Optional.of(new Browser(chromium.get(), driver.get(), profile)) : Optional.empty();
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    /** A window is larger than what it shows, and by how much depends on the browser. */
    private void resize() {
        driver.manage().window().setSize(new Dimension(1280, 720));
        long width = (long) driver.executeScript("return window.innerWidth");
        long height = (long) driver.executeScript("return window.innerHeight");
        driver.manage().window().setSize(new Dimension((int) (2 * 1280 - width), (int) (2 * 720 - height)));
    }

    /** Opens a deck such as {@code es/10-bytes}, and waits until it can be shown. */
    void open(String deck) {
        driver.get("http://127.0.0.1:%d/%s.html".formatted(site.getAddress().getPort(), deck));
        awaitDeck();
    }

    void awaitDeck() {
        await("return typeof Reveal !== 'undefined' && Reveal.isReady() && document.fonts.status === 'loaded'"
                + " && [...document.images].every(image => image.complete)");
    }

    /** What the page that is open has asked for, wherever that is. */
    List<String> requested() {
        return ((List<?>) driver.executeScript("return performance.getEntriesByType('resource').map(each => each.name)"))
                .stream().map(String::valueOf).toList();
    }

    /** Opens some page, and waits for nothing. */
    void show(URI page) {
        driver.get(page.toString());
    }

    /** Waits until a script that returns a Boolean returns true, also if the page is loaded again meanwhile. */
    void await(String script) {
        new WebDriverWait(driver, Duration.ofSeconds(30)).ignoring(JavascriptException.class)
                .until(ready -> (Boolean) driver.executeScript(script));
    }

    /** What is wrong with the slides of the deck that is open; {@code pictures} is where a picture of each of them goes. */
    List<String> findings(Optional<Path> pictures) throws IOException {
        String measure;
        try (InputStream in = Browser.class.getResourceAsStream("measure.js")) {
            measure = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        long slides = (long) driver.executeScript("return Reveal.getSlides().length");
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < slides; i++) {
            driver.executeScript("const at = Reveal.getIndices(Reveal.getSlides()[arguments[0]]); Reveal.slide(at.h, at.v, 99)", i);
            String slide = (String) driver.executeScript("return Reveal.getCurrentSlide().id");
            for (Object finding : (List<?>) driver.executeScript(measure)) {
                findings.add("slide %d, %s: %s".formatted(i + 1, slide, finding));
            }
            if (pictures.isPresent()) {
                Files.createDirectories(pictures.get());
                Files.write(pictures.get().resolve("%02d-%s.png".formatted(i + 1, slide)), driver.getScreenshotAs(OutputType.BYTES));
            }
        }
        return findings;
    }

    @Override
    public void close() {
        driver.quit();
        site.stop(0);
    }
}
