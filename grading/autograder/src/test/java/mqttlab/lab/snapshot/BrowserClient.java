package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import mqttlab.lab.page.PageServer;
import mqttlab.testkit.Patience;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Somebody with Chromium and the page of {@code lab page}, who fills in its forms. */
final class BrowserClient implements AutoCloseable {

    /** The first one whose broker can do all of it. */
    static final int STAGE = 8;

    private final PageServer server;
    private final ChromeDriver driver;

    private BrowserClient(PageServer server, Path profile) {
        this.server = server;
        ChromeOptions options = new ChromeOptions().setBinary(chromium().orElseThrow().toFile()).addArguments("--headless=new",
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver().orElseThrow().toFile())
                .build(), options);
        driver.get(server.uri().toString());
    }

    static boolean isHere() {
        return chromium().isPresent() && driver().isPresent();
    }

    private static Optional<Path> chromium() {
        return OnPath.programs("chromium", "chromium-browser", "google-chrome").findFirst();
    }

    private static Optional<Path> driver() {
        return OnPath.programs("chromedriver").findFirst();
    }

    static List<Claim> claims() {
        return List.of(new Claim(STAGE,
                "serves a page in a browser: messages of every QoS, a retained one, a persistent session and a will",
                BrowserClient::converse));
    }

    private static void converse(BuiltStage broker) throws Exception {
        try (PageServer server = new PageServer(0, broker.with().address());
                BrowserClient page = new BrowserClient(server, broker.newFolder())) {
            page.hasMessagesOfEveryQos();
            page.hasTheRetainedMessage();
            page.hasWhatCameMeanwhile();
            page.hasTheWill();
        }
    }

    private void hasMessagesOfEveryQos() {
        connect("browser", true);
        subscribe("noticias/+", 2);
        for (int qos = 0; qos <= 2; qos++) {
            publish("noticias/cádiz", "tráfico 🚗 " + qos, qos, false);
            awaitMessage("noticias/cádiz", "tráfico 🚗 " + qos, qos, "");
        }
    }

    private void hasTheRetainedMessage() {
        publish("tablón", "aviso", 1, true);
        subscribe("tablón", 1);
        awaitMessage("tablón", "aviso", 1, "retained");
    }

    private void hasWhatCameMeanwhile() {
        disconnect();
        connect("sleeper", false);
        subscribe("cartas", 2);
        disconnect();
        connect("browser", true);
        publish("cartas", "querida Ana", 2, false);
        // When it has this one, the broker has kept the other.
        subscribe("eco", 2);
        publish("eco", "eco", 2, false);
        awaitMessage("eco", "eco", 2, "");
        disconnect();
        connect("sleeper", false);
        awaitMessage("cartas", "querida Ana", 2, "");
        disconnect();
        connect("sleeper", true);
        assertThat(driver.findElements(By.cssSelector("#subscriptions li"))).as("subscriptions of a new session").isEmpty();
    }

    private void hasTheWill() {
        subscribe("testamentos", 1);
        String heir = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB).get(server.uri().toString());
        driver.findElement(By.tagName("summary")).click();
        type("will-topic", "testamentos");
        type("will-message", "adiós");
        choose("will-qos", 1);
        connect("doomed", true);
        driver.close();
        driver.switchTo().window(heir);
        awaitMessage("testamentos", "adiós", 1, "");
    }

    private void connect(String client, boolean clean) {
        type("client", client);
        tick("clean", clean);
        click("do-connect");
        awaitStatus("Connected as " + client + ".");
    }

    private void disconnect() {
        click("disconnect");
        awaitStatus("Disconnected.");
    }

    private void subscribe(String filter, int qos) {
        type("filter", filter);
        choose("filter-qos", qos);
        click("do-subscribe");
        await(filter + ", QoS " + qos, () -> driver.findElements(By.cssSelector("#subscriptions li")).stream()
                .anyMatch(each -> each.getText().startsWith(filter + ", QoS " + qos)));
    }

    private void publish(String topic, String message, int qos, boolean retain) {
        type("topic", topic);
        type("message", message);
        choose("qos", qos);
        tick("retain", retain);
        click("do-publish");
    }

    /** It is the last one that came. */
    private void awaitMessage(String topic, String message, int qos, String flags) {
        List<String> due = List.of(topic, message, Integer.toString(qos), flags);
        await(due.toString(), () -> driver.findElements(By.cssSelector("#messages tr:first-child td")).stream().skip(1)
                .map(WebElement::getText).toList().equals(due));
    }

    private void awaitStatus(String text) {
        await(text, () -> driver.findElement(By.id("status")).getText().equals(text));
    }

    private void await(String what, BooleanSupplier condition) {
        Duration patience = Patience.usual().multipliedBy(2);
        new WebDriverWait(driver, patience).ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; the page shows: " + driver.findElement(By.tagName("body")).getText())
                .until(any -> condition.getAsBoolean());
    }

    private void type(String field, String text) {
        WebElement element = driver.findElement(By.id(field));
        // ChromeDriver types only what is in the basic plane.
        driver.executeScript("arguments[0].value = arguments[1]", element, text);
        assertThat(element.getAttribute("value")).isEqualTo(text);
    }

    private void choose(String field, int qos) {
        new Select(driver.findElement(By.id(field))).selectByVisibleText(Integer.toString(qos));
    }

    private void tick(String box, boolean wanted) {
        WebElement element = driver.findElement(By.id(box));
        if (element.isSelected() != wanted) {
            element.click();
        }
    }

    private void click(String button) {
        driver.findElement(By.id(button)).click();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
