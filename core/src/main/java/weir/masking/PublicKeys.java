package weir.masking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;

/** Fingerprints of OpenPGP public keys printed on pages. */
final class PublicKeys {

  static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
  static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

  private PublicKeys() {}

  /**
   * Fingerprints of the primary keys in an armoured block, in upper-case hex as GnuPG prints them;
   * empty when the block cannot be read. Pages print keys with spaces before lines and without the
   * blank line after the headers: both are mended before reading.
   */
  static List<String> fingerprints(String armour) {
    List<String> known = KNOWN.get(armour);
    if (known == null) {
      known = read(armour);
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      if (armour.length() <= LONGEST_KNOWN) {
        KNOWN.put(armour, known);
      }
    }
    return known;
  }

  /** The same key stands on every save of its owner's pages, and reading one takes long. */
  private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 1_000;
  private static final int LONGEST_KNOWN = 8_192;

  private static List<String> read(String armour) {
    List<String> fingerprints = new ArrayList<>();
    try (ArmoredInputStream in =
        new ArmoredInputStream(
            new ByteArrayInputStream(tidy(armour).getBytes(StandardCharsets.UTF_8)))) {
      for (PGPPublicKeyRing ring : new BcPGPPublicKeyRingCollection(in)) {
        fingerprints.add(
            HexFormat.of()
                .formatHex(ring.getPublicKey().getFingerprint())
                .toUpperCase(Locale.ROOT));
      }
    } catch (IOException | PGPException | RuntimeException e) {
      // Hostile or torn input: Bouncy Castle throws unchecked exceptions of many kinds here.
      return List.of();
    }
    return List.copyOf(fingerprints);
  }

  /**
   * Where a key ends that begins here: after its last line, or, when that is missing, where lines
   * no longer look like a key's.
   */
  static int end(String text, int begin) {
    int after = begin + BEGIN.length();
    int another = text.indexOf(BEGIN, after);
    int end = text.indexOf(END, after, another < 0 ? text.length() : another);
    if (end >= 0) {
      return end + END.length();
    }
    int stop = after;
    while (stop < text.length()) {
      int lineEnd = text.indexOf('\n', stop + 1);
      lineEnd = lineEnd < 0 ? text.length() : lineEnd;
      if (!isArmour(text.substring(stop, lineEnd).strip())) {
        break;
      }
      stop = lineEnd;
    }
    return stop;
  }

  private static boolean isArmour(String line) {
    boolean header = line.length() < 100 && (line.contains(": ") || line.endsWith(":"));
    return header
        || line.chars()
            .allMatch(c ->
                (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '=');
  }

  private static String tidy(String armour) {
    StringBuilder body = new StringBuilder(BEGIN).append("\n\n");
    String inner = armour.substring(BEGIN.length());
    int end = inner.indexOf(END);
    if (end >= 0) {
      inner = inner.substring(0, end);
    }
    for (String line : inner.split("\\R", -1)) {
      String trimmed = line.strip();
      boolean header = trimmed.contains(": ") || trimmed.endsWith(":");
      if (!trimmed.isEmpty() && !header) {
        body.append(trimmed).append('\n');
      }
    }
    return body.append(END).append('\n').toString();
  }
}
