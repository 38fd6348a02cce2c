package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import weir.cli.Main;

/** The markets of {@code weir demo}, eight weeks of them, made by the command itself. */
final class DemoLake {

  private DemoLake() {}

  static void write(Path home) {
    assertThat(Main.run("demo", "--small", "--no-serve", "--home", home.toString())).isZero();
  }

  /** All that {@code weir demo} shows; takes half a minute. */
  static void writeYear(Path home) {
    assertThat(Main.run("demo", "--no-serve", "--home", home.toString())).isZero();
  }
}
