package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source with tags")
class TaggedSourceTest {

    @Test
    @DisplayName("has each type, method, what it does, and field between tags of its name, and no marks of starters")
    void tags() {
        assertThat(TaggedSource.of("""
                package news;

                /** News. */
                final class News {

                    private int count = 0;

                    News() {
                    }

                    /** Reads. */
                    @Override
                    public void read() {
                        // lab:task 1 Read it
                        count++;
                        // lab:end
                    }
                }
                """)).isEqualTo("""
                package news;

                /** News. */
                // tag::News[]
                final class News {

                // tag::count[]
                    private int count = 0;
                // end::count[]

                // tag::new[]
                    News() {
                    }
                // end::new[]

                    /** Reads. */
                // tag::read[]
                    @Override
                    public void read() {
                // tag::read-body[]
                        count++;
                // end::read-body[]
                    }
                // end::read[]
                }
                // end::News[]
                """);
    }

    @Test
    @DisplayName("has a tag for each record in an interface, and none inside a method")
    void nested() {
        assertThat(TaggedSource.of("""
                sealed interface Packet {
                    record Ping(int count) implements Packet {
                        Ping {
                            Runnable none = new Runnable() {
                                public void run() {
                                }
                            };
                        }
                    }
                }
                """)).contains("// tag::Ping[]\n    record Ping", "// tag::new[]\n        Ping {").doesNotContain("tag::run[]", "tag::none[]",
                "tag::count[]");
    }

    @Test
    @DisplayName("has a tag for each of the methods that have the same name")
    void overloads() {
        assertThat(TaggedSource.of("""
                final class News {
                    void read() {
                    }
                    void read(int count) {
                        again();
                    }
                }
                """)).contains("// tag::read[]\n    void read()", "// tag::read[]\n// tag::read-2[]\n    void read(int",
                "// tag::read-2-body[]\n        again()").doesNotContain("read-body");
    }
}
