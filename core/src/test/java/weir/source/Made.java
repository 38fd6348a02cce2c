package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import weir.capture.Refusal;
import weir.masking.DigestKey;
import weir.row.Row;
import weir.substance.SubstanceNamer;

/** Made-up pages and profiles of these tests, and short ways to read them. */
final class Made {

  static final DigestKey KEY =
      DigestKey.of("a key for tests alone".getBytes(StandardCharsets.UTF_8));

  private Made() {}

  static Profile profile(String yaml) {
    Profiles.Outcome outcome = Profiles.read(yaml, "made.yaml");
    assertThat(outcome).isInstanceOf(Profiles.Outcome.Sound.class);
    return ((Profiles.Outcome.Sound) outcome).profile();
  }

  /** The faults of a profile as users see them. */
  static List<String> faults(String yaml) {
    return switch (Profiles.read(yaml, "made.yaml")) {
      case Profiles.Outcome.Sound _ -> List.of();
      case Profiles.Outcome.Faulty faulty ->
          faulty.faults().stream().map(fault -> fault.toString()).toList();
    };
  }

  static SavedPage page(String name, byte[] body) {
    return new SavedPage(name, name, null, null, body);
  }

  static Reading read(String yaml, String name, byte[] body) {
    return SourceReader.of(profile(yaml), SubstanceNamer.standard(), KEY).read(page(name, body));
  }

  static Reading read(String yaml, String body) {
    return read(yaml, "made", body.getBytes(StandardCharsets.UTF_8));
  }

  static <T extends Row> List<T> rows(Reading reading, Class<T> kind) {
    return reading.rows().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static <T extends Row> T only(Reading reading, Class<T> kind) {
    List<T> rows = rows(reading, kind);
    assertThat(rows).describedAs("%s of %s", kind.getSimpleName(), reading.refusals()).hasSize(1);
    return rows.getFirst();
  }

  static String kept(Reading reading) {
    return new String(reading.keptPage(), StandardCharsets.UTF_8);
  }

  static List<String> causes(Reading reading) {
    return reading.refusals().stream().map(Refusal::cause).toList();
  }
}
