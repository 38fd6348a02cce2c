package weir.masking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which contacts and authors are digested. It is given by the user and lives
 * outside the lake: whoever has the lake alone cannot test a guessed address against it.
 */
public final class DigestKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int DIGEST_BYTES = 16;

  private final SecretKeySpec secret;

  /** Looking one up costs more than a digest. */
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::mac);

  private DigestKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * @param secret at least 16 bytes
   */
  public static DigestKey of(byte[] secret) {
    if (secret.length < 16) {
      throw new IllegalArgumentException(
          "The digest key has %d bytes; it needs at least 16.".formatted(secret.length));
    }
    return new DigestKey(Arrays.copyOf(secret, secret.length));
  }

  /**
   * HMAC-SHA256 over the value in lower case without spaces around it, in UTF-8; its first 16 bytes
   * as hex.
   */
  public String digest(String value) {
    byte[] full =
        macs.get().doFinal(value.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(full, 0, DIGEST_BYTES);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }
}
