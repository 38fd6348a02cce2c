package weir.web.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A profile that is edited: saved whole or not at all, and the former text is kept beside it. */
final class ProfileFile {

  private static final int MOST_FORMER = 10_000;

  private final Path path;

  ProfileFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  String read() throws IOException {
    return Files.readString(path);
  }

  /** Names a text: the same for the same text. */
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  /**
   * Saves a text.
   *
   * @param before digest of the text that was edited
   * @return where the former text is kept
   * @throws Changed when somebody else has changed the file meanwhile; nothing is written
   */
  synchronized Path save(String text, String before) throws IOException, Changed {
    String former = read();
    if (!digest(former).equals(before)) {
      throw new Changed();
    }
    Path kept = keep(former);
    Path fresh = Files.createTempFile(path.getParent(), ".weir-profile-", ".yaml");
    try {
      Files.writeString(fresh, text, StandardOpenOption.SYNC);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return kept;
  }

  /** Under the first free number. */
  private Path keep(String former) throws IOException {
    for (int i = 1; i < MOST_FORMER; i++) {
      Path kept = path.resolveSibling(name() + "." + i);
      try {
        return Files.writeString(kept, former, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        // taken by an earlier one
      }
    }
    throw new IOException(
        "%s has %d former texts beside it. Move some away.".formatted(path, MOST_FORMER));
  }

  /** The file is no longer what was edited. */
  static final class Changed extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
