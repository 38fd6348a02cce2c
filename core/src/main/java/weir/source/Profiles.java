package weir.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import weir.document.Fault;

/** The profiles that ship with Weir, and the reading of those that users write. */
public final class Profiles {

  private static final List<String> SHIPPED =
      List.of(
          "agartha",
          "agora",
          "apollon",
          "berlusconi",
          "cannahome",
          "darkmarket",
          "discord",
          "discourse",
          "dream",
          "drugsmedicine",
          "mail",
          "matanga",
          "mirrors",
          "phpbb",
          "plain",
          "schema-org",
          "sim-fordgate",
          "sim-millrace",
          "sim-oldlock",
          "smf",
          "telegram",
          "torrent-index",
          "vbulletin",
          "whatsapp",
          "xenforo");

  private Profiles() {}

  /** Ids of the shipped profiles. */
  public static List<String> shipped() {
    return SHIPPED;
  }

  /** The text of a shipped profile, or empty when there is none of that name. */
  public static Optional<String> text(String name) {
    if (!SHIPPED.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Profiles.class.getResourceAsStream("profiles/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("The shipped profile " + name + " is missing from the jar");
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What reading a profile gives. */
  public sealed interface Outcome {
    record Sound(Profile profile) implements Outcome {}

    /**
     * @param faults every one found, in the order of lines
     */
    record Faulty(List<Fault> faults) implements Outcome {}
  }

  /**
   * Reads a profile that somebody wrote.
   *
   * @param name the file's name, for messages
   */
  public static Outcome read(String text, String name) {
    return new ProfileParser(name).parse(text);
  }

  /** A shipped profile, read. */
  public static Optional<Profile> named(String name) {
    return text(name)
        .map(text ->
            switch (read(text, name + ".yaml")) {
              case Outcome.Sound(Profile profile) -> profile;
              case Outcome.Faulty(List<Fault> faults) ->
                  throw new IllegalStateException("The shipped profile is faulty: " + faults);
            });
  }
}
