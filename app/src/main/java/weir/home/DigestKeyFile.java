package weir.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import weir.masking.DigestKey;

/** The key under which contacts and authors are digested. */
public final class DigestKeyFile {

  private static final String NAMED = "WEIR_DIGEST_KEY_FILE";

  private DigestKeyFile() {}

  /** A key that cannot be used; the message says why and how to mend it. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Where it is, or would be made. */
  public static Path of(Path home) {
    String named = System.getenv(NAMED);
    return named == null || named.isBlank() ? home.resolve("digest.key") : Path.of(named);
  }

  /**
   * From the file that WEIR_DIGEST_KEY_FILE names, else from {@code digest.key} in the home, which
   * is made on first need.
   *
   * @throws Unusable when the file holds no key
   */
  public static DigestKey read(Path home) throws IOException {
    Path file = of(home);
    if (!Files.exists(file) && System.getenv(NAMED) == null) {
      Files.createDirectories(home);
      byte[] fresh = new byte[32];
      new SecureRandom().nextBytes(fresh);
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n");
      } catch (FileAlreadyExistsException e) {
        // Another run made it at the same moment: that one counts.
      }
    }
    String text = Files.readString(file).strip();
    try {
      return DigestKey.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new Unusable(
          "The digest key in '%s' cannot be used: %s. It holds at least 32 hex digits."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
