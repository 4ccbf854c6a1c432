package mqttlab.testkit.student;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What can go wrong with a student's code goes wrong here, on request. */
public final class NaughtyPupil implements Pupil {

    private static int count;

    private CountDownLatch lingering = new CountDownLatch(1);

    /** Never ends if there is a file {@code unborn} beside its classes. */
    public NaughtyPupil() throws InterruptedException {
        if (NaughtyPupil.class.getResource("/unborn") != null) {
            new CountDownLatch(1).await();
        }
    }

    @Override
    public Homework copy(Homework homework) {
        return new Homework(homework.title(), homework.pages());
    }

    @Override
    public void hand(int pieces, Teacher teacher) {
        for (int i = 1; i <= pieces; i++) {
            teacher.receive(new Homework("piece " + i, i));
        }
    }

    @Override
    public void failAsDocumented() throws IOException {
        throw new IOException("the dog ate it", new IllegalStateException("hungry"));
    }

    @Override
    public void linger(String thread) {
        lingering.countDown();
        lingering = new CountDownLatch(1);
        CountDownLatch end = lingering;
        if (!thread.isEmpty()) {
            new Thread(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }, thread).start();
        }
    }

    @Override
    public void fail() {
        throw new IllegalStateException("no idea");
    }

    @Override
    public void exit(int code) {
        System.exit(code);
    }

    @Override
    public void loop() {
        while (count >= 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void deadlock() throws InterruptedException {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CountDownLatch bothHold = new CountDownLatch(2);
        Thread.ofPlatform().daemon().start(() -> lockBoth(other, one, bothHold));
        lockBoth(one, other, bothHold);
    }

    private static void lockBoth(ReentrantLock first, ReentrantLock second, CountDownLatch bothHold) {
        first.lock();
        bothHold.countDown();
        try {
            bothHold.await();
        } catch (InterruptedException e) {
            return;
        }
        second.lock();
    }

    @Override
    public void recurse(int depth) {
        recurse(depth + 1);
    }

    @Override
    public void hoard() {
        List<byte[]> hoard = new ArrayList<>();
        while (count >= 0) {
            hoard.add(new byte[1 << 20]);
        }
    }

    @Override
    public void chatter(int lines) {
        for (int i = 0; i < lines; i++) {
            System.out.println("{\"is\":\"returned\",\"id\":1,\"value\":\"all points\"}");
        }
    }

    @Override
    public void dieInTheBackground() throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(this::fail);
        thread.join();
    }

    @Override
    public void interruptItself(Teacher teacher) {
        Thread.currentThread().interrupt();
        try {
            teacher.receive(new Homework("unfinished", 0));
        } catch (UndeclaredThrowableException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int count() {
        return ++count;
    }

    @Override
    public void wail(int times, int length) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            Thread thread = Thread.ofPlatform().start(() -> {
                String text = "x".repeat(length);
                throw new IllegalStateException(text, new IllegalStateException(text));
            });
            thread.join();
        }
    }

    @Override
    public String[] lookAround() throws IOException {
        return Stream.concat(System.getenv().keySet().stream(), Stream.of("and " + System.in.read())).toArray(String[]::new);
    }

    @Override
    public String knock(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
