package weir.web.saved;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which an account is shown: the same for the same account, and different on every
 * source. Not a secret: whoever has the lake can compute it.
 */
public final class Pseudonym {

  private Pseudonym() {}

  /** Such as {@code account 4f2a91}. */
  public static String of(String source, String account) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(source.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] full = digest.digest(account.getBytes(StandardCharsets.UTF_8));
      return "account " + HexFormat.of().formatHex(full, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
