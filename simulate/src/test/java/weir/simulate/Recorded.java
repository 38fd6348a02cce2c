package weir.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that a run gave, in memory, and a digest of every byte of it. */
final class Recorded {

  record Page(String source, String path, String html, Instant savedAt) {

    /** Without the save's folder. */
    String place() {
      return path.substring(path.indexOf('/') + 1);
    }

    boolean isListing() {
      return place().startsWith("listing/");
    }
  }

  final List<Page> pages = new ArrayList<>();
  final List<Truth> truth = new ArrayList<>();
  final String pagesDigest;
  final String truthDigest;

  Recorded(Scenario scenario, long seed) {
    MessageDigest ofPages = sha256();
    MessageDigest ofTruth = sha256();
    Simulation.run(
        scenario,
        seed,
        (source, path, html, savedAt) -> {
          pages.add(new Page(source, path, html, savedAt));
          for (String part : List.of(source, path, html, savedAt.toString())) {
            ofPages.update(part.getBytes(StandardCharsets.UTF_8));
            ofPages.update((byte) 0);
          }
        },
        row -> {
          truth.add(row);
          ofTruth.update(row.toString().getBytes(StandardCharsets.UTF_8));
        });
    pagesDigest = HexFormat.of().formatHex(ofPages.digest());
    truthDigest = HexFormat.of().formatHex(ofTruth.digest());
  }

  <T extends Truth> List<T> truth(Class<T> kind) {
    return truth.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
